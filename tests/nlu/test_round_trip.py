"""What the bot shows can be said back to it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roombot.domain.time_slots import TimeSlot
from roombot.domain.time_zones import localize
from roombot.languages.loader import languages
from roombot.languages.sentences import sentences
from roombot.nlu import Context, understand
from roombot.slack.views.clocks import Clock

ZONE = "Europe/Berlin"
NOW = datetime(2026, 9, 15, 5, 40, tzinfo=UTC)
LOCALES = {"en": ("en-US", "en-GB", "en-IE"), "pt": ("pt-BR", "pt-PT")}
TONGUES = [
    (code, locale)
    for code in sorted({*languages("answers")} & {*languages("understanding")})
    for locale in LOCALES.get(code, (code,))
]

days = st.integers(0, 500)
quarters = st.integers(8 * 4, 17 * 4)  # of an hour, within office hours
lengths = st.sampled_from([15, 30, 45, 60])


@pytest.mark.parametrize(("language", "locale"), TONGUES)
@settings(max_examples=60, deadline=None)
@given(days, quarters, lengths)
def test_a_slot_that_is_shown_is_read_back(
    language: str, locale: str, day: int, quarter: int, minutes: int
) -> None:
    midnight = datetime.combine(NOW.date() + timedelta(days=day), time())
    slot = TimeSlot.lasting(localize(midnight + timedelta(minutes=15 * quarter), ZONE), minutes)
    shown = Clock(ZONE, sentences(locale)).slot(slot, NOW)
    reading = understand(shown, Context(NOW, ZONE, language=language, locale=locale))
    assert (reading.start, reading.end) == (slot.start, slot.end), shown
