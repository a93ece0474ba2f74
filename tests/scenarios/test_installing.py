"""Add the bot to a workspace in a browser, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.slack.hub import HubSettings
from roombot.slack.scopes import SCOPES
from roombot.store.audit import SqlAudit
from tests.scenarios.companies import Companies, open_companies
from tests.scenarios.world import BEN

ADDRESS = "https://roombot.example.com"


@pytest.fixture
async def companies(clock: SandboxClock, sqlite_url: str) -> AsyncIterator[Companies]:
    async with open_companies(clock, sqlite_url) as opened:
        yield opened


class Browser:
    """Keeps cookies, and finds roombot where it really listens."""

    def __init__(self, companies: Companies) -> None:
        self.companies = companies
        self.client = httpx.AsyncClient(verify=False)
        self.cookies: dict[str, str] = {}

    async def get(self, url: str) -> httpx.Response:
        """Open an address; redirections are left to the caller."""
        real = url.replace(ADDRESS, self.companies.bot_url)
        header = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = await self.client.get(real, headers={"cookie": header})
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        return answer

    async def begin(self) -> str:
        """Choose "Add to Slack"; return where that leads."""
        offered = await self.get(f"{ADDRESS}/slack/install")
        assert "Add to Slack" in offered.text
        (start,) = [one for one in links(offered) if "install" in one]
        answer = await self.get(f"{ADDRESS}{start}")
        assert answer.status_code == 302
        return answer.headers["location"]

    async def choose(self, words: str) -> str:
        """Answer Slack's question; return where that leads."""
        asked = await self.get(await self.begin())
        return next(one for one in links(asked) if words in asked.text.split(one_of(one))[1][:60])


def one_of(link: str) -> str:
    return link.replace("&", "&amp;")


def links(answer: httpx.Response) -> list[str]:
    return [unescape(one.split('"')[0]) for one in answer.text.split('href="')[1:]]


@pytest.fixture
async def browser(companies: Companies) -> AsyncIterator[Browser]:
    opened = Browser(companies)
    yield opened
    await opened.client.aclose()


async def test_a_workspace_adds_the_bot_and_is_served(
    companies: Companies, browser: Browser
) -> None:
    done = await browser.get(await browser.choose("Add to T0ALPHA"))
    assert done.status_code == 200
    assert "Workspace T0ALPHA" in done.text
    assert "Connect Joan" in done.text
    assert done.headers["cache-control"] == "no-store"
    found = await companies.workspaces.registered.installations.get("T0ALPHA")
    assert found is not None
    assert set(found.scopes) == SCOPES
    (deed,) = await SqlAudit(companies.bot.database).read("T0ALPHA", None, None)
    assert (deed.by.actor, deed.action) == (found.installer_id, "Install")
    assert "not connected to Joan yet" in (await companies.alpha.say(BEN, "a room now"))["text"]
    assert await companies.workspaces.of("T0BETA") is None


async def test_slack_is_asked_for_what_the_manifest_names(browser: Browser) -> None:
    query = parse_qs(urlsplit(await browser.begin()).query)
    assert query["client_id"] == [HubSettings().client_id]
    assert set(query["scope"][0].split(",")) == SCOPES
    assert query["redirect_uri"] == [f"{ADDRESS}/slack/oauth_redirect"]


async def test_who_declines_is_left_alone(companies: Companies, browser: Browser) -> None:
    done = await browser.get(await browser.choose("Cancel"))
    assert done.status_code == 200
    assert "nothing has changed" in done.text
    assert await companies.workspaces.of("T0ALPHA") is None


async def test_a_consent_counts_once(browser: Browser) -> None:
    back = await browser.choose("Add to T0ALPHA")
    kept = dict(browser.cookies)
    assert (await browser.get(back)).status_code == 200
    browser.cookies = kept
    again = await browser.get(back)
    assert again.status_code == 400
    assert "start once more" in again.text.lower()


async def test_a_consent_counts_in_the_browser_that_began_alone(
    companies: Companies, browser: Browser
) -> None:
    back = await browser.choose("Add to T0ALPHA")
    browser.cookies.clear()
    assert (await browser.get(back)).status_code == 400
    await browser.begin()  # now it has a cookie, of another attempt
    assert (await browser.get(back)).status_code == 400
    assert await companies.workspaces.of("T0ALPHA") is None


async def test_a_consent_that_comes_late_does_not_count(
    companies: Companies, browser: Browser
) -> None:
    back = await browser.choose("Add to T0ALPHA")
    companies.alpha.clock.advance(timedelta(minutes=11))
    assert (await browser.get(back)).status_code == 400


@pytest.mark.parametrize("state", ["", "state=", "state=x", "state=gAAAAABmadeup", "state=%00%ff"])
async def test_a_state_that_was_made_up_does_not_count(browser: Browser, state: str) -> None:
    await browser.begin()
    answer = await browser.get(f"{ADDRESS}/slack/oauth_redirect?code=1&{state}")
    assert answer.status_code == 400


@pytest.mark.parametrize("given", ["code=wrong", "code=", "error=server_error", "error=<script>"])
async def test_what_slack_does_not_grant_is_told(browser: Browser, given: str) -> None:
    state = parse_qs(urlsplit(await browser.begin()).query)["state"][0]
    answer = await browser.get(f"{ADDRESS}/slack/oauth_redirect?{given}&state={state}")
    assert answer.status_code == 502
    assert "Slack did not add roombot" in answer.text
    assert "<script>" not in answer.text


async def test_the_cookie_is_kept_from_scripts_and_other_sites(companies: Companies) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{companies.bot_url}/slack/install/start")
    cookie = answer.headers["set-cookie"].lower()
    for word in ("httponly", "secure", "samesite=lax", "path=/slack"):
        assert word in cookie
    assert cookie.split("=")[1].split(";")[0] not in answer.headers["location"].lower()


async def test_tokens_that_expire_are_renewed_once(clock: SandboxClock, sqlite_url: str) -> None:
    async with open_companies(clock, sqlite_url, HubSettings(rotates=True)) as companies:
        browser = Browser(companies)
        await browser.get(await browser.choose("Add to T0ALPHA"))
        await browser.client.aclose()
        workspaces = companies.workspaces
        first = await workspaces.of("T0ALPHA")
        assert companies.hub.refreshed == 0
        clock.advance(timedelta(hours=11, minutes=30))
        renewed = await workspaces.of("T0ALPHA")
        assert renewed is not first
        assert await workspaces.of("T0ALPHA") is renewed
        assert companies.hub.refreshed == 1
        assert "not connected" in (await companies.alpha.say(BEN, "a room now"))["text"]


async def test_many_who_come_at_once_renew_a_token_once(
    clock: SandboxClock, sqlite_url: str
) -> None:
    async with open_companies(clock, sqlite_url, HubSettings(rotates=True)) as companies:
        browser = Browser(companies)
        await browser.get(await browser.choose("Add to T0ALPHA"))
        await browser.client.aclose()
        clock.advance(timedelta(hours=13))  # it has expired: all must wait for the new one
        found = await asyncio.gather(*(companies.workspaces.of("T0ALPHA") for _ in range(8)))
        assert companies.hub.refreshed == 1
        assert len({id(one) for one in found}) == 1
