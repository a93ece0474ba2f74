"""Tenants: which workspace a delivery is for."""

from dataclasses import dataclass
from typing import Any

from roombot.slack.origins import Origin


@dataclass(frozen=True)
class Tenant:
    """A workspace, and the organisation it is part of (Enterprise Grid)."""

    team_id: str
    enterprise_id: str | None = None
    is_organisation: bool = False  # whether the bot was added to the whole organisation

    @property
    def installation_id(self) -> str:
        """Return the name of the installation that a delivery speaks of."""
        return (self.is_organisation and self.enterprise_id) or self.team_id


def tenant_of(body: dict[str, Any]) -> Tenant:
    """Return the tenant of a verified delivery."""
    authorization = (body.get("authorizations") or [{}])[0]
    enterprise = (
        authorization.get("enterprise_id")
        or body.get("enterprise_id")
        or (body.get("enterprise") or {}).get("id")
    )
    is_organisation = authorization.get("is_enterprise_install", body.get("is_enterprise_install"))
    return Tenant(
        team_id=Origin.of(body).team_id,
        enterprise_id=enterprise or None,
        is_organisation=is_organisation in (True, "true"),
    )
