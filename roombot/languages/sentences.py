"""The sentences of a language, with places for values and forms for numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from roombot.languages.loader import languages, load

DEFAULT = "en"


@dataclass(frozen=True)
class Sentences:
    """Templates by key; a key with plural forms holds a table of them."""

    locale: Locale
    templates: Mapping[str, str | Mapping[str, str]]

    def text(self, key: str, **values: object) -> str:
        """Return a sentence; ``count`` chooses among plural forms."""
        template = self.templates[key]
        if not isinstance(template, str):
            count = values["count"]
            if not isinstance(count, int):
                raise TypeError(f"{key} needs a count")
            template = template.get(self.locale.plural_form(count), template["other"])
        return template.format(**values)


def sentences(locale: str) -> Sentences:
    """Return the sentences for a locale such as ``en-US``; English where there are none."""
    found = _locale(locale)
    language = found.language if found.language in languages("answers") else DEFAULT
    return Sentences(found if language != DEFAULT else _english(found), flat(language))


def own_name(language: str) -> str:
    """Return what a language calls itself, as it begins a line."""
    name = Locale.parse(language).get_language_name() or language
    return name[:1].upper() + name[1:]


@cache
def flat(language: str) -> Mapping[str, str | Mapping[str, str]]:
    """Return a language's templates with their tables' names before their own."""
    return {
        f"{table}.{name}": template
        for table, entries in load(language, "answers").items()
        for name, template in entries.items()
    }


def _english(locale: Locale) -> Locale:
    """Return an English locale, so that dates fit the sentences around them."""
    return locale if locale.language == DEFAULT else Locale.parse(DEFAULT)


def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(DEFAULT)
