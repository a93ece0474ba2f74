"""The demo as people use it, in a real browser: the whole bot behind the page."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.office import Office
from tests.browser.steps import last, open_board, split, write
from tests.chromium import open_page

pytestmark = pytest.mark.xdist_group("browser")


async def test_a_first_booking_by_typing(page: Page, office: Office) -> None:
    await write(page, "book oak tomorrow 2-3pm")
    await expect(last(page)).to_contain_text("Oak is booked for you")
    assert office.held("Oak") == ["Tue 12:00-13:00"]
    await expect(last(page).get_by_role("button", name="Cancel")).to_be_visible()


async def test_a_room_is_found_and_booked_by_button(page: Page, office: Office) -> None:
    await write(page, "which rooms are free tomorrow 2-3pm for 12?")
    await last(page).get_by_role("button", name="Book").first.click()
    await expect(page.get_by_text("is booked for you")).to_be_visible()
    assert office.held("Triglav") + office.held("Everest") == ["Tue 12:00-13:00"]


async def test_a_cancellation_is_confirmed_first(page: Page, office: Office) -> None:
    await write(page, "book oak tomorrow 2-3pm")
    await last(page).get_by_role("button", name="Cancel").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button").last.click()
    await expect(last(page)).to_contain_text("Cancelled: Oak")
    assert office.held("Oak") == []


async def test_an_invitation_is_confirmed_by_another_person(page: Page, office: Office) -> None:
    writing = page.get_by_label("Message roombot")
    await writing.press_sequentially("book oak tomorrow 2-3pm and invite @oka")
    await expect(page.get_by_role("option", name="Ben Okafor")).to_be_visible()
    await writing.press("Enter")
    await writing.press("Enter")
    await expect(page.get_by_text("is booked for you")).to_be_visible()
    ben = page.get_by_role("button", name="Ben Okafor")
    await expect(ben.locator(".badge")).to_contain_text("1")
    await ben.click()
    await last(page).get_by_role("button", name="Confirm").click()
    await expect(last(page)).not_to_contain_text("Reject")
    assert [one.answer for one in office.joan.invitations()] == ["confirmed"]


async def test_two_people_sit_side_by_side(page: Page, office: Office) -> None:
    ada, ben = await split(page)
    await write(ada, "book oak tomorrow 2-3pm")
    await expect(last(ada)).to_contain_text("Oak is booked for you")
    await write(ben, "book oak tomorrow 2-3pm")
    await expect(last(ben)).to_contain_text("Oak")
    await expect(last(ben)).not_to_contain_text("is booked for you")
    assert len(office.held("Oak")) == 1


async def test_what_is_booked_at_the_door_is_seen_by_the_bot(page: Page, office: Office) -> None:
    frame = await open_board(page)
    await frame.get_by_role("button", name="Book Oak").click()
    form = frame.get_by_role("dialog")
    await expect(form.get_by_label("Room")).to_have_value("Oak")
    await form.get_by_label("From").fill("14:00")
    await form.get_by_label("To").fill("15:00")
    await form.get_by_role("button", name="Book").click()
    await expect(
        frame.get_by_role("button", name="Reserved, at the door, Oak, 14:00 to 15:00")
    ).to_be_visible()
    assert office.held("Oak") == ["Mon 12:00-13:00"]
    await write(page, "book oak today 2-3pm")
    await expect(last(page)).to_contain_text("Oak")
    await expect(last(page)).not_to_contain_text("is booked for you")


async def test_what_the_bot_books_is_seen_at_the_door(page: Page, office: Office) -> None:
    frame = await open_board(page)
    await write(page, "book oak today 2-3pm")
    bar = frame.locator(".bar")
    await expect(bar).to_contain_text("Ada Novak")
    await bar.click()
    await frame.get_by_role("button", name="Check in").click()
    await expect(frame.get_by_role("button", name="15:00, checked in")).to_be_visible()
    assert office.joan.events("Oak")[0].checked_in_until is not None


async def test_a_gap_is_booked_by_drawing_over_it(browser: Browser, office: Office) -> None:
    async with open_page(browser, str(office.slack.office_url), 1000, 700) as page:
        track = page.locator(".room", has_text="Maple").locator(".gaps")
        box = await track.bounding_box()
        assert box is not None
        hour, middle = box["width"] / 11, box["y"] + box["height"] / 2
        await page.mouse.move(box["x"] + 6 * hour + 2, middle)
        await page.mouse.down()
        await page.mouse.move(box["x"] + 7.5 * hour - 2, middle, steps=4)
        await page.mouse.up()
        form = page.get_by_role("dialog")
        await expect(form.get_by_label("From")).to_have_value("14:00")
        await expect(form.get_by_label("To")).to_have_value("15:30")
        await form.get_by_role("button", name="Book").click()
        await expect(page.get_by_role("status")).to_have_text("Maple is booked at the door.")
    assert office.held("Maple") == ["Mon 12:00-13:30"]


async def test_time_passes_for_everybody_at_once(page: Page) -> None:
    await write(page, "book oak today 2-3pm")
    await expect(last(page)).to_contain_text("is booked for you")
    await expect(page.locator(".day")).to_have_text("Today")
    frame = await open_board(page)
    await frame.get_by_role("button", name="Tomorrow 9:00").click()
    await expect(frame.get_by_role("heading", name="Tuesday, May 12")).to_be_visible()
    await expect(page.locator(".day")).to_have_text("Yesterday")
    await expect(page.locator(".who")).to_contain_text("9:00")


async def test_a_joan_that_is_broken_is_told_kindly(page: Page, office: Office) -> None:
    frame = await open_board(page)
    outage = frame.get_by_role("button", name="Outage")
    await outage.click()
    await expect(outage).to_have_attribute("aria-pressed", "true")
    await write(page, "book oak tomorrow 2-3pm")
    await expect(last(page)).to_contain_text("Joan")
    assert office.held("Oak") == []


async def test_the_keyboard_alone_suffices(page: Page, office: Office) -> None:
    await page.get_by_label("Message roombot").focus()
    await page.keyboard.type("book oak tomorrow 2-3pm")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("is booked for you")
    cancel = last(page).get_by_role("button", name="Cancel")
    for _ in range(12):
        await page.keyboard.press("Shift+Tab")
        if await cancel.evaluate("button => button === document.activeElement"):
            break
    await expect(cancel).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("dialog").get_by_role("button").last.focus()
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("Cancelled: Oak")
    assert office.held("Oak") == []


async def test_the_form_follows_what_is_filled_in_and_books(page: Page, office: Office) -> None:
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Book a room").click()
    form = page.get_by_role("dialog", name="Book a room")
    await form.get_by_label("Date").fill("2026-05-12")
    await form.get_by_label("How many people").fill("12")
    await expect(form.get_by_role("button", name="The best: Triglav")).to_be_visible()
    await form.get_by_label("What it is about").fill("Planning")
    await form.get_by_role("button", name="Book", exact=True).click()
    await expect(form).to_contain_text("Triglav is booked for you")
    await form.get_by_role("button", name="Done").click()
    await expect(form).to_have_count(0)
    await expect(last(page)).to_contain_text("Triglav is booked for you")
    assert [event.summary for event in office.joan.events("Triglav")] == ["Planning"]


async def test_a_form_that_asks_for_the_impossible_says_so(page: Page, office: Office) -> None:
    await page.get_by_role("button", name="Shortcuts").click()
    await page.get_by_role("menuitem", name="Book a room").click()
    form = page.get_by_role("dialog", name="Book a room")
    await form.get_by_label("Date").fill("2026-05-04")
    await form.get_by_role("button", name="Book", exact=True).click()
    await expect(form.locator("[aria-invalid]").first).to_be_visible()
    assert office.joan.events() == []
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    await expect(page.get_by_label("Message roombot")).to_be_visible()


async def test_the_home_shows_what_one_has_and_changes_it(page: Page, office: Office) -> None:
    await write(page, "book oak today 2-3pm")
    await expect(last(page)).to_contain_text("is booked for you")
    await page.get_by_role("tab", name="Home").click()
    home = page.get_by_role("tabpanel", name="Home")
    await expect(home).to_contain_text("Oak")
    await home.get_by_role("button", name="Cancel").click()
    await page.get_by_role("dialog").get_by_role("button").last.click()
    await expect(home.get_by_role("button", name="Cancel")).to_have_count(0)
    assert office.held("Oak") == []


async def test_favourites_are_chosen_in_the_settings_and_booked_at_one_tap(
    page: Page, office: Office
) -> None:
    await page.get_by_role("tab", name="Home").click()
    home = page.get_by_role("tabpanel", name="Home")
    await home.get_by_role("button", name="Settings").click()
    form = page.get_by_role("dialog", name="Your settings")
    await form.get_by_text("Choose rooms").click()
    await page.get_by_role("option", name="Triglav").click()
    await form.get_by_text("Thank me for the minutes").click()  # what is chosen stands
    await form.get_by_role("button", name="Save").click()
    await expect(home).to_contain_text("Your settings are saved")
    await expect(home).to_contain_text("12 seats · your favourite")
    await home.get_by_role("button", name="Book Triglav for 30 minutes from now").click()
    await expect(home).to_contain_text("Triglav is booked for you")
    assert len(office.held("Triglav")) == 1


async def test_the_page_is_painted_within_a_second(page: Page) -> None:
    paints = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    assert await page.evaluate(paints) < 1000


async def test_prompts_that_fit_the_day_stand_above_the_composer(
    page: Page, office: Office
) -> None:
    await write(page, "book oak now for an hour")
    await expect(last(page)).to_contain_text("Oak is booked for you")
    await page.get_by_role("tab", name="Home").click()
    await page.get_by_role("tab", name="Messages").click()
    offered = page.get_by_role("list", name="Suggestions").get_by_role("button")
    await expect(offered).to_have_text(
        ["Extend my meeting by 30 minutes", "We are done", "Show my bookings", "A room for 4 now"]
    )
    await offered.first.click()
    await expect(last(page)).to_contain_text("11:35")
    await expect(offered).to_have_count(0)
    assert office.held("Oak") == ["Mon 08:05-09:35"]


async def test_a_new_chat_has_its_prompts_and_gets_its_name(page: Page) -> None:
    await page.get_by_role("button", name="New chat").click()
    thread = page.get_by_role("complementary", name="Thread, Ada Novak")
    await expect(thread.get_by_text("What can I do for you?")).to_be_visible()
    await thread.get_by_role("button", name="A room for 6 tomorrow at 10").click()
    await expect(thread.get_by_role("heading", name="A room for 6 tomorrow at 10")).to_be_visible()
    await expect(last(thread)).to_contain_text("is booked for you")
