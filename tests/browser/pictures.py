"""Take the pictures of the README: ``make pictures``."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from roombot.store.migrations import upgrade
from tests.browser.office import Office, open_office
from tests.browser.steps import last, open_board, split, write
from tests.programs import program

_FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
_MOUSE = "--blink-settings=primaryHoverType=2,availableHoverTypes=2"  # headless, there is none
_DESKTOP, _WIDE, _PHONE = (1360, 850), (1360, 620), (400, 780)
Scene = Callable[[Page], Awaitable[None]]


async def conversation_and_office(page: Page) -> None:
    """Book by a sentence; the office beside shows it."""
    await write(page, "a room for 6 today 2-3pm with a whiteboard")
    await expect(last(page)).to_contain_text("is booked for you")
    frame = await open_board(page)
    await expect(frame.locator(".bar", has_text="Ada Novak").first).to_be_visible()
    await write(page, "what's free at 3 for 10?")
    await expect(last(page)).not_to_contain_text("is booked for you")


async def two_people(page: Page) -> None:
    """Invite a colleague, who confirms."""
    ada, ben = await split(page)
    writing = ada.get_by_label("Message roombot")
    await writing.press_sequentially("book Cedar tomorrow 10-11 for design review with @oka")
    await writing.press("Enter")
    await writing.press("Enter")
    await expect(ada.get_by_text("is booked for you")).to_be_visible()
    await expect(ben.get_by_role("button", name="Reject")).to_be_visible()


async def picture_of_the_day(page: Page) -> None:
    """Ask for the day of a floor, on a phone."""
    await write(page, "show me floor 3 today")
    await expect(last(page).locator("img").last).to_be_visible()


async def home(page: Page) -> None:
    """Open the Home of somebody with a meeting."""
    await write(page, "book a room for 4 now for an hour for sprint planning")
    await expect(last(page)).to_contain_text("is booked for you")
    await page.get_by_role("tab", name="Home").click()
    await expect(page.get_by_role("tabpanel")).to_contain_text("sprint planning", ignore_case=True)


async def _main() -> None:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program("chromium", "chromium", required=True),
            args=["--no-sandbox", _MOUSE],
        )
        await _take(browser, "office", conversation_and_office)
        await _take(browser, "colleagues", two_people, size=_WIDE)
        await _take(browser, "home", home, dark=True)
        await _take(browser, "phone", picture_of_the_day, size=_PHONE)
        await browser.close()


async def _take(
    browser: Browser,
    name: str,
    scene: Scene,
    size: tuple[int, int] = _DESKTOP,
    *,
    dark: bool = False,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database_url = f"sqlite:///{folder}/roombot.db"
        upgrade(database_url)
        async with open_office(database_url, meetings="demo") as office:
            page = await _open(browser, office, size, dark=dark)
            await scene(page)
            await page.wait_for_load_state("networkidle")
            await page.mouse.move(0, 0)
            await page.screenshot(path=_FOLDER / f"{name}.png", animations="disabled")
            await page.close()


async def _open(browser: Browser, office: Office, size: tuple[int, int], *, dark: bool) -> Page:
    page = await browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        device_scale_factor=1.5,
    )
    await page.goto(f"{office.slack.url}/#U0ADA/D0ADA")
    await page.get_by_role("heading", name="roombot").wait_for()
    return page


if __name__ == "__main__":
    asyncio.run(_main())
