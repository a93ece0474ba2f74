"""What people do with shortcuts, modals and homes, and what the bot's answers make of it."""

from pathlib import Path
from typing import Any

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, Response

from roombot.sandbox.slack.trial import Trial
from roombot.sandbox.slack.wire import Json
from tests.sandbox.slack.samples import sample, unknown


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _options(*words: str) -> list[Json]:
    return [{"text": _plain(word), "value": word[0]} for word in words]


def _input(block_id: str, kind: str, **more: Any) -> Json:
    element_more = {name: value for name, value in more.items() if name != "optional"}
    block = {"type": "input", "block_id": block_id, "label": _plain(block_id.title())}
    element = {"type": kind, "action_id": f"{block_id}_entry", **element_more}
    return {**block, "element": element, "optional": more.get("optional", False)}


def _modal(*blocks: Json, **more: Any) -> Json:
    named = {"title": _plain("Book"), "submit": _plain("Book"), "callback_id": "form"}
    return {"type": "modal", **named, "blocks": [*blocks], **more}


def _dialog(*blocks: Json) -> Json:
    return {"type": "modal", "title": _plain("Look"), "blocks": [*blocks]}


TITLE = _input("title", "plain_text_input")
REFRESH: Json = {
    "type": "actions",
    "block_id": "refresh",
    "elements": [
        {"type": "button", "action_id": "again", "text": _plain("Again"), "value": "v"},
        {"type": "static_select", "action_id": "floor", "options": _options("First", "Second")},
    ],
}
HOME = {"type": "home", "blocks": [REFRESH]}


async def _open(world: Trial, view: Json, user: str = "U0ADA") -> str:
    trigger = (await world.slack.shortcut(user, "book_room")).payload["trigger_id"]
    answer = await world.api("views.open", trigger_id=trigger, view=view)
    assert answer["ok"], answer
    return str(answer["view"]["id"])


async def _push(world: Trial, view: Json, view_id: str) -> Json:
    click = await world.slack.click_view("U0ADA", view_id, "again")
    return await world.api("views.push", trigger_id=click.payload["trigger_id"], view=view)


def _open_ids(world: Trial) -> list[str]:
    return [view["id"] for view in world.slack.modals("U0ADA")]


async def test_a_global_shortcut_carries_a_trigger(world: Trial) -> None:
    await world.slack.shortcut("U0BEN", "book_room")
    payload = world.bot.heard[0].payload
    assert (payload["type"], payload["callback_id"]) == ("shortcut", "book_room")
    assert payload["user"]["id"] == "U0BEN"
    assert payload["trigger_id"]


async def test_a_message_shortcut_carries_the_message(world: Trial) -> None:
    await world.slack.say("U0BEN", "C0RANDOM", "meet tomorrow at 3?")
    ts = world.slack.messages("C0RANDOM")[0]["ts"]
    await world.slack.message_shortcut("U0ADA", "C0RANDOM", ts, "book_for_message")
    payload = world.bot.heard[0].payload
    assert (payload["type"], payload["callback_id"]) == ("message_action", "book_for_message")
    assert payload["message"]["text"] == "meet tomorrow at 3?"
    assert (payload["message_ts"], payload["channel"]["id"]) == (ts, "C0RANDOM")
    status, _ = await world.post(payload["response_url"], {"text": "done"})
    assert status == 200
    assert world.slack.messages("C0RANDOM", "U0ADA")[-1]["visible_to"] == "U0ADA"


