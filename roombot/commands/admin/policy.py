"""``roombot admin policy``: what holds for the whole workspace."""

import argparse

from roombot.booking.administering import lay_policy
from roombot.booking.office import Office
from roombot.commands.admin.opening import DeedError, administer
from roombot.commands.admin.words import NONE, minutes
from roombot.domain.audit import COMMAND_LINE, By
from roombot.domain.workspace_policy import NUMBERS, PolicyProblem, Term, read_term, written
from roombot.languages.loader import languages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the name of a term and its value, or neither."""
    names = ", ".join(_name(term) for term in Term)
    parser.add_argument("name", nargs="?", choices=[_name(term) for term in Term], help=names)
    about = "what is to hold; none leaves it to the environment's settings"
    parser.add_argument("value", nargs="?", help=about)


def run(arguments: argparse.Namespace) -> int:
    """Lay down what was given, and print what holds."""

    async def lay_down(office: Office, team_id: str) -> str:
        terms = [Term(arguments.name.replace("-", "_"))] if arguments.name else list(Term)
        if arguments.value is not None:
            value = _value(terms[0], arguments.value)
            await lay_policy(office, By(team_id, COMMAND_LINE), {terms[0]: value})
        return await _held(office, team_id, terms)

    return administer(arguments.team, lay_down)


async def _held(office: Office, team_id: str, terms: list[Term]) -> str:
    """Return what holds, and where it was laid down."""
    rules, policy = await office.rule_book.of(team_id), await office.rule_book.policies.of(team_id)
    held = {term: written(term, rules.said(term)) for term in terms}
    source = {True: "", False: " (by the environment)"}
    return "\n".join(f"{_name(term)}: {held[term]}{source[term in policy.said]}" for term in terms)


def _value(term: Term, text: str) -> object:
    if text.casefold() == NONE:
        return None
    try:
        plain = str(minutes(text)) if term in NUMBERS else text
        return read_term(term, plain, languages("answers"))
    except (PolicyProblem, argparse.ArgumentTypeError) as error:
        raise DeedError(f"{_name(term)}: {error}") from error


def _name(term: Term) -> str:
    return term.replace("_", "-")
