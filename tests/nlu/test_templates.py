import pytest

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
        ("nächst~ raum", "nächsten raum ", True),
        ("nächst~ raum", "nächstgelegenen raum ", False),
    ],
)
def test_a_template_fits_whole_words_in_order(template: str, words: str, fits: bool) -> None:  # noqa: FBT001 - a table's column
    assert compile_template(template, PHRASES).fits(words) is fits


@pytest.mark.parametrize("template", ["(a|b", "a]", "[a)"])
def test_a_template_with_odd_brackets_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        compile_template(template, PHRASES)


def test_a_template_that_names_no_phrase_is_refused() -> None:
    with pytest.raises(ValueError, match="no phrase"):
        compile_template("<räume> *", PHRASES)


def test_a_template_is_tried_only_where_its_words_occur() -> None:
    template = compile_template("(end|finish) [my] (meeting|call|booking)", PHRASES)
    assert template.needs == (
        frozenset({"end", "finish"}),
        frozenset({"meeting", "call", "booking"}),
    )
