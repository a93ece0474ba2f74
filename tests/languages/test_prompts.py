"""What the bot suggests to say is read, in every language that answers."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from roombot.domain.intents import (
    Accept,
    Book,
    CheckIn,
    Extend,
    Find,
    Finish,
    Intent,
    ListRooms,
    ShowAgenda,
    ShowHelp,
    Wish,
)
from roombot.domain.prompts import Prompt
from roombot.domain.rooms import Room
from roombot.languages.loader import languages
from roombot.languages.sentences import DEFAULT, flat
from roombot.nlu import Context, intent_of, understand

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
NOW = datetime(2026, 9, 15, 7, 40, tzinfo=UTC)  # 9:40 in Berlin
TEN = datetime(2026, 9, 15, 8, tzinfo=UTC) + timedelta(days=1)
ANA = "<@U0ANA>"
EXAMPLE = re.compile(r"(?<!\w)_([^_]+)_(?!\w)")
ROOMS = (Room("oak", "Oak", 6, ("Whiteboard",)), Room("lima", "Lima", 4))

MEANT: dict[Prompt, Intent] = {
    Prompt.ACCEPT: Accept(),
    Prompt.CHECK_IN: CheckIn(),
    Prompt.EXTEND: Extend(minutes=30),
    Prompt.FINISH: Finish(),
    Prompt.AGENDA: ShowAgenda(),
    Prompt.ROOM_NOW: Book(Wish(NOW, capacity=4)),
    Prompt.FREE_NOW: Find(Wish(NOW)),
    Prompt.ROOM_TOMORROW: Book(Wish(TEN, capacity=6)),
    Prompt.ROOMS: ListRooms(),
    Prompt.HELP: ShowHelp(),
}


@pytest.mark.parametrize("prompt", Prompt)
@pytest.mark.parametrize("language", languages("answers"))
def test_a_prompt_is_read_as_what_it_stands_for(language: str, prompt: Prompt) -> None:
    sentence = flat(language)[f"prompts.{prompt}"]
    context = Context(NOW, "Europe/Berlin", ROOMS, None, language)
    reading = understand(str(sentence), context)
    assert (reading.language, intent_of(reading, context)) == (language, MEANT[prompt])


@pytest.mark.parametrize("language", languages("answers"))
def test_every_sentence_that_the_help_shows_is_read(language: str) -> None:
    shown = [str(said) for key, said in flat(language).items() if key.startswith("help.")]
    examples = [one for said in shown for one in EXAMPLE.findall(said) if one[0] != "/"]
    context = Context(NOW, "Europe/Berlin", ROOMS, None, language)
    unread = [
        one for one in examples if understand(one.replace("@ana", ANA), context).intent == "unknown"
    ]
    assert len(examples) > 10
    assert unread == []


def test_the_prompts_of_the_manifest_are_among_those_of_the_bot() -> None:
    view = yaml.safe_load(MANIFEST.read_text())["features"]["agent_view"]
    own = {flat(DEFAULT)[f"prompts.{prompt}"] for prompt in Prompt}
    assert {one["message"] for one in view["suggested_prompts"]} <= own