async def test_payloads_have_only_keys_that_slack_sends(world: Trial, shared: Path) -> None:
    ts = await world.show([REFRESH])
    await world.slack.message_shortcut("U0ADA", "D0ADA", ts, "book_for_message")
    [message_action] = world.bot.heard
    known = sample(shared, "app-backend/interactive-components/MessageShortcutPayload")
    # Its own samples lack what Slack's documentation shows.
    newer = {".action_ts", ".channel.id", ".channel.name"}
    assert unknown(message_action.payload, known) - newer == set()
    view_id = await _open(world, _modal(TITLE, REFRESH, notify_on_close=True))
    submitted = await world.slack.submit("U0ADA", view_id, {"title": "Review"})
    assert submitted is not None
    known = sample(shared, "app-backend/views/ViewSubmissionPayload") | {".enterprise"}
    assert unknown(submitted.payload, known) - {".response_urls"} == set()
    view_id = await _open(world, _modal(TITLE, notify_on_close=True))
    [closed] = await world.slack.close_view("U0ADA", view_id)
    known = sample(shared, "app-backend/views/ViewClosedPayload")
    assert unknown(closed.payload, known) == set()
    view_id = await _open(world, _modal(REFRESH))
    click = await world.slack.click_view("U0ADA", view_id, "again")
    known = sample(shared, "app-backend/interactive-components/BlockActionPayload")
    assert unknown(click.payload, known) == set()


async def test_a_submitted_modal_carries_its_state_and_closes(world: Trial) -> None:
    view_id = await _open(world, _modal(TITLE, private_metadata="m"))
    await world.slack.submit("U0ADA", view_id, {"title": "Review"})
    payload = world.bot.heard[-1].payload
    assert payload["type"] == "view_submission"
    assert payload["view"]["state"]["values"] == {
        "title": {"title_entry": {"type": "plain_text_input", "value": "Review"}}
    }
    assert (payload["view"]["private_metadata"], payload["view"]["id"]) == ("m", view_id)
    assert _open_ids(world) == []


@pytest.mark.parametrize(
    ("element", "entered", "held"),
    [
        (_input("x", "plain_text_input"), "a", {"value": "a"}),
        (_input("x", "number_input", is_decimal_allowed=False), 6, {"value": "6"}),
        (
            _input("x", "static_select", options=_options("Ann", "Bo")),
            "Bo",
            {"selected_option": _options("Bo")[0]},
        ),
        (
            _input("x", "multi_static_select", options=_options("Ann", "Bo")),
            ["A", "B"],
            {"selected_options": _options("Ann", "Bo")},
        ),
        (
            _input("x", "checkboxes", options=_options("Ann", "Bo")),
            ["Bo"],
            {"selected_options": _options("Bo")},
        ),
        (
            _input("x", "radio_buttons", options=_options("Ann", "Bo")),
            "A",
            {"selected_option": _options("Ann")[0]},
        ),
        (_input("x", "datepicker"), "2026-12-01", {"selected_date": "2026-12-01"}),
        (_input("x", "timepicker"), "14:30", {"selected_time": "14:30"}),
        (_input("x", "datetimepicker"), 1796000000, {"selected_date_time": 1796000000}),
        (_input("x", "users_select"), "U0BEN", {"selected_user": "U0BEN"}),
        (_input("x", "multi_users_select"), ["U0BEN"], {"selected_users": ["U0BEN"]}),
        (_input("x", "conversations_select"), "C0GENERAL", {"selected_conversation": "C0GENERAL"}),
        (
            _input("x", "multi_conversations_select"),
            ["C0GENERAL"],
            {"selected_conversations": ["C0GENERAL"]},
        ),
        (_input("x", "multi_channels_select"), ["C0RANDOM"], {"selected_channels": ["C0RANDOM"]}),
        (_input("x", "multi_users_select", optional=True), [], {"selected_users": []}),
        (_input("x", "datepicker", optional=True), None, {"selected_date": None}),
    ],
)
async def test_every_input_says_what_it_holds(
    world: Trial, element: Json, entered: object, held: Json
) -> None:
    view_id = await _open(world, _modal(element))
    await world.slack.submit("U0ADA", view_id, {"x_entry": entered})
    values = world.bot.heard[-1].payload["view"]["state"]["values"]
    assert values["x"]["x_entry"] == {"type": element["element"]["type"], **held}


