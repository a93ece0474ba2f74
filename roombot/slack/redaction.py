"""Logging without secrets: every line is cleaned in its final form, whoever wrote it."""

import json
import logging
import re
import sys
from collections.abc import Callable, Sequence
from typing import TextIO
from urllib.parse import quote, quote_plus

import structlog
from structlog.typing import Processor

HIDDEN = "***"
SHORTEST_SECRET = 4

_NAME = (
    "access_token|app_token|authorization|bot_token|client_secret|password|refresh_token"
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


def configure_logging(level: str, secrets: Sequence[str], stream: TextIO | None = None) -> None:
    """Send all logs, cleaned, to ``stream`` (stderr): for people on a terminal, else as JSON."""
    output = stream or sys.stderr
    handler = logging.StreamHandler(output)
    handler.setFormatter(_CleanFormatter(redactor(secrets), _renderer(output)))
    logging.getLogger().handlers[:] = [handler]
    logging.getLogger().setLevel(level)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # else a record that cannot be formatted is printed raw
    structlog.configure(
        processors=[*_BASICS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


class _CleanFormatter(structlog.stdlib.ProcessorFormatter):
    """Formats a record, its exception included, and cleans the result."""

    def __init__(self, redact: Callable[[str], str], renderers: Sequence[Processor]) -> None:
        remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
        super().__init__(processors=[remove, *renderers], foreign_pre_chain=_BASICS)
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """Return the clean line."""
        return self._redact(super().format(record))


def _renderer(output: TextIO) -> list[Processor]:
    if output.isatty():
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(exception_formatter=plain)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]


_BASICS: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def _spellings(secret: str) -> set[str]:
    """Return a secret as it looks in text, JSON, a Python literal and a form."""
    if len(secret) < SHORTEST_SECRET:
        return set()
    quoted = {quote(secret, safe=""), quote_plus(secret)}
    return {secret, json.dumps(secret)[1:-1], repr(secret)[1:-1], *quoted}
