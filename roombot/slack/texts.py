"""The texts people write, freed of Slack's markup."""

import html
import re

_MARKUP = re.compile(r"<(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # databases take neither NUL nor half characters

_TITLE = 60
_PERSON = re.compile(r"<@[^>]*>")


def title_of(text: str) -> str:
    """Return the first line of a message as a title, without the names of people."""
    lines = _PERSON.sub(" ", plain(text)).split("\n")
    line = next((" ".join(one.split()) for one in lines if one.strip()), "")
    line = line.replace(" ?", "?").replace(" ,", ",").strip(" ,")
    return line if len(line) <= _TITLE else line[: _TITLE - 1].rstrip() + "…"


def plain(text: str, bot_user_id: str | None = None) -> str:
    """Return what a person wrote: links as their labels, the bot's own name left out.

    Mentions of people stay as ``<@U…>``: their ids are what is needed.
    """
    own = f"@{bot_user_id}" if bot_user_id else None

    def shown(found: re.Match[str]) -> str:
        target, label = found["target"], found["label"]
        if target == own:
            return " "
        if target.startswith("@"):
            return f"<{target}>"
        return label or target.removeprefix("mailto:")

    return _UNSTORABLE.sub("", html.unescape(_MARKUP.sub(shown, text))).strip()
