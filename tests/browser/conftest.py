from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page

from tests.browser.office import Office, open_office
from tests.chromium import open_page


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    async with open_office(sqlite_url) as office:
        yield office


@pytest.fixture
async def page(browser: Browser, office: Office) -> AsyncIterator[Page]:
    """Open the demo's page as Ada."""
    async with open_page(browser, f"{office.slack.url}/#U0ADA/D0ADA", 1280, 800) as page:
        await page.get_by_role("heading", name="roombot").wait_for()
        yield page
