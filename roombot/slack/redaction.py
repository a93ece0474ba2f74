"""Logging without secrets and without people's words.

Every line is cleaned in its final form, whoever wrote it. Libraries, which write down at DEBUG
what passes through them, are heard from INFO on; of their exceptions the log has the type and
the place only, since a message may quote what it was about.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from types import TracebackType
from typing import Any, TextIO
from urllib.parse import quote, quote_plus

import structlog
from structlog.typing import EventDict, Processor

HIDDEN = "***"
SHORTEST_SECRET = 4
OUR_OWN = "roombot"

_NAME = (
    "access_token|app_token|authorization|bot_token|client_secret|cookie|password|refresh_token"
    "|response_url|signing_secret|ticket|token|trigger_id|x-slack-signature"
)
_QUOTE = r"""(?:\\*["']|%22)?"""  # plain, as in JSON inside JSON, or as in a form
_VALUE = r"""(?:\\+/|[^\s"'\\,;&)}\]])+"""
_PATTERNS = {
    r"(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w%.-]+": HIDDEN,
    r"(hooks\.slack(?:-gov)?\.com(?::\d+)?)(?:\\*/|%2F)[^\s\"'<>,&]*": rf"\1/{HIDDEN}",
    r"(\bbearer|authorization.{1,8}?basic)(\s+)[\w.~+/=%-]+": rf"\1\2{HIDDEN}",
    r"\bv0=[0-9a-f]{64}\b": HIDDEN,
    r"\b\d{6,}\.\d{6,}\.[0-9a-f]{16,}\b": HIDDEN,  # a trigger_id
    rf"(\b(?:{_NAME}){_QUOTE}\s*(?:[:=]|%3A|%3D)\s*{_QUOTE}){_VALUE}": rf"\1{HIDDEN}",
}


def redactor(secrets: Sequence[str]) -> Callable[[str], str]:
    """Return a function that hides tokens, signatures, one-time addresses and ``secrets``."""
    spellings = {spelling for secret in secrets for spelling in _spellings(secret)}
    own = "|".join(map(re.escape, sorted(spellings, key=len, reverse=True)))
    rules = [(re.compile(own), HIDDEN)] if own else []
    rules += [(re.compile(find, re.IGNORECASE), put) for find, put in _PATTERNS.items()]

    def redact(text: str) -> str:
        for find, put in rules:
            text = find.sub(put, text)
        return text

    return redact


class LogForm(StrEnum):
    """How log lines look; ``auto`` is text on a terminal, else JSON."""

    AUTO = "auto"
    JSON = "json"
    TEXT = "text"


def configure_logging(
    level: str, secrets: Sequence[str], stream: TextIO | None = None, form: str = LogForm.AUTO
) -> None:
    """Send all logs, cleaned, to ``stream`` (stderr)."""
    output = stream or sys.stderr
    handler = logging.StreamHandler(output)
    is_text = form == LogForm.TEXT or (form == LogForm.AUTO and output.isatty())
    handler.setFormatter(_CleanFormatter(redactor(secrets), _renderer(is_text=is_text)))
    handler.addFilter(_is_fit)
    logging.getLogger().handlers[:] = [handler]
    logging.getLogger().setLevel(level)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # else a record that cannot be formatted is printed raw
    structlog.configure(
        processors=[*_BASICS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _is_fit(record: logging.LogRecord) -> bool:
    """Tell our own lines, and what libraries say above DEBUG; Bolt prints what it cannot handle."""
    library = record.name.partition(".")[0]
    heard_from = logging.ERROR if library == "slack_bolt" else logging.INFO
    return library == OUR_OWN or record.levelno >= heard_from


class _CleanFormatter(structlog.stdlib.ProcessorFormatter):
    """Formats a record, its exception included, and cleans the result."""

    def __init__(self, redact: Callable[[str], str], renderers: Sequence[Processor]) -> None:
        remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
        super().__init__(processors=[remove, *renderers], foreign_pre_chain=_BASICS)
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """Return the clean line."""
        return self._redact(super().format(record))


def _renderer(*, is_text: bool) -> list[Processor]:
    told = structlog.processors.ExceptionRenderer(_told)
    if is_text:
        return [told, structlog.dev.ConsoleRenderer(colors=False)]
    return [told, structlog.processors.JSONRenderer()]


ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def _told(exc_info: ExcInfo) -> str:
    """Return where an exception and its causes arose, the first cause first."""
    told = [_one_told(error) for error in _causes(exc_info[1])]
    return "\n".join(reversed(told))


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        hidden = following.__suppress_context__
        following = following.__cause__ or (None if hidden else following.__context__)


def _one_told(error: BaseException) -> str:
    kind: type[Any] = type(error)
    is_ours = kind.__module__.partition(".")[0] == OUR_OWN
    message = f": {error}" if is_ours else ""
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"Traceback:\n{places}{kind.__qualname__}{message}"


def _plain(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Leave out what uvicorn says a second time, in colours."""
    event.pop("color_message", None)
    return event


_BASICS: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    _plain,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def _spellings(secret: str) -> set[str]:
    """Return a secret as it looks in text, JSON, a Python literal and a form."""
    if len(secret) < SHORTEST_SECRET:
        return set()
    quoted = {quote(secret, safe=""), quote_plus(secret)}
    return {secret, json.dumps(secret)[1:-1], repr(secret)[1:-1], *quoted}