@pytest.mark.parametrize(
    ("element", "entered", "problem"),
    [
        (TITLE, "", "Please complete this required field."),
        (_input("title", "plain_text_input", min_length=3), "ab", "Enter at least 3 characters."),
        (_input("title", "plain_text_input", max_length=1), "ab", "Enter at most 1 characters."),
        (_input("title", "number_input", is_decimal_allowed=False), "x", "Enter a number."),
        (_input("title", "number_input", is_decimal_allowed=False), "1.5", "Enter a whole number."),
        (
            _input("title", "number_input", is_decimal_allowed=True, min_value="1.5"),
            "1",
            "Enter 1.5 or more.",
        ),
        (
            _input("title", "number_input", is_decimal_allowed=False, max_value="9"),
            "10",
            "Enter 9 or less.",
        ),
        (_input("title", "email_text_input"), "ada", "Enter a valid email address."),
        (_input("title", "url_text_input"), "example", "Enter a valid URL."),
    ],
)
async def test_slack_itself_refuses_what_an_input_does_not_take(
    world: Trial, element: Json, entered: str, problem: str
) -> None:
    view_id = await _open(world, _modal(element))
    before = len(world.bot.heard)
    assert await world.slack.submit("U0ADA", view_id, {"title": {"title_entry": entered}}) is None
    assert world.slack.modals("U0ADA")[0]["errors"] == {"title": problem}
    assert len(world.bot.heard) == before


async def test_errors_stay_beside_their_fields_until_the_next_try(world: Trial) -> None:
    view_id = await _open(world, _modal(TITLE))
    errors = {"title": "Taken"}
    world.bot.answers = [JSONResponse({"response_action": "errors", "errors": errors})]
    await world.slack.submit("U0ADA", view_id, {"title": "Review"})
    [view] = world.slack.modals("U0ADA")
    assert view["errors"] == errors
    assert view["state"]["values"]["title"]["title_entry"]["value"] == "Review"
    await world.slack.submit("U0ADA", view_id, {})
    assert world.slack.modals("U0ADA") == []


async def test_a_submission_is_answered_with_a_changed_a_further_or_no_modal(world: Trial) -> None:
    view_id = await _open(world, _modal(TITLE))
    changed, further = _modal(TITLE, title=_plain("Changed")), _modal(TITLE, title=_plain("More"))
    world.bot.answers = [
        JSONResponse({"response_action": "update", "view": changed}),
        JSONResponse({"response_action": "push", "view": further}),
        JSONResponse({"response_action": "clear"}),
    ]
    seen = []
    for _ in range(3):
        await world.slack.submit("U0ADA", _open_ids(world)[-1], {"title": "x"})
        seen.append([view["title"]["text"] for view in world.slack.modals("U0ADA")])
    assert seen == [["Changed"], ["Changed", "More"], []]
    assert view_id


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (PlainTextResponse("", 500), "no_answer"),
        (PlainTextResponse("{"), "invalid_response"),
        (JSONResponse([1]), "invalid_response"),
        (JSONResponse({"response_action": "dance"}), "invalid_response_action"),
        (JSONResponse({"response_action": "update", "view": {}}), "invalid_arguments"),
        (JSONResponse({"response_action": "errors"}), "invalid_errors"),
        (JSONResponse({"response_action": "errors", "errors": {"other": "x"}}), "invalid_errors"),
    ],
)
async def test_an_answer_that_slack_does_not_take_is_trouble(
    world: Trial, answer: Response, refused: str
) -> None:
    view_id = await _open(world, _modal(TITLE))
    world.bot.answers = [answer]
    delivery = await world.slack.submit("U0ADA", view_id, {"title": "x"})
    assert delivery is not None
    assert delivery.refused == refused
    trouble = "We had some trouble connecting. Try again?"
    assert world.slack.modals("U0ADA")[0]["errors"] == {"": trouble}


