import pytest

from roombot.languages.loader import languages, load
from roombot.nlu.lexicon import lexicon
from roombot.nlu.templates import compile_template

PHRASES = {"room": "(room|hall)"}


@pytest.mark.parametrize(
    ("template", "words", "fits"),
    [
        ("book * <room>", "please book a big hall ", True),
        ("book * <room>", "a book ", False),
        ("^ book [a] room $", "book room ", True),
        ("^ book [a] room $", "book a room now ", False),
        ("(cancel|call off) {time}", "call off {time} ", True),
        ("book", "booking ", False),
        ("book", "rebook ", False),
    ],
)
def test_a_template_fits_whole_words_in_order(template: str, words: str, fits: bool) -> None:  # noqa: FBT001 - a table's column
    assert compile_template(template, PHRASES).fits(words) is fits


@pytest.mark.parametrize("template", ["(a|b", "a]", "[a)"])
def test_a_template_with_odd_brackets_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        compile_template(template, PHRASES)


def test_a_template_is_tried_only_where_one_of_its_words_occurs() -> None:
    template = compile_template("(end|finish) [my] (meeting|call|booking)", PHRASES)
    assert template.cues == {"end", "finish"}


@pytest.mark.parametrize("language", languages("understanding"))
def test_every_rule_names_an_intent_of_the_contract(language: str) -> None:
    known = (
        "find book extend finish cancel check_in move reschedule invite accept reject agenda "
        "schedule rooms devices help unknown"
    )
    intents = {rule["intent"] for rule in load(language, "understanding")["rules"]}
    assert intents == set(known.split())


@pytest.mark.parametrize("language", languages("understanding"))
def test_a_language_has_the_keys_that_english_has(language: str) -> None:
    english, other = load("en", "understanding"), load(language, "understanding")
    assert other.keys() == english.keys()
    assert set(other["words"]) <= set(english["words"])


@pytest.mark.parametrize("language", languages("understanding"))
def test_every_language_s_lexicon_can_be_built(language: str) -> None:
    assert lexicon(language).phrases
