"""Modals, the Home and what happens backstage, as a person at the page meets them."""

from playwright.async_api import Locator, Page, expect
from starlette.responses import JSONResponse

from roombot.sandbox.slack.trial import Trial
from roombot.sandbox.slack.wire import Json


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _input(block_id: str, label: str, **element: object) -> Json:
    named = {"type": "input", "block_id": block_id, "label": _plain(label)}
    return {**named, "element": {"action_id": f"{block_id}_entry", **element}}


def _modal(title: str, *blocks: Json, **more: object) -> Json:
    named = {"title": _plain(title), "submit": _plain("Save"), "callback_id": "form"}
    return {"type": "modal", **named, "blocks": [*blocks], **more}


TITLE = _input("title", "Title", type="plain_text_input")
MORE = {
    "type": "actions",
    "block_id": "more",
    "elements": [{"type": "button", "action_id": "more", "text": _plain("More"), "value": "v"}],
}


async def _open(page: Page, world: Trial, view: Json) -> Locator:
    """Choose the shortcut; the bot opens a modal."""
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Book a room", exact=True).click()
    await expect(page.get_by_role("menu")).to_have_count(0)
    trigger = await _trigger(world)
    answer = await world.api("views.open", trigger_id=trigger, view=view)
    assert answer["ok"], answer
    dialog = page.get_by_role("dialog", name=view["title"]["text"])
    await expect(dialog).to_be_visible()
    return dialog


async def _trigger(world: Trial) -> str:
    """Return the newest trigger that the bot got; the request may still be under way."""
    while "trigger_id" not in world.bot.heard[-1].payload:
        await world.slack.settle()
        await world.ask("/read", user="U0ADA", channel="D0ADA")
    return str(world.bot.heard[-1].payload["trigger_id"])


async def test_a_modal_takes_the_focus_and_gives_it_back(page: Page, world: Trial) -> None:
    dialog = await _open(page, world, _modal("Book", TITLE))
    await expect(dialog.get_by_label("Title")).to_be_focused()
    for _ in range(4):
        await page.keyboard.press("Tab")
    inside = "dialog => dialog.contains(document.activeElement)"
    assert await dialog.evaluate(inside)
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("button", name="Shortcuts")).to_be_focused()


async def test_what_is_wrong_is_said_beside_its_field(page: Page, world: Trial) -> None:
    dialog = await _open(page, world, _modal("Book", TITLE))
    wrong = {"response_action": "errors", "errors": {"title": "Say a little more"}}
    world.bot.answers = [JSONResponse(wrong)]
    await dialog.get_by_label("Title").fill("x")
    await page.keyboard.press("Enter")
    await expect(dialog.get_by_text("Say a little more")).to_be_visible()
    field = dialog.get_by_label("Title")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("x")
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_have_count(0)


async def test_modals_are_pushed_and_left_one_by_one(page: Page, world: Trial) -> None:
    first = await _open(page, world, _modal("First", TITLE))
    await first.get_by_label("Title").fill("kept")
    world.bot.answers = [
        JSONResponse({"response_action": "push", "view": _modal("Second", MORE)}),
    ]
    await first.get_by_role("button", name="Save").click()
    second = page.get_by_role("dialog", name="Second")
    await expect(second).to_be_visible()
    await second.get_by_role("button", name="Back").first.click()
    await expect(first.get_by_label("Title")).to_have_value("kept")