async def test_modals_stand_above_each_other_three_deep(world: Trial) -> None:
    first = await _open(world, _modal(REFRESH))
    second = (await _push(world, _modal(REFRESH), first))["view"]
    third = (await _push(world, _modal(REFRESH), second["id"]))["view"]
    fourth = await _push(world, _modal(REFRESH), third["id"])
    assert (third["root_view_id"], third["previous_view_id"]) == (first, second["id"])
    assert fourth["error"] == "push_limit_reached"
    with pytest.raises(LookupError, match="no view"):
        await world.slack.click_view("U0ADA", first, "again")
    await world.slack.close_view("U0ADA", third["id"])
    assert _open_ids(world) == [first, second["id"]]


async def test_nothing_is_pushed_where_nothing_is_open(world: Trial) -> None:
    trigger = (await world.slack.shortcut("U0ADA", "book_room")).payload["trigger_id"]
    answer = await world.api("views.push", trigger_id=trigger, view=_modal(TITLE))
    assert answer["error"] == "not_found"


async def test_an_external_id_is_given_once(world: Trial) -> None:
    first = await _open(world, _modal(REFRESH, external_id="booking"))
    answer = await _push(world, _modal(REFRESH, external_id="booking"), first)
    assert answer["error"] == "duplicate_external_id"


async def test_a_modal_opened_anew_takes_the_place_of_those_before(world: Trial) -> None:
    await _open(world, _modal(TITLE))
    view_id = await _open(world, _modal(TITLE))
    assert _open_ids(world) == [view_id]


async def test_closing_is_told_where_the_bot_wants_to_know(world: Trial) -> None:
    first = await _open(world, _modal(REFRESH, notify_on_close=True))
    second = (await _push(world, _modal(REFRESH, notify_on_close=True), first))["view"]["id"]
    [closed] = await world.slack.close_view("U0ADA", second)
    assert (closed.payload["type"], closed.payload["is_cleared"]) == ("view_closed", False)
    top = _modal(REFRESH, clear_on_close=True, notify_on_close=True)
    third = (await _push(world, top, first))["view"]["id"]
    cleared = await world.slack.close_view("U0ADA", third)
    assert [one.payload["view"]["id"] for one in cleared] == [third, first]
    assert all(one.payload["is_cleared"] for one in cleared)
    silent = await _open(world, _modal(REFRESH))
    assert await world.slack.close_view("U0ADA", silent) == []
    assert (await world.api("views.update", view_id=silent, view=HOME))["error"] == "not_found"


async def test_a_click_in_a_modal_carries_the_view_and_all_that_was_entered(world: Trial) -> None:
    view_id = await _open(world, _modal(TITLE, REFRESH))
    state = {"title": {"title_entry": {"type": "plain_text_input", "value": "Review"}}}
    await world.slack.click_view("U0ADA", view_id, "floor", selected="Second", state=state)
    payload = world.bot.heard[-1].payload
    assert payload["container"] == {"type": "view", "view_id": view_id}
    assert payload["actions"][0]["selected_option"]["value"] == "S"
    assert "message" not in payload
    held = {"type": "static_select", "selected_option": _options("Second")[0]}
    assert payload["view"]["state"]["values"] == {**state, "refresh": {"floor": held}}


async def test_what_was_entered_outlives_an_update_where_its_input_does(world: Trial) -> None:
    view_id = await _open(world, _modal(TITLE, REFRESH))
    state = {"title": {"title_entry": {"type": "plain_text_input", "value": "Review"}}}
    await world.slack.click_view("U0ADA", view_id, "floor", selected="Second", state=state)
    fewer = {**REFRESH["elements"][1], "options": _options("First")}
    preset = _input("title", "plain_text_input", initial_value="Preset")
    other = _input("other", "plain_text_input", initial_value="Preset")
    blocks = (preset, other, {**REFRESH, "elements": [fewer]})
    answer = await world.api("views.update", view_id=view_id, view=_modal(*blocks))
    values = answer["view"]["state"]["values"]
    assert values["title"]["title_entry"]["value"] == "Review"
    assert values["other"]["other_entry"]["value"] == "Preset"
    assert values["refresh"]["floor"]["selected_option"] is None


