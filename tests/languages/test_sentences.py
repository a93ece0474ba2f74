import pytest

from roombot.languages.sentences import sentences


@pytest.mark.parametrize(
    ("locale", "identifier"),
    [
        ("en-US", "en_US"),
        ("en-GB", "en_GB"),
        ("en", "en"),
        ("tlh", "en"),
        ("xx-YY", "en"),
        ("", "en"),
        ("not a locale at all", "en"),
    ],
)
def test_a_locale_gets_its_own_forms_or_else_english(locale: str, identifier: str) -> None:
    assert str(sentences(locale).locale) == identifier


def test_a_language_without_sentences_gets_english_words_and_dates() -> None:
    found = sentences("ja-JP")
    assert str(found.locale) == "en"
    assert found.text("buttons.cancel") == "Cancel"


@pytest.mark.parametrize(("count", "words"), [(1, "1 seat"), (2, "2 seats"), (0, "0 seats")])
def test_a_number_chooses_its_form(count: int, words: str) -> None:
    assert sentences("en-US").text("room.seats", count=count) == words


def test_a_sentence_with_numbers_does_not_go_without() -> None:
    with pytest.raises(TypeError, match="needs a count"):
        sentences("en-US").text("room.seats", count="many")


def test_braces_in_a_name_are_just_braces() -> None:
    assert sentences("en-US").text("buttons.book", room="{room}") == "Book {room}"
