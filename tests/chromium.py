"""Debian's Chromium for tests at a page, started once and joined by every test."""

import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

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
_PATIENCE = 120_000  # ms; the machine may be busy


def run_chromium(executable: str, home: Path) -> Iterator[str]:
    """Run it; yield the address at which it is steered."""
    command = [executable, *_ARGUMENTS, f"--user-data-dir={home}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = (line.strip() for line in process.stderr)
        yield next(line.split()[-1] for line in said if line.startswith("DevTools listening"))
        process.kill()


@asynccontextmanager
async def connected(address: str) -> "AsyncIterator[Browser]":
    """Steer a running Chromium."""
    from playwright.async_api import async_playwright, expect  # noqa: PLC0415 - most tests need none

    expect.set_options(timeout=_PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(address, timeout=_PATIENCE)
        yield browser
        await browser.close()


@asynccontextmanager
async def open_page(browser: "Browser", url: str, width: int, height: int) -> "AsyncIterator[Page]":
    """Open a page; whatever its console complains of fails the test."""
    page = await browser.new_page(viewport={"width": width, "height": height})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None,
    )
    page.set_default_timeout(_PATIENCE)
    await page.goto(url)
    yield page
    await page.close()
    assert complaints == []
