"""What people do on the demo's page, for tests and pictures."""

from playwright.async_api import FrameLocator, Locator, Page


async def write(page: Page | Locator, text: str) -> None:
    """Write to the bot."""
    writing = page.get_by_label("Message roombot")
    await writing.fill(text)
    await writing.press("Enter")


def last(page: Page | Locator) -> Locator:
    """Return the newest message that the bot wrote."""
    return page.locator(".message:has(.app)").last


async def open_board(page: Page) -> FrameLocator:
    """Open the office beside the conversation."""
    await page.get_by_role("button", name="Office", exact=True).click()
    frame = page.frame_locator("iframe")
    await frame.get_by_role("button", name="Book Oak").wait_for()
    return frame


async def split(page: Page) -> tuple[Locator, Locator]:
    """Sit Ada and Ben side by side."""
    await page.get_by_role("button", name="Side by side").click()
    ada, ben = (page.get_by_role("region", name=name) for name in ("Ada Novak", "Ben Okafor"))
    await ben.get_by_label("Message roombot").wait_for()
    return ada, ben
