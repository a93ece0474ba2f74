"""What the bot's log says, as it would be printed."""

import io
import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import structlog

from roombot.slack.redaction import configure_logging


@contextmanager
def logged(secrets: Sequence[str], level: str = "DEBUG") -> Iterator[io.StringIO]:
    """Take down everything that is logged."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, logging.raiseExceptions)
    output = io.StringIO()
    configure_logging(level, secrets, output)
    try:
        yield output
    finally:
        logging.captureWarnings(capture=False)
        structlog.reset_defaults()
        root.handlers[:], own_level, logging.raiseExceptions = before
        root.setLevel(own_level)


def lines(output: io.StringIO) -> list[dict[str, Any]]:
    """Return the lines that were logged."""
    return [json.loads(line) for line in output.getvalue().splitlines()]
