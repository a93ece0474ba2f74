"""What every test of the Slack side is held to."""

import logging
from collections.abc import Iterator

import pytest

COMPLAINT = "is not a valid argument"


class Complaints(logging.Handler):
    """Collects Bolt's warnings of arguments that it cannot fill."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if COMPLAINT in record.getMessage():
            self.found.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture
def misnamed_arguments() -> Iterator[list[str]]:
    """Collect what Bolt says of listener arguments that it does not know."""
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    yield complaints.found
    logging.getLogger().removeHandler(complaints)


@pytest.fixture(autouse=True)
def _listeners_name_their_arguments_right(misnamed_arguments: list[str]) -> Iterator[None]:
    yield
    if misnamed_arguments:
        pytest.fail(f"Bolt cannot fill: {misnamed_arguments}")
