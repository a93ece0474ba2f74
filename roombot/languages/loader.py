"""Read a language's data files from the package."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


class LanguageMissing(LookupError):  # noqa: N818 - a state, as in the other error trees
    """There is no such language, or it lacks the file that was asked for."""


@cache
def load(language: str, name: str) -> Mapping[str, Any]:
    """Return ``languages/<language>/<name>.toml`` as a mapping, read once."""
    source = files(__package__ or "roombot.languages").joinpath(language, f"{name}.toml")
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LanguageMissing(f"no {name} for the language {language!r}") from error


@cache
def languages(name: str) -> tuple[str, ...]:
    """Return the codes of the languages that have ``<name>.toml``, in order."""
    root = files(__package__ or "roombot.languages")
    return tuple(
        sorted(
            folder.name
            for folder in root.iterdir()
            if folder.is_dir() and folder.joinpath(f"{name}.toml").is_file()
        )
    )
