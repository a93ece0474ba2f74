"""The form in which an administrator lays down the policy of the whole workspace."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from roombot.domain.rooms import Room, counting_order
from roombot.domain.workspace_policy import (
    MOST_ROOMS,
    NUMBERS,
    SWITCHES,
    PolicyProblem,
    PolicyValue,
    Term,
    WorkspacePolicy,
    read_names,
    read_term,
    written,
)
from roombot.languages.loader import languages
from roombot.languages.sentences import own_name
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, View
from roombot.slack.views.blocks import section
from roombot.slack.views.inputs import VALUE, field, menu, option, plain, some
from roombot.slack.views.reader import Reader

TITLE = 24  # characters of a modal's title and of its buttons
HINT = 2_000
UNSAID = ":unsaid:"  # leaves a term to the settings
CHOICES = {
    Term.RELEASE_AFTER: (0, 5, 10, 15, 20, 30, 60),
    Term.RELEASE_UP_TO: (30, 60, 120, 240, 480, 1440),
}

Values = Mapping[Term, PolicyValue]


@dataclass(frozen=True)
class Held:
    """What a workspace's policy says, what the settings say, and which rooms there are."""

    policy: WorkspacePolicy
    settings: Values
    rooms: Sequence[Room]

    def text(self, term: Term) -> str:
        """Return what the policy says of a term, as a menu's value."""
        said = self.policy.said.get(term)
        return UNSAID if said is None else written(term, said)


def policy_form(reader: Reader, held: Held) -> View:
    """Return the form, filled with what is laid down; each field says whence its value comes."""
    submit = plain(reader.caption("settings.save"), TITLE)
    return _view(reader, [_field(reader, held, term) for term in Term]) | {"submit": submit}


def saved(reader: Reader) -> View:
    """Say that the policy holds."""
    return _view(reader, [section(reader.say("policy.saved"))])


def refused(reader: Reader) -> View:
    """Say that this is for administrators."""
    return _view(reader, [section(reader.say("refused.not_admin"))])


def changed_in(view: dict[str, Any], held: Held) -> dict[Term, PolicyValue | None]:
    """Return the terms that were given another value than the form had shown.

    What stays as it was shown is left to whoever changes it meanwhile, as is what was never
    offered.
    """
    changed: dict[Term, PolicyValue | None] = {}
    for entered in _entered(view):
        if not entered.is_as_shown:
            with suppress(PolicyProblem):
                changed[entered.term] = _value(entered, held)
    return changed


def flaws_in(reader: Reader, view: dict[str, Any]) -> dict[str, str]:
    """Return what is wrong with what was entered, by field."""
    flaws = {}
    for one in _entered(view):
        if UNSAID in one.chosen and len(one.chosen) > 1:
            flaws[one.block] = reader.caption("policy.both")
        elif len(one.chosen) > MOST_ROOMS:
            flaws[one.block] = reader.caption("policy.too_many", count=MOST_ROOMS)
    return flaws


@dataclass(frozen=True)
class _Entry:
    """A field as it comes back, and what it had shown, as its name says."""

    term: Term
    block: str
    chosen: tuple[str, ...]

    @property
    def is_as_shown(self) -> bool:
        return self.block == _block(self.term, self.chosen)


def _view(reader: Reader, blocks: list[Block]) -> View:
    return {
        "type": "modal",
        "callback_id": ids.POLICY_FORM,
        "title": plain(reader.caption("policy.title"), TITLE),
        "close": plain(reader.caption("form.done"), TITLE),
        "blocks": blocks,
    }


def _field(reader: Reader, held: Held, term: Term) -> Block:
    by_settings = _words(reader, held, term, held.settings[term])
    default = option(reader.caption("policy.as_set", value=by_settings), UNSAID)
    is_own = term in held.policy.said
    whence = reader.caption("policy.own" if is_own else "policy.by_settings", value=by_settings)
    label, hint = reader.caption(f"policy.{term}"), plain(whence, HINT)
    if term is Term.NEVER_RELEASED:
        names, own = _names(held), held.policy.never_released
        chosen = (UNSAID,) if own is None else tuple(name for name in own if name in names)
        options = [default, *(option(name, key) for key, name in names.items())]
        rooms = some(options, term, chosen) | {
            "placeholder": plain(reader.caption("policy.nothing"), 150)
        }
        return field(_block(term, chosen), label, rooms, optional=True, hint=hint)
    text = held.text(term)
    options = [option(words, value) for value, words in _lines(reader, held, term)]
    return field(_block(term, (text,)), label, menu(term, [default, *options], text), hint=hint)


def _lines(reader: Reader, held: Held, term: Term) -> Iterator[tuple[str, str]]:
    """Yield what can be chosen; a number from the command line is among them."""
    values: Sequence[PolicyValue] = (True, False)
    if term in NUMBERS:
        said = held.policy.said.get(term)
        own = [said] if isinstance(said, int) else []
        values = sorted({*CHOICES[term], *own})
    elif term is Term.LANGUAGE:
        values = tuple(languages("answers"))
    for value in values:
        yield written(term, value), _words(reader, held, term, value)


def _words(reader: Reader, held: Held, term: Term, value: PolicyValue) -> str:
    """Return a value as people read it."""
    if isinstance(value, tuple):
        names = _names(held)
        return ", ".join(names.get(key, key) for key in value) or reader.caption("policy.nothing")
    if term in SWITCHES:
        return reader.caption(f"policy.{written(term, value)}")
    if term is Term.LANGUAGE:
        return own_name(str(value))
    return str(reader.length(int(value))) if value else reader.caption("policy.never")


def _names(held: Held) -> dict[str, str]:
    """Return the rooms by case-folded name, and those that the policy names besides."""
    ranked = sorted(held.rooms, key=lambda one: counting_order(one.name))
    known = {room.name.casefold(): room.name for room in ranked if room.name}
    others = {name: name for name in held.policy.never_released or ()}
    return {key: name for key, name in (others | known).items() if len(key) <= VALUE}


def _block(term: Term, chosen: Sequence[str]) -> str:
    """Return a field's name, which says what it shows at first."""
    return f"{term}:{sha256(chr(10).join(sorted(chosen)).encode()).hexdigest()[:12]}"


def _entered(view: dict[str, Any]) -> Iterator[_Entry]:
    values = (view.get("state") or {}).get("values") or {}
    for block, fields in values.items():
        name = str(block).partition(":")[0]
        if name in set(Term) and isinstance(fields, dict):
            held = fields.get(name) or {}
            options = held.get("selected_options") or [held.get("selected_option") or {}]
            chosen = (str(one.get("value") or "") for one in options)
            yield _Entry(Term(name), str(block), tuple(one for one in chosen if one))


def _value(entered: _Entry, held: Held) -> PolicyValue | None:
    """Return what was chosen; ``PolicyProblem`` where that makes no sense."""
    if entered.chosen == (UNSAID,):
        return None
    if entered.term is not Term.NEVER_RELEASED:
        return read_term(entered.term, "".join(entered.chosen), languages("answers"))
    names = _names(held)
    unshown = (name for name in held.policy.never_released or () if name not in names)
    return read_names([*(name for name in entered.chosen if name in names), *unshown])
