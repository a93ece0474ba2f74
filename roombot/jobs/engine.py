"""The engine of jobs: DBOS keeps each job and its result in the database, and ends it once.

The only module that knows DBOS. It works in threads of its own; a job's work is done in the
program's event loop, where the connections live.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

_log = logging.getLogger(__name__)

VERSION = "1"  # of the jobs' form: one that stays lets every release go on with them
TRIES = 8
FIRST_PAUSE = 2.0  # seconds before the second try, twice as long before each further one
LONGEST = 120.0  # seconds that one try may take
LEASE_MS = 2 * 60 * 1000  # after which a job that has not ended is taken over from its process
INHERITING = 15.0  # seconds between looks for such jobs
NEWS = timedelta(days=1)  # in which a job that was given up is told of
KEPT = timedelta(days=30)  # longer than anything that could submit a job again
LATE = timedelta(minutes=1)
MOST = 10_000  # jobs that are counted
UNDONE = ["PENDING", "ENQUEUED"]
BATCH = 500  # records deleted at once
POLL = 0.1  # seconds between looks; a program that ends waits for one

GIVEN_UP: dict[str, Any] = {
    "status": ["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
    "sort_desc": True,
    "limit": 100,
}

Perform = Callable[[str, Mapping[str, str]], Awaitable[None]]


@dataclass(frozen=True)
class FailedJob:
    """A job that was given up."""

    id: str
    kind: str
    error: str
    at: datetime
    details: Mapping[str, str]


class Engine:
    """Takes jobs; see ``open_engine``."""

    def __init__(self, start: Callable[[str, str, dict[str, str]], None]) -> None:
        """Take what hands a job over to DBOS."""
        self._start = start

    async def submit(self, job_id: str, kind: str, **details: str) -> None:
        """Have a job done; the same id is done once, whichever process submits it."""
        await asyncio.to_thread(self._start, job_id, kind, details)

    async def failed(self) -> tuple[FailedJob, ...]:
        """Return the jobs that were given up within the last day, the newest first."""
        return await asyncio.to_thread(_failed)

    async def numbers(self) -> Mapping[str, int]:
        """Return how many jobs are waiting, late and abandoned, for who watches over the bot."""
        return await asyncio.to_thread(_numbers)

    async def forget(self) -> None:
        """Delete the records of jobs that ended long ago, so that they do not pile up."""
        await asyncio.to_thread(_forget)


@asynccontextmanager
async def open_engine(database_url: str, process: str, perform: Perform) -> AsyncIterator[Engine]:
    """Run jobs while the context lasts; unfinished ones of this process are gone on with first."""
    from dbos import DBOS, SetWorkflowID  # noqa: PLC0415 - 0.3 s that only the worker needs

    loop = asyncio.get_running_loop()

    def work(kind: str, details: dict[str, str]) -> None:
        done = asyncio.run_coroutine_threadsafe(_awaited(perform, kind, details), loop)
        done.result(LONGEST)

    step = DBOS.step(
        name="perform", retries_allowed=True, max_attempts=TRIES, interval_seconds=FIRST_PAUSE
    )(work)

    @DBOS.workflow(name="job")
    def job(kind: str, details: dict[str, str]) -> None:
        step(kind, details)

    def start(job_id: str, kind: str, details: dict[str, str]) -> None:
        with SetWorkflowID(job_id):
            DBOS.start_workflow(job, kind, details)

    DBOS(
        config={
            "name": "roombot",
            "system_database_url": database_url,
            "application_version": VERSION,
            "executor_id": process,
            "log_level": "ERROR",
            "notification_listener_polling_interval_sec": POLL,
        }
    )
    await asyncio.to_thread(DBOS.launch)
    heir = asyncio.create_task(_take_over(process))
    try:
        yield Engine(start)
    finally:
        heir.cancel()
        await asyncio.to_thread(DBOS.destroy, workflow_completion_timeout_sec=0)


async def _take_over(process: str) -> None:
    """Go on, again and again, with what other processes have begun and not ended in time."""
    while True:
        await asyncio.sleep(INHERITING)
        try:
            await asyncio.to_thread(_inherit, process)
        except Exception:  # noqa: BLE001 - the database may be away; the next time it may be there
            _log.exception("jobs of others cannot be looked through")


def _inherit(process: str) -> None:
    from dbos import DBOS  # noqa: PLC0415 - see above

    for job in DBOS.list_workflows(status="PENDING", load_input=False, load_output=False):
        began = job.updated_at or job.created_at or 0
        if job.executor_id != process and time.time() * 1000 - began > LEASE_MS:
            DBOS.resume_workflow(job.workflow_id)


async def _awaited(perform: Perform, kind: str, details: Mapping[str, str]) -> None:
    await perform(kind, details)


def failed_jobs(database_url: str) -> tuple[FailedJob, ...]:
    """Return the jobs that were given up, the newest first; for who only looks."""
    from dbos import DBOSClient  # noqa: PLC0415 - see above

    client = DBOSClient(system_database_url=database_url)
    try:
        return tuple(map(_failed_job, client.list_workflows(**GIVEN_UP)))
    finally:
        client.destroy()


def _failed() -> tuple[FailedJob, ...]:
    from dbos import DBOS  # noqa: PLC0415 - see above

    return tuple(map(_failed_job, DBOS.list_workflows(**GIVEN_UP, completed_after=_ago(NEWS))))


def _numbers() -> dict[str, int]:
    from dbos import DBOS  # noqa: PLC0415 - see above

    open_jobs = DBOS.list_workflows(status=UNDONE, limit=MOST, load_input=False, load_output=False)
    late = (time.time() - LATE.total_seconds()) * 1000
    return {
        "waiting": len(open_jobs),
        "late": sum((job.created_at or 0) < late for job in open_jobs),
        "abandoned": len(_failed()),
    }


def _forget() -> None:
    from dbos import DBOS  # noqa: PLC0415 - see above

    old = _ago(KEPT)
    while ended := DBOS.list_workflows(completed_before=old, limit=BATCH, load_input=False):
        DBOS.delete_workflows([job.workflow_id for job in ended])


def _ago(age: timedelta) -> str:
    """Return an instant by the clock of the engine, which keeps its own records by it."""
    return datetime.fromtimestamp(time.time() - age.total_seconds(), UTC).isoformat()


def _failed_job(job: Any) -> FailedJob:  # the engine's own type, which only it imports
    error = type(job.error).__name__ if job.error else str(job.status)
    at = datetime.fromtimestamp((job.updated_at or 0) / 1000, UTC)
    kind, details = job.input["args"]
    return FailedJob(job.workflow_id, kind, error, at, details)
