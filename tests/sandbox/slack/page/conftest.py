import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from roombot.sandbox.slack.trial import Trial

_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--log-level=3",  # its pipe is read no further than its address
    "--lang=en-US",
    "--remote-debugging-port=0",
]
_MISSING = "no chromium here: apt-get install chromium"


@pytest.fixture(scope="session")
def chromium(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Start Debian's chromium once; --require-browser makes its absence an error."""
    executable = shutil.which("chromium")
    if executable is None:
        if pytestconfig.getoption("require_browser", default=False):
            pytest.fail(_MISSING)
        pytest.skip(_MISSING)
    yield from _run(Path(executable), tmp_path_factory.mktemp("chromium"))


def _run(executable: Path, home: Path) -> Iterator[str]:
    command = [str(executable), *_ARGUMENTS, f"--user-data-dir={home}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = (line.strip() for line in process.stderr)
        yield next(line.split()[-1] for line in said if line.startswith("DevTools listening"))
        process.kill()


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium)
        yield browser
        await browser.close()


@pytest.fixture
async def page(browser: Browser, world: Trial) -> AsyncIterator[Page]:
    """Open the page as Ada; whatever the console complains of fails the test."""
    page = await browser.new_page(viewport={"width": 1100, "height": 760})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    await page.goto(f"{world.slack.url}/#U0ADA/D0ADA")
    await page.get_by_role("heading", name="roombot").wait_for()
    yield page
    await page.close()
    assert complaints == []
