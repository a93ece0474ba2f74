"""Links to watched domains are told to the bot, which shows cards under them."""

import json
from pathlib import Path

import pytest

from roombot.sandbox.slack.trial import Trial
from roombot.sandbox.slack.wire import Json
from tests.sandbox.slack.samples import sample, unknown

URL = "https://roombot.example.com/rooms/atlas?a=1&b=2"
BUTTON = {"type": "button", "action_id": "book", "text": {"type": "plain_text", "text": "Book"}}
CARD = {"blocks": [{"type": "actions", "block_id": "card", "elements": [BUTTON]}]}


async def _post(world: Trial) -> str:
    await world.slack.say("U0ADA", "C0GENERAL", f"see {URL} and https://elsewhere.example")
    return str(world.slack.messages("C0GENERAL")[-1]["ts"])


async def _unfurl(world: Trial, unfurls: object, **where: str) -> Json:
    written = unfurls if isinstance(unfurls, str) else json.dumps(unfurls)
    return await world.api("chat.unfurl", unfurls=written, **where)


async def test_watched_links_are_told(world: Trial, shared: Path) -> None:
    await _post(world)
    payloads = {heard.payload["event"]["type"]: heard.payload for heard in world.bot.heard}
    shared_link = payloads["link_shared"]
    assert shared_link["event"]["links"] == [{"domain": "roombot.example.com", "url": URL}]
    assert unknown(shared_link, sample(shared, "events/LinkSharedPayload")) == set()


async def test_a_card_stands_under_its_link_and_is_replaced(world: Trial) -> None:
    ts = await _post(world)
    assert (await _unfurl(world, {URL: CARD}, channel="C0GENERAL", ts=ts))["ok"]
    event = next(
        heard.payload["event"]
        for heard in world.bot.heard
        if heard.payload["event"]["type"] == "link_shared"
    )
    where = {"unfurl_id": event["unfurl_id"], "source": event["source"]}
    assert (await _unfurl(world, {URL: {"title": "Atlas"}}, **where))["ok"]
    [card] = world.slack.messages("C0GENERAL")[0]["attachments"]
    assert (card["title"], card["from_url"], card["is_app_unfurl"]) == ("Atlas", URL, True)


async def test_a_click_in_a_card_names_the_card(world: Trial) -> None:
    ts = await _post(world)
    await _unfurl(world, {URL: CARD}, channel="C0GENERAL", ts=ts)
    await world.slack.click("U0BEN", "C0GENERAL", ts, "book")
    payload = world.bot.heard[-1].payload
    assert payload["container"]["type"] == "message_attachment"
    assert payload["container"]["app_unfurl_url"] == URL
    assert payload["app_unfurl"]["id"] == payload["container"]["attachment_id"]


@pytest.mark.parametrize(
    ("unfurls", "where", "error"),
    [
        ({"https://other.example": CARD}, {}, "cannot_unfurl_message"),
        ("{", {}, "invalid_unfurls_format"),
        ("[]", {}, "invalid_unfurls_format"),
        ("", {}, "missing_unfurls"),
        ({URL: "x"}, {}, "cannot_parse_attachment"),
        ({URL: CARD}, {"ts": "1.1"}, "cannot_find_message"),
        ({URL: CARD}, {"channel": "C0"}, "cannot_find_channel"),
        ({URL: CARD}, {"channel": ""}, "missing_channel"),
        ({URL: {"blocks": [{}]}}, {}, "invalid_blocks"),
    ],
)
async def test_wrong_cards_are_refused(
    world: Trial, unfurls: object, where: dict[str, str], error: str
) -> None:
    ts = await _post(world)
    answer = await _unfurl(world, unfurls, **{"channel": "C0GENERAL", "ts": ts, **where})
    assert answer["error"] == error
