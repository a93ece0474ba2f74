"""What Slack makes of what a person types: mentions, links and escapes."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

from roombot.sandbox.slack.people import Person
from roombot.sandbox.slack.wire import Json

_TOKEN = re.compile(r"<[@#!][^<>]+>|https?://[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MARKED = re.compile(r"<([^<>]+)>")


def typed_text(text: str, people: Mapping[str, Person], *, command: bool = False) -> str:
    """Return typed text as Slack sends it; commands carry names beside ids."""
    mention = _mention_pattern(people)
    parts: list[str] = []
    position = 0
    for match in re.finditer(f"{_TOKEN.pattern}|{mention}", text, re.IGNORECASE):
        parts.append(_escape(text[position : match.start()]))
        parts.append(_token(match.group(), people, command=command))
        position = match.end()
    return "".join([*parts, _escape(text[position:])])


def rich_text(text: str, block_id: str) -> Json:
    """Return the rich text block that Slack adds to what people write."""
    section: Json = {"type": "rich_text_section", "elements": list(_elements(text))}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}


def _elements(text: str) -> Iterator[Json]:
    for index, part in enumerate(_MARKED.split(text)):
        if index % 2:
            yield _marked(part)
        elif part:
            yield {"type": "text", "text": unescape(part)}


def _marked(inside: str) -> Json:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    return {"type": "link", "url": target, **({"text": label} if label else {})}


def _mention_pattern(people: Mapping[str, Person]) -> str:
    names = {name for person in people.values() for name in (person.name, person.real_name)}
    longest_first = sorted(names, key=len, reverse=True)
    return rf"@(?:{'|'.join(map(re.escape, longest_first))})\b"


def _token(found: str, people: Mapping[str, Person], *, command: bool) -> str:
    if found.startswith("@"):
        wanted = found[1:].casefold()
        found = next(
            f"<@{person.id}>"
            for person in people.values()
            if wanted in {person.name.casefold(), person.real_name.casefold()}
        )
    if found.startswith("<"):
        return _named(found, people) if command else found
    if "://" in found:
        return f"<{_escape(found)}>"
    return f"<mailto:{found}|{found}>"


def _named(mention: str, people: Mapping[str, Person]) -> str:
    person = people.get(mention[2:-1])
    return f"<@{person.id}|{person.name}>" if person else mention


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
