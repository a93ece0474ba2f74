import pytest

from roombot.languages.loader import LanguageMissing, languages, load


def test_english_can_be_understood() -> None:
    assert "en" in languages("understanding")
    assert load("en", "understanding")["rules"]


@pytest.mark.parametrize(("language", "name"), [("tlh", "understanding"), ("en", "poems")])
def test_what_is_missing_is_named(language: str, name: str) -> None:
    with pytest.raises(LanguageMissing, match=f"no {name} for the language '{language}'"):
        load(language, name)
