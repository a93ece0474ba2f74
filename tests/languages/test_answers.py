"""The gate of the sentences: none is missing or unused, none asks for what is not given."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

from roombot.languages.loader import languages
from roombot.languages.sentences import DEFAULT, flat, sentences

VIEWS = Path(__file__).parents[2] / "roombot" / "slack" / "views"
KEY = re.compile(r"[a-z_]+\.[a-z_]+")
TABLE = re.compile(r"[a-z]+\\\.")
COUNTED = 10_000  # more of anything is never said
FORMS = {"zero", "one", "two", "few", "many", "other"}


def keys_in_the_views() -> Iterator[str]:
    """Yield a pattern for each key; what an f-string fills in after its table is any name."""
    for module in VIEWS.glob("*.py"):
        nodes = [*ast.walk(ast.parse(module.read_text()))]
        templates = [node for node in nodes if isinstance(node, ast.JoinedStr)]
        pieces = {id(part) for template in templates for part in template.values}
        yield from (pattern for one in templates if TABLE.match(pattern := _pattern(one)))
        for node in nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from [] if id(node) in pieces else [re.escape(node.value)]


def _pattern(template: ast.JoinedStr) -> str:
    return "".join(
        re.escape(part.value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        else "[a-z_]+"
        for part in template.values
    )


def forms(template: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"other": template} if isinstance(template, str) else template


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_sentence_is_said_somewhere() -> None:
    patterns = [re.compile(one) for one in keys_in_the_views()]
    unused = {key for key in flat(DEFAULT) if not any(one.fullmatch(key) for one in patterns)}
    assert unused == set()


def test_every_key_that_the_views_name_has_a_sentence() -> None:
    named = {one.replace("\\.", ".") for one in keys_in_the_views()}
    tables = {key.partition(".")[0] for key in flat(DEFAULT)}
    keys = {one for one in named if KEY.fullmatch(one) and one.partition(".")[0] in tables}
    assert keys - set(flat(DEFAULT)) == set()


@pytest.mark.parametrize("language", languages("answers"))
def test_a_language_says_what_english_says(language: str) -> None:
    assert set(flat(language)) == set(flat(DEFAULT))


@pytest.mark.parametrize("language", languages("answers"))
def test_a_sentence_fills_in_what_its_english_twin_does(language: str) -> None:
    for key, template in flat(language).items():
        wanted = places(forms(flat(DEFAULT)[key])["other"])
        assert places(forms(template)["other"]) == wanted, key
        assert all(places(form) <= wanted for form in forms(template).values()), key


@pytest.mark.parametrize("language", languages("answers"))
def test_a_sentence_with_numbers_has_the_forms_that_its_language_needs(language: str) -> None:
    form = sentences(language).locale.plural_form
    needed = {form(count) for count in range(COUNTED)} | {"other"}
    for key, template in flat(language).items():
        if not isinstance(template, str):
            assert needed <= set(template) <= FORMS, key
            assert "count" in places(template["other"]), key


@pytest.mark.parametrize("language", languages("answers"))
def test_nobody_is_shouted_at(language: str) -> None:
    shouted = [
        key for key, one in flat(language).items() for form in forms(one).values() if "!" in form
    ]
    assert shouted == []
