"""A person at the page, in a real browser."""

from playwright.async_api import Browser, Page, expect
from starlette.responses import PlainTextResponse

from roombot.sandbox.slack.trial import Trial
from roombot.sandbox.slack.wire import Json


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _button(label: str, **more: object) -> Json:
    return {"type": "button", "text": _plain(label), "action_id": label.lower(), **more}


def _actions(*elements: Json) -> list[Json]:
    return [{"type": "actions", "block_id": "b", "elements": [*elements]}]


def _options(*words: str) -> list[Json]:
    return [{"text": _plain(word), "value": word.lower()} for word in words]


def _events(world: Trial, kind: str) -> list[Json]:
    payloads = [heard.payload for heard in world.bot.heard]
    return [p["event"] for p in payloads if p.get("event", {}).get("type") == kind]


def _clicks(world: Trial) -> list[Json]:
    payloads = [heard.payload for heard in world.bot.heard]
    return [action for payload in payloads for action in payload.get("actions", [])]


async def test_a_newcomer_asks_for_a_room_with_one_click(page: Page, world: Trial) -> None:
    sentence = "a room for 6 tomorrow 2-3pm with a whiteboard"
    await page.get_by_role("button", name=sentence).click()
    await expect(page.locator(".message .text")).to_have_text(sentence)
    [event] = _events(world, "message")
    assert (event["user"], event["channel"], event["text"]) == ("U0ADA", "D0ADA", sentence)
    assert _events(world, "app_home_opened")[0]["user"] == "U0ADA"


async def test_the_bots_own_suggestions_come_first(page: Page, world: Trial) -> None:
    prompts = [{"title": "Now :door:", "message": "a room now"}]
    await world.api("assistant.threads.setSuggestedPrompts", channel_id="D0ADA", prompts=prompts)
    await page.get_by_role("button", name="Now 🚪").click()
    await expect(page.locator(".message .text")).to_have_text("a room now")


async def test_a_destructive_button_asks_first(page: Page, world: Trial) -> None:
    confirm = {
        "title": _plain("Cancel Atlas?"),
        "text": {"type": "mrkdwn", "text": "*Sure?*"},
        "confirm": _plain("Cancel it"),
        "deny": _plain("Keep it"),
        "style": "danger",
    }
    await world.show(_actions(_button("Cancel", style="danger", confirm=confirm, value="b1")))
    for answer in ("Keep it", "Cancel it"):
        await page.get_by_role("button", name="Cancel").click()
        dialog = page.get_by_role("dialog", name="Cancel Atlas?")
        await expect(dialog.locator("strong")).to_have_text("Sure?")
        if answer == "Keep it":
            await dialog.get_by_role("button", name=answer).click()
        else:
            async with page.expect_response("**/sandbox/click"):
                await dialog.get_by_role("button", name=answer).click()
        await expect(dialog).to_have_count(0)
    await expect(page.locator("[aria-busy]")).to_have_count(0)
    assert [click["value"] for click in _clicks(world)] == ["b1"]


async def test_messages_change_in_their_place_and_keep_the_focus(page: Page, world: Trial) -> None:
    ts = await world.show(_actions(_button("Book"), _button("More")))
    await world.api("chat.postMessage", channel="D0ADA", text="below")
    await page.get_by_role("button", name="More", exact=True).focus()
    changed = _actions(_button("Booked"), _button("More"))
    await world.api("chat.update", channel="D0ADA", ts=ts, text="x", blocks=changed)
    first = page.locator(".message").first
    await expect(first.get_by_role("button", name="Booked")).to_be_visible()
    await expect(first.locator(".edited")).to_have_text("(edited)")
    await expect(page.get_by_role("button", name="More", exact=True)).to_be_focused()
    await world.api("chat.delete", channel="D0ADA", ts=ts)
    await expect(page.locator(".message .text")).to_have_text(["below"])


async def test_menus_are_chosen_from_with_the_keyboard(page: Page, world: Trial) -> None:
    await world.show(
        _actions(
            {
                "type": "static_select",
                "action_id": "length",
                "placeholder": _plain("Length"),
                "options": _options("15", "30", "45"),
            },
            {
                "type": "multi_users_select",
                "action_id": "people",
                "placeholder": _plain("Invite people"),
            },
            {"type": "overflow", "action_id": "more", "options": _options("Extend", "Move")},
        )
    )
    await page.get_by_role("button", name="Length").focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        await page.keyboard.press(key)
    await expect(page.locator("[aria-busy]")).to_have_count(0)
    await page.get_by_role("button", name="Invite people").click()
    await page.keyboard.type("eva")
    await page.keyboard.press("Enter")
    await page.get_by_role("combobox", name="Search Invite people").fill("ben")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Done").click()
    await page.locator("[data-action=more]").click()
    await page.get_by_role("menuitem", name="Move").click()
    await expect(page.locator("[aria-busy]")).to_have_count(0)
    length, people, more = _clicks(world)
    assert length["selected_option"]["value"] == "30"
    assert people["selected_users"] == ["U0EVA", "U0BEN"]
    assert more["selected_option"]["value"] == "move"


