"""What the scheduler needs of the others."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class FailedJob(Protocol):
    """A job that was given up."""

    @property
    def id(self) -> str:
        """What names the job."""
        ...

    @property
    def kind(self) -> str:
        """What was to be done."""
        ...

    @property
    def details(self) -> Mapping[str, str]:
        """Of what, and for which workspace."""
        ...


class Engine(Protocol):
    """Does jobs, each once."""

    async def submit(self, job_id: str, kind: str, **details: str) -> None:
        """Have a job done; the same id is done once."""
        ...

    async def failed(self) -> Sequence[FailedJob]:
        """Return the jobs that were given up lately."""
        ...

    async def forget(self) -> None:
        """Delete what is known of jobs that ended long ago."""
        ...


class CountingEngine(Engine, Protocol):
    """An engine that tells how much there is to do."""

    async def numbers(self) -> Mapping[str, int]:
        """Return how many jobs are waiting, late and abandoned."""
        ...
