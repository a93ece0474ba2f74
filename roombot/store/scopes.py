"""Scopes: what is of one workspace alone."""

from sqlalchemy import ColumnElement, Table, true


def of_team(table: Table, team_id: str | None) -> ColumnElement[bool]:
    """Return what holds for a workspace's rows; without a workspace for all."""
    return true() if team_id is None else table.c.team_id == team_id