async def test_a_date_that_is_typed_counts_once_it_is_whole(page: Page, world: Trial) -> None:
    picker = {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-24"}
    await world.show(_actions(picker))
    await page.get_by_label("Date").press_sequentially("12012026")
    assert _clicks(world) == []
    await page.keyboard.press("Enter")
    await expect(page.locator("[aria-busy]")).to_have_count(0)
    assert [click["selected_date"] for click in _clicks(world)] == ["2026-12-01"]


async def test_a_click_that_the_bot_does_not_take_is_told(page: Page, world: Trial) -> None:
    await world.show(_actions(_button("Book")))
    world.bot.answers = [PlainTextResponse("", 500)]
    await page.get_by_role("button", name="Book").click()
    await expect(page.locator(".message .problem")).to_contain_text("Try again in a moment")


async def test_a_command_is_answered_to_its_giver_alone(page: Page, world: Trial) -> None:
    world.bot.answers = [PlainTextResponse("Here is *help*"), PlainTextResponse("", 500)]
    writing = page.get_by_label("Message roombot")
    await writing.fill("/room help")
    await writing.press("Enter")
    private = page.locator(".message.private")
    await expect(private.locator(".only-you")).to_contain_text("Only visible to you")
    await expect(private.locator(".text strong")).to_have_text("help")
    await writing.fill("/room help")
    await page.get_by_role("button", name="Send").click()
    await expect(private.last).to_contain_text("failed with the error “dispatch_failed”")


async def test_a_colleagues_unread_message_is_seen_from_anywhere(page: Page, world: Trial) -> None:
    await world.api("chat.postMessage", channel="U0BEN", text="Ada invites you")
    ben = page.get_by_role("button", name="Ben Okafor")
    await expect(ben.locator(".badge")).to_contain_text("1")
    await ben.click()
    await expect(page.locator(".message .text")).to_have_text("Ada invites you")
    await expect(ben.locator(".badge")).to_have_count(0)
    await expect(ben).to_have_attribute("aria-current", "true")


async def test_threads_open_beside_and_take_replies(page: Page, world: Trial) -> None:
    await page.locator("[data-place=C0GENERAL]").click()
    writing = page.get_by_label("Message #general")
    await writing.fill("@roombot a room at noon")
    await writing.press("Enter")
    await expect(page.locator(".message")).to_have_count(1)
    await world.slack.say("U0DAN", "C0GENERAL", "lunch?")
    parent = world.slack.messages("C0GENERAL")[0]["ts"]
    await world.api("chat.postMessage", channel="C0GENERAL", thread_ts=parent, text="Atlas is free")
    await page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.locator(".message")).to_have_count(2)
    reply = thread.get_by_role("textbox", name="Reply in thread")
    await expect(reply).to_be_focused()
    await reply.fill("@roombot yes")
    await reply.press("Enter")
    await expect(thread.locator(".message .text")).to_have_text(
        ["@roombot a room at noon", "Atlas is free", "@roombot yes"]
    )
    await expect(page.get_by_role("button", name="2 replies")).to_be_visible()
    first, second = _events(world, "app_mention")
    assert (first["text"], second["text"]) == (
        "<@U0ROOMBOT> a room at noon",
        "<@U0ROOMBOT> yes",
    )
    assert second["thread_ts"] == parent
    await page.keyboard.press("Escape")
    await expect(thread).to_be_hidden()


async def test_slash_commands_do_not_work_in_threads(page: Page, world: Trial) -> None:
    await world.api("chat.postMessage", channel="U0ADA", text="hello")
    await page.locator(".message").hover()
    await page.get_by_role("button", name="Reply in thread").click()
    await page.get_by_role("textbox", name="Reply in thread").fill("/room help")
    await page.keyboard.press("Enter")
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.locator(".private")).to_contain_text("not supported in threads")


async def test_the_state_of_inputs_comes_with_a_click(page: Page, world: Trial) -> None:
    title = {"type": "plain_text_input", "action_id": "words"}
    form = {"type": "input", "block_id": "title", "label": _plain("Title"), "element": title}
    await world.show([form, *_actions(_button("Save"))])
    await page.get_by_label("Title").fill("Review")
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator("[aria-busy]")).to_have_count(0)
    values = world.bot.heard[-1].payload["state"]["values"]
    assert values["title"]["words"] == {"type": "plain_text_input", "value": "Review"}


_SHOWN = {
    "*bold* _italic_ ~gone~ `code`": (
        "<strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code>"
    ),
    "2*3*4 snake_case_name": "2*3*4 snake_case_name",
    "&lt;script&gt; &amp; :tada: :unheard:": "&lt;script&gt; &amp; 🎉 :unheard:",
    "<@U0BEN>": '<span class="mention">@Ben Okafor</span>',
    "*<@U0ADA>*": '<strong><span class="mention me">@Ada Novak</span></strong>',
    "<#C0GENERAL>": '<span class="mention">#general</span>',
    "<!here>": '<span class="mention">@here</span>',
    "<javascript:alert(1)|click>": "click",
    "&gt; quoted\nnot": "<blockquote>quoted</blockquote>not",
    "```\na *b*\n```": "<pre>a *b*</pre>",
    "<https://a.example/?b=1&amp;c=2|there>": (
        '<a href="https://a.example/?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">'
        "there</a>"
    ),
}


