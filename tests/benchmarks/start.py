"""Cold start of ``roombot serve`` until it is ready, and its memory then.

Run as ``python tests/benchmarks/start.py``. Every run is a new process on a new SQLite file, with
the bytecode that pip leaves behind an installation: the first run, which is not counted, makes it.
"""

import argparse
import http.client
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

DEADLINE = 30.0
POLL = 0.01
AIM_SECONDS, AIM_MEGABYTES = 2.0, 150.0
COMPILE = (
    "import sys; sys.dont_write_bytecode = False; import roombot.commands.serve, alembic.command"
)
SETTINGS = """
SLACK_BOT_TOKEN=xoxb-benchmark
SLACK_SIGNING_SECRET=benchmark
SLACK_API_URL=http://127.0.0.1:1/api/
JOAN_CLIENT_ID=benchmark
JOAN_CLIENT_SECRET=benchmark
JOAN_URL=http://127.0.0.1:1
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Cold start and memory of `roombot serve`.")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        python = [sys.executable, "-X", f"pycache_prefix={folder}/bytecode"]
        subprocess.run([*python, "-c", COMPILE], check=True)
        started(python, Path(folder) / "first")
        results = [started(python, Path(folder) / str(number)) for number in range(runs)]
    seconds, megabytes = zip(*results, strict=True)
    print(f"{'':22} {'median':>8} {'worst':>8} {'aim':>8}")
    print(row("ready after, s", seconds, AIM_SECONDS))
    print(row("resident memory, MB", megabytes, AIM_MEGABYTES))


def row(name: str, values: tuple[float, ...], aim: float) -> str:
    """Return a line of the table."""
    return f"{name:22} {median(values):8.2f} {max(values):8.2f} {'< ' + format(aim, 'g'):>8}"


def started(python: list[str], folder: Path) -> tuple[float, float]:
    """Start a server in a folder of its own; return seconds and megabytes."""
    folder.mkdir()
    port = free_port()
    (folder / ".env").write_text(f"{SETTINGS}PORT={port}\nDATABASE_URL=sqlite:///roombot.db\n")
    begun = time.perf_counter()
    with running([*python, "-m", "roombot", "serve"], folder) as process:
        wait_until_ready(process, port)
        return time.perf_counter() - begun, resident_megabytes(process.pid)


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process and end it in order."""
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(DEADLINE)


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    """Ask for ``/readyz`` until the answer is yes."""
    deadline = time.monotonic() + DEADLINE
    while not is_ready(port):
        if process.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"roombot did not start; its status is {process.poll()}")
        time.sleep(POLL)


def is_ready(port: int) -> bool:
    """Tell whether a server is ready."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def resident_megabytes(pid: int) -> float:
    """Return what a process occupies, as Linux tells it."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    (kilobytes,) = (line.split()[1] for line in status if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