async def test_a_whole_stack_is_cleared_at_once(page: Page, world: Trial) -> None:
    first = await _open(page, world, _modal("First", TITLE))
    await first.get_by_label("Title").fill("x")
    world.bot.answers = [
        JSONResponse({"response_action": "push", "view": _modal("Second", MORE)}),
        JSONResponse({"response_action": "clear"}),
    ]
    await first.get_by_role("button", name="Save").click()
    await page.get_by_role("dialog", name="Second").get_by_role("button", name="Save").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_an_update_keeps_what_is_being_written(page: Page, world: Trial) -> None:
    dialog = await _open(page, world, _modal("Book", TITLE, external_id="form"))
    await dialog.get_by_label("Title").press_sequentially("half a ti")
    changed = _modal("Book", TITLE, {"type": "header", "text": _plain("5 rooms are free")})
    await world.api("views.update", external_id="form", view=changed)
    await expect(dialog.get_by_text("5 rooms are free")).to_be_visible()
    await page.keyboard.type("tle")
    await expect(dialog.get_by_label("Title")).to_have_value("half a title")


async def test_a_menu_asks_the_bot_what_it_offers(page: Page, world: Trial) -> None:
    menu = _input("room", "Room", type="external_select", min_query_length=2)
    dialog = await _open(page, world, _modal("Book", menu))
    found = {"options": [{"text": _plain("Oak"), "value": "oak"}]}
    world.bot.answers = [JSONResponse(found)]
    await dialog.get_by_role("button", name="Room").click()
    await page.get_by_role("combobox").fill("oa")
    await page.get_by_role("option", name="Oak").click()
    await expect(dialog.get_by_role("button", name="Room Oak")).to_be_visible()
    await dialog.get_by_role("button", name="Save").click()
    await expect(dialog).to_have_count(0)
    values = world.bot.heard[-1].payload["view"]["state"]["values"]
    assert values["room"]["room_entry"]["selected_option"]["value"] == "oak"


async def test_the_home_is_shown_as_published_and_anew(page: Page, world: Trial) -> None:
    await page.get_by_role("tab", name="Messages").focus()
    await page.keyboard.press("ArrowLeft")
    home = page.get_by_role("tabpanel", name="Home")
    await expect(home).to_contain_text("Nothing here yet")
    for words in ("Your day", "Your evening"):
        view = {"type": "home", "blocks": [{"type": "header", "text": _plain(words)}, MORE]}
        await world.api("views.publish", user_id="U0ADA", view=view)
        await expect(home.get_by_role("heading", name=words)).to_be_visible()
    await home.get_by_role("button", name="More").click()
    await expect(page.locator("[aria-busy]")).to_have_count(0)
    assert world.bot.heard[-1].payload["view"]["type"] == "home"


async def test_slack_is_broken_and_repaired_backstage(page: Page, world: Trial) -> None:
    await page.get_by_role("button", name="Backstage").click()
    pane = page.get_by_role("complementary", name="Behind the scenes")
    await pane.get_by_role("switch", name="roombot cannot be reached").check()
    writing = page.get_by_label("Message roombot")
    await writing.fill("/room help")
    await writing.press("Enter")
    await expect(page.locator(".private")).to_contain_text("dispatch_failed")
    await expect(page.get_by_text("Offline: it takes nothing")).to_be_attached()
    await expect(pane.get_by_text("connection_failed").first).to_be_visible()
    await pane.get_by_role("switch", name="roombot cannot be reached").uncheck()
    await pane.get_by_role("button", name="Break").click()
    await expect(pane.get_by_text("chat.postMessage: 429")).to_be_visible()
    status, _ = await world.post("/api/chat.postMessage", {"channel": "U0ADA", "text": "x"})
    assert status == 429
    await expect(pane.get_by_text("chat.postMessage: 429")).to_have_count(0)


async def test_a_delivery_is_looked_at_and_made_again(page: Page, world: Trial) -> None:
    await page.get_by_role("button", name="Backstage").click()
    pane = page.get_by_role("complementary", name="Behind the scenes")
    await pane.get_by_role("button", name="app_home_opened").click()
    await expect(pane.get_by_label("Delivery", exact=True)).to_contain_text("U0ADA")
    before = len(world.bot.heard)
    await pane.get_by_role("button", name="Deliver 1 again").click()
    await expect(pane.get_by_text("\u00d72")).to_be_visible()
    assert len(world.bot.heard) == before + 1
