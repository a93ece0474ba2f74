"""Who is not found in Joan, with a button for each guess."""

from collections.abc import Sequence
from hashlib import sha256

from roombot.domain.matches import Unmatched
from roombot.domain.people import Colleague, Person
from roombot.slack import action_ids as ids
from roombot.slack.messages import Block, View
from roombot.slack.views.blocks import Markup, actions, button, context, divider, section
from roombot.slack.views.inputs import plain
from roombot.slack.views.people import mention
from roombot.slack.views.reader import Reader

TITLE = 24  # characters of a modal's title and of its buttons
SHOWN = 30  # people; Slack takes 100 blocks


def matching(reader: Reader, found: Sequence[Unmatched], note: str = "") -> View:
    """Return the list; ``note`` answers the last click."""
    blocks = [section(note), divider()] if note else []
    key = "matching.explain" if found else "matching.nobody"
    blocks.append(section(reader.say(key)))
    for one in found[:SHOWN]:
        blocks += _person(reader, one)
    if len(found) > SHOWN:
        blocks.append(context(reader.say("list.more", count=len(found) - SHOWN)))
    return {
        "type": "modal",
        "callback_id": ids.MATCHING,
        "title": plain(reader.caption("matching.title"), TITLE),
        "close": plain(reader.caption("form.done"), TITLE),
        "blocks": blocks,
    }


def linked(reader: Reader, person: Person, colleague: Colleague) -> Markup:
    """Say who a person is in Joan from now on."""
    who = mention(person.slack_id)
    return reader.say("matching.linked", person=who, address=colleague.email)


def guess_key(colleague: Colleague) -> str:
    """Return the name of a guess in a button's value."""
    return sha256(colleague.email.encode()).hexdigest()[:16]


def _person(reader: Reader, one: Unmatched) -> list[Block]:
    person = mention(one.person.slack_id)
    if not one.guesses:
        return [section(reader.say("matching.no_guess", person=person))]
    guesses = [
        button(
            f"{guess.name} · {guess.email}",
            f"{ids.LINK_PERSON}:{number}",
            f"{one.person.slack_id}.{guess_key(guess)}",
        )
        for number, guess in enumerate(one.guesses)
    ]
    return [section(reader.say("matching.who", person=person)), actions(*guesses)]
