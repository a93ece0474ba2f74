from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from roombot.sandbox.slack.trial import Trial
from tests.chromium import open_page


@pytest.fixture
async def page(browser: Browser, world: Trial) -> AsyncIterator[Page]:
    """Open the page as Ada."""
    async with open_page(browser, f"{world.slack.url}/#U0ADA/D0ADA", 1100, 760) as page:
        await page.get_by_role("heading", name="roombot").wait_for()
        yield page