async def test_a_home_is_used_where_it_was_published(world: Trial) -> None:
    await world.api("views.publish", user_id="U0ADA", view=HOME)
    home = world.slack.home("U0ADA")
    assert home is not None
    await world.slack.click_view("U0ADA", home["id"], "again")
    assert world.bot.heard[-1].payload["view"]["type"] == "home"
    await world.slack.open_app("U0ADA", tab="home")
    assert world.bot.heard[-1].payload["event"]["view"]["id"] == home["id"]
    assert world.slack.home("U0BEN") is None
    with pytest.raises(LookupError, match="no view"):
        await world.slack.click_view("U0BEN", home["id"], "again")


async def test_menus_of_the_bot_are_filled_as_one_writes(world: Trial) -> None:
    room = _input("room", "external_select", min_query_length=0)
    view_id = await _open(world, _modal(room))
    world.bot.answers = [JSONResponse({"options": _options("Atlas", "Birch")})]
    offered = await world.slack.suggest("U0ADA", view_id, "room_entry", "at")
    payload = world.bot.heard[-1].payload
    assert (payload["type"], payload["value"]) == ("block_suggestion", "at")
    assert (payload["action_id"], payload["block_id"]) == ("room_entry", "room")
    assert [option["value"] for option in offered["options"]] == ["A", "B"]
    await world.slack.submit("U0ADA", view_id, {"room": "Birch"})
    values = world.bot.heard[-1].payload["view"]["state"]["values"]
    assert values["room"]["room_entry"]["selected_option"]["value"] == "B"


async def test_suggestions_are_checked(world: Trial) -> None:
    view_id = await _open(world, _modal(_input("room", "external_select")))
    world.bot.answers = [JSONResponse({"options": [{}]})]
    body = {"user": "U0ADA", "view_id": view_id, "target": "room_entry", "value": "a"}
    assert (await world.ask("/view/suggest", **body))["error"] == "invalid_options"


async def test_a_chosen_conversation_comes_with_a_response_url(world: Trial) -> None:
    where = _input("where", "conversations_select", response_url_enabled=True)
    view_id = await _open(world, _modal(where))
    submitted = await world.slack.submit("U0ADA", view_id, {"where": "C0GENERAL"})
    assert submitted is not None
    [url] = submitted.payload["response_urls"]
    assert (url["block_id"], url["channel_id"]) == ("where", "C0GENERAL")
    assert (await world.post(url["response_url"], {"text": "booked"}))[0] == 200


async def test_nobody_submits_what_is_not_there(world: Trial) -> None:
    view_id = await _open(world, _dialog(REFRESH))
    with pytest.raises(LookupError, match="no button"):
        await world.slack.submit("U0ADA", view_id, {})
    view_id = await _open(world, _modal(TITLE))
    with pytest.raises(LookupError, match="no input 'length'"):
        await world.slack.submit("U0ADA", view_id, {"length": "30"})


async def test_a_page_does_the_same_over_http(world: Trial) -> None:
    shortcut = await world.ask("/shortcut", user="U0ADA", callback_id="book_room")
    trigger = shortcut["result"]["payload"]["trigger_id"]
    view = _modal(TITLE, REFRESH, notify_on_close=True)
    opened = await world.api("views.open", trigger_id=trigger, view=view)
    where = {"user": "U0ADA", "view_id": opened["view"]["id"]}
    click = await world.ask("/view/click", **where, target="again")
    empty = await world.ask("/view/submit", **where, values={})
    closed = await world.ask("/view/close", **where)
    gone = await world.ask("/view/click", **where, target="again")
    ts = await world.show([REFRESH])
    use = {"user": "U0ADA", "channel": "D0ADA", "message_ts": ts, "callback_id": "book_for"}
    message = await world.ask("/message_shortcut", **use)
    assert [answer["result"]["kind"] for answer in (click, message)] == ["interaction"] * 2
    assert (empty["result"], gone["ok"]) == (None, False)
    assert closed["result"][0]["payload"]["type"] == "view_closed"