async def test_text_is_shown_as_slack_shows_it(page: Page, world: Trial) -> None:
    for text in _SHOWN:
        await world.api("chat.postMessage", channel="U0ADA", text=text)
    written = page.locator(".message .text")
    await expect(written).to_have_count(len(_SHOWN))
    assert [await one.inner_html() for one in await written.all()] == [*_SHOWN.values()]


async def test_dates_are_shown_in_the_readers_zone(page: Page, world: Trial) -> None:
    text = "<!date^1893456000^{date_num} {time}|some day>"
    for person in ("U0ADA", "U0GITA", "U0HUGO"):
        await world.api("chat.postMessage", channel=person, text=text)
    shown = []
    for name in ("Ada Novak", "Gita Rao", "Hugo Silva"):
        await page.get_by_role("button", name=name).click()
        await page.wait_for_url(f"**/#U0{name.split()[0].upper()}/*")
        shown.append(await page.locator(".message .text").inner_text())
    assert [words.replace("\u202f", " ") for words in shown] == [
        "01/01/2030 1:00 AM",
        "01/01/2030 5:30 AM",
        "12/31/2029 7:00 PM",
    ]


async def test_every_block_has_its_place(page: Page, world: Trial) -> None:
    text = {"type": "mrkdwn", "text": "words"}
    dot = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": "rich"}]}
    await world.show(
        [
            {"type": "header", "text": _plain("Free")},
            {"type": "section", "text": text, "fields": [text], "accessory": _button("Book")},
            {"type": "divider"},
            {
                "type": "context",
                "elements": [text, {"type": "image", "image_url": dot, "alt_text": "dot"}],
            },
            {"type": "image", "image_url": dot, "alt_text": "plan", "title": _plain("Plan")},
            {"type": "markdown", "text": "# Big\n\n- one\n- **two**\n\n[x](https://a.example)"},
            {"type": "rich_text", "elements": [rich]},
            {"type": "table", "rows": [[{"type": "raw_text", "text": "cell"}]]},
        ]
    )
    blocks = page.locator(".blocks")
    await expect(blocks.locator(".header")).to_have_text("Free")
    await expect(blocks.get_by_role("button", name="Book")).to_be_visible()
    await expect(blocks.get_by_alt_text("plan")).to_have_count(1)
    await expect(blocks.locator(".context")).to_contain_text("words")
    await expect(blocks.locator("li strong")).to_have_text("two")
    await expect(blocks.get_by_text("rich")).to_be_visible()
    await expect(blocks.get_by_role("columnheader")).to_have_text("cell")


async def test_a_phone_shows_everything_within_its_width(browser: Browser, world: Trial) -> None:
    await world.show(_actions(_button("Change room"), _button("Invite"), _button("Cancel")))
    page = await browser.new_page(viewport={"width": 360, "height": 700}, color_scheme="dark")
    await page.goto(f"{world.slack.url}/#U0ADA/D0ADA")
    await page.get_by_role("button", name="Cancel").wait_for()
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    await expect(page.get_by_label("Message roombot")).to_be_in_viewport()
    await page.close()


async def test_a_phone_keeps_in_view_who_one_is(browser: Browser, world: Trial) -> None:
    page = await browser.new_page(viewport={"width": 360, "height": 700})
    await page.goto(f"{world.slack.url}/#U0LEO/D0LEO")
    await expect(page.get_by_role("button", name="Leo Wagner")).to_be_in_viewport()
    await page.close()


async def test_who_reads_the_end_goes_on_to_read_it_when_a_picture_comes(
    browser: Browser, world: Trial
) -> None:
    tall = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='40' height='2000'/>"
    for _ in range(12):
        await world.show(_actions(_button("Earlier")))
    page = await browser.new_page(viewport={"width": 900, "height": 500})
    await page.goto(f"{world.slack.url}/#U0ADA/D0ADA")
    await page.get_by_role("button", name="Earlier").last.wait_for()
    await page.evaluate(
        "source => document.querySelector('.message:last-child')"
        ".append(Object.assign(new Image(), { src: source }))",
        tall,
    )
    await page.wait_for_function(
        "() => { const { scrollHeight, scrollTop, clientHeight } = document.querySelector('.log');"
        " return scrollHeight > 2000 && scrollHeight - scrollTop - clientHeight < 2 }"
    )
    await page.close()


async def test_the_page_needs_nothing_from_elsewhere(browser: Browser, world: Trial) -> None:
    page = await browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(world.slack.url)
    await page.locator(".prompt").first.wait_for()
    assert [url for url in asked if not url.startswith(world.slack.url)] == []
    await page.close()
