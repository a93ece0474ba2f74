"""The gate of the understanding: every language has the tables that English has, no more."""

import pytest

from roombot.languages.loader import languages, load
from roombot.nlu.grammar import KINDS
from roombot.nlu.lexicon import lexicon

FREE_KEYS = {  # tables whose keys are the language's own words or numbers
    "words",
    "numbers",
    "ordinals",
    "group_sizes",
    "contractions",
    "phrases",
    "parts",
    "units",
    "periods",
    "lengths",
    "days",
    "frequencies",
    "zones",
    "cities",
    "clock_names",
}
OPTIONAL = {
    "company",
    "followups",
    "zones",
    "cities",
    "generic",
    "short_months",
    "now",
    "for_shifts",
    "endings",
    "basic_endings",
}
OPTIONAL_INTENTS = {"day", "watch"}
NEEDED_KINDS = {
    *("now", "at", "in", "on", "from", "until", "to", "between", "and", "or", "the", "article"),
    *("my", "for", "before", "after", "within", "more", "people", "seats", "with", "without"),
    *("floor", "room_word", "times", "this", "next", "every", "shift", "half", "all_day"),
}
OTHERS = [code for code in languages("understanding") if code != "en"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_tables_that_english_has(language: str) -> None:
    english, other = load("en", "understanding"), load(language, "understanding")
    assert other.keys() | OPTIONAL == english.keys() | OPTIONAL
    for name, table in english.items():
        if isinstance(table, dict) and name not in FREE_KEYS and name != "spelling":
            assert other[name].keys() | OPTIONAL == table.keys() | OPTIONAL, name


@pytest.mark.parametrize("language", languages("understanding"))
def test_a_language_s_words_have_kinds_that_the_grammar_knows(language: str) -> None:
    kinds = load(language, "understanding")["words"].keys()
    assert kinds <= set(KINDS)
    assert kinds >= NEEDED_KINDS


@pytest.mark.parametrize("language", languages("understanding"))
def test_a_language_counts_names_the_days_and_parts_the_day(language: str) -> None:
    data = load(language, "understanding")
    assert set(range(1, 21)) <= set(data["numbers"].values())
    assert {"0", "1", "2", "-1"} <= data["days"].keys()
    assert {"morning", "afternoon", "evening"} <= data["parts"].keys()
    assert {"1", "60"} <= data["units"].keys()
    assert {"DAILY", "WEEKLY", "WEEKLY 2", "MONTHLY"} <= data["frequencies"].keys()


@pytest.mark.parametrize("language", languages("understanding"))
def test_a_language_s_rules_lead_to_every_intent_and_can_be_compiled(language: str) -> None:
    known = (
        "find book extend finish cancel check_in move reschedule invite accept reject agenda "
        "schedule rooms devices help unknown watch day"
    )
    intents = {rule["intent"] for rule in load(language, "understanding")["rules"]}
    assert intents | OPTIONAL_INTENTS == {*known.split()}
    assert lexicon(language).phrases
