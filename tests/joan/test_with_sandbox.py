"""The calendar against a Joan that keeps state, in every shape and with every fault."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from roombot.domain.bookings import Action, Attempt, Event
from roombot.domain.errors import (
    CalendarMisconfigured,
    CalendarRefused,
    CalendarUnavailable,
    CalendarUnreadable,
    EventGone,
    SlotTaken,
    WriteUnconfirmed,
)
from roombot.domain.rooms import Room
from roombot.domain.time_slots import TimeSlot
from roombot.joan.calendar import JoanCalendar, open_calendar
from roombot.joan.client import JoanClient
from roombot.joan.doctor import examine
from roombot.joan.findings import Level
from roombot.joan.trial import try_writing
from roombot.sandbox.clock import SandboxClock
from roombot.sandbox.joan import Fault, JoanSandbox, JoanSettings, create_joan
from roombot.sandbox.joan.shapes import choices
from roombot.sandbox.serving import serve

ZONE = "Europe/Ljubljana"
ADA = "ada.novak@example.com"
NOW = datetime(2030, 1, 14, 8, tzinfo=UTC)
SLOT = TimeSlot.lasting(NOW + timedelta(hours=1), 60)
EVERY_SHAPE = [(name, choice) for name, all_ in choices().items() for choice in all_]
BOOK, CANCEL = "events/book/", "events/cancel/"
UNANSWERED = [Fault("drop"), Fault("status", status=502)]


@pytest.fixture
async def joan(clock: SandboxClock) -> AsyncIterator[JoanSandbox]:
    sandbox = create_joan(
        JoanSettings(
            database=":memory:",
            now=clock.now,
            client_id="the-id",
            client_secret="the-secret-nobody-may-see",
            office="empty",
            page_size=5,
        )
    )
    yield sandbox
    sandbox.close()


@pytest.fixture
async def url(joan: JoanSandbox) -> AsyncIterator[str]:
    async with serve(joan.app) as address:
        yield address


@pytest.fixture
async def calendar(url: str, clock: SandboxClock) -> AsyncIterator[JoanCalendar]:
    opened = open_calendar(
        base_url=url,
        client_id="the-id",
        client_secret="the-secret-nobody-may-see",
        clock=clock,
        default_zone=ZONE,
    )
    yield opened
    await opened.aclose()


@pytest.fixture
async def fuji(calendar: JoanCalendar) -> Room:
    return await named(calendar, "Fuji")


async def named(calendar: JoanCalendar, name: str) -> Room:
    return next(room for room in await calendar.rooms() if room.name == name)


def attempt(room: Room, slot: TimeSlot = SLOT) -> Attempt:
    return Attempt(
        id="a",
        team_id="T",
        key="k",
        action=Action.BOOK,
        slack_id="U",
        room=room,
        slot=slot,
        organizer_email=ADA,
        title="Plans",
    )


async def booked(calendar: JoanCalendar, room: Room, slot: TimeSlot = SLOT) -> Event:
    await calendar.book(attempt(room, slot), confirm=False)
    [event] = await calendar.events(fresh=True)
    return event


@pytest.mark.parametrize(("shape", "choice"), EVERY_SHAPE)
async def test_a_booking_lives_its_life_in_every_shape_of_reply(
    joan: JoanSandbox, calendar: JoanCalendar, clock: SandboxClock, shape: str, choice: object
) -> None:
    joan.set_shapes(**{shape: choice})
    fuji, cedar = await named(calendar, "Fuji"), await named(calendar, "Cedar")
    assert len(await calendar.rooms()) == len(joan.rooms)
    assert len(await calendar.free_rooms(SLOT)) == len(joan.rooms)

    event = await booked(calendar, fuji)
    assert (event.room_email, event.slot) == (fuji.email, SLOT)
    assert event.organizer_email == ADA
    assert fuji.email not in await calendar.free_rooms(SLOT)

    longer = SLOT.ending_at(SLOT.end + timedelta(minutes=30))
    await calendar.extend(event.id, fuji, longer.end)
    await calendar.check_in(event.id, fuji, 3600)
    await calendar.move(event.id, fuji, cedar)
    [moved] = await calendar.events()
    assert (moved.room_email, moved.slot) == (cedar.email, longer)
    invitation = await calendar.invite(moved, cedar, "ben.okafor@example.com")
    if invitation is not None:
        await calendar.answer(invitation, confirm=True)
        assert [one.answer for one in joan.invitations()] == ["confirmed"]

    clock.advance(timedelta(minutes=75))
    await calendar.cancel(moved.id, cedar, finish=True)
    [finished] = await calendar.events()
    assert finished.slot.end == clock.now()
    await calendar.cancel(finished.id, cedar, finish=False)
    assert await calendar.events() == ()


async def test_all_day_events_take_the_rooms_day(joan: JoanSandbox, calendar: JoanCalendar) -> None:
    joan.add_all_day_event("Fuji", NOW.date())
    [event] = await calendar.events()
    assert event.slot == TimeSlot(
        datetime.fromisoformat("2030-01-14T00:00+01:00"),
        datetime.fromisoformat("2030-01-15T00:00+01:00"),
    )


async def test_people_and_devices_come_from_all_pages(
    joan: JoanSandbox, calendar: JoanCalendar
) -> None:
    assert len(await calendar.colleagues()) == len(joan.people) > 5
    assert len(await calendar.devices()) == len(joan.devices) > 5


async def test_an_invitation_can_be_rejected(
    joan: JoanSandbox, calendar: JoanCalendar, fuji: Room
) -> None:
    event = await booked(calendar, fuji)
    invitation = await calendar.invite(event, fuji, "ben.okafor@example.com")
    assert invitation is not None
    await calendar.answer(invitation, confirm=False)
    assert [one.answer for one in joan.invitations()] == ["rejected"]


async def test_a_taken_slot_is_told(joan: JoanSandbox, calendar: JoanCalendar, fuji: Room) -> None:
    joan.add_event("Fuji", SLOT.start, SLOT.end)
    with pytest.raises(SlotTaken):
        await calendar.book(attempt(fuji), confirm=False)


async def test_what_is_gone_is_told_except_to_who_wanted_it_gone(
    calendar: JoanCalendar, fuji: Room
) -> None:
    await calendar.cancel("gone", fuji, finish=False)
    with pytest.raises(EventGone):
        await calendar.cancel("gone", fuji, finish=True)
    with pytest.raises(EventGone):
        await calendar.extend("gone", fuji, SLOT.end)
    with pytest.raises(EventGone):
        await calendar.answer("7", confirm=True)


async def test_joan_may_refuse_for_other_reasons(calendar: JoanCalendar, fuji: Room) -> None:
    event = await booked(calendar, fuji)
    with pytest.raises(CalendarRefused) as caught:
        await calendar.cancel(event.id, fuji, finish=True)  # it has not begun
    assert type(caught.value) is CalendarRefused


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("fault", UNANSWERED, ids=str)
async def test_a_booking_without_an_answer_is_sent_once_and_can_be_looked_up(
    joan: JoanSandbox, calendar: JoanCalendar, fuji: Room, fault: Fault, *, after: bool
) -> None:
    joan.faults.add(replace(fault, path=BOOK, after=after))
    with pytest.raises(WriteUnconfirmed):
        await calendar.book(attempt(fuji), confirm=False)
    assert len(await calendar.events()) == len(joan.events()) == int(after)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("fault", UNANSWERED, ids=str)
async def test_a_cancel_without_an_answer_takes_place_all_the_same(
    joan: JoanSandbox, calendar: JoanCalendar, fuji: Room, fault: Fault, *, after: bool
) -> None:
    event = await booked(calendar, fuji)
    joan.faults.add(replace(fault, path=CANCEL, after=after))
    await calendar.cancel(event.id, fuji, finish=False)
    assert joan.events() == []


async def test_a_reply_that_is_cut_off_leaves_a_write_unconfirmed_or_done(
    joan: JoanSandbox, calendar: JoanCalendar, fuji: Room
) -> None:
    joan.faults.add(Fault("truncated", path=BOOK), Fault("garbage", path="events/move/"))
    assert await calendar.book(attempt(fuji), confirm=False) is None
    [event] = await calendar.events()
    assert await calendar.move(event.id, fuji, await named(calendar, "Cedar")) is None
    assert [one.summary for one in joan.events("Cedar")] == ["Plans"]


@pytest.mark.parametrize(
    "fault", [Fault("truncated", path="rooms/"), Fault("garbage", path="rooms/")], ids=str
)
async def test_a_spoiled_read_names_its_endpoint(
    joan: JoanSandbox, calendar: JoanCalendar, fault: Fault
) -> None:
    joan.faults.add(fault)
    with pytest.raises(CalendarUnreadable, match="rooms/: body: is not JSON"):
        await calendar.rooms()


async def test_a_declined_booking_looks_like_a_success_until_it_is_read_back(
    joan: JoanSandbox, calendar: JoanCalendar, fuji: Room
) -> None:
    joan.faults.add(Fault("declined", path=BOOK))
    assert await calendar.book(attempt(fuji), confirm=False) is not None
    assert await calendar.events() == ()


@pytest.mark.parametrize(
    "fault",
    [
        Fault("drop", path="get_room/", times=2),
        Fault("status", path="get_room/", status=503, times=2),
        Fault("status", path="get_room/", status=429, retry_after=2),
        Fault("status", path="get_room/", status=401),
        Fault("drop", path="token/"),
    ],
    ids=str,
)
async def test_reads_outlast_what_passes(
    joan: JoanSandbox, calendar: JoanCalendar, fault: Fault
) -> None:
    joan.faults.add(fault)
    assert len(await calendar.free_rooms(SLOT)) == len(joan.rooms)
    assert joan.faults.planned() == []


async def test_a_lasting_fault_is_told(joan: JoanSandbox, calendar: JoanCalendar) -> None:
    joan.faults.add(Fault("status", path="rooms/", status=503, times=None))
    with pytest.raises(CalendarUnavailable):
        await calendar.rooms()


@pytest.mark.parametrize("revoke", [True, False])
async def test_a_token_that_ended_is_replaced_unnoticed(
    joan: JoanSandbox, calendar: JoanCalendar, clock: SandboxClock, *, revoke: bool
) -> None:
    await calendar.rooms()
    if revoke:
        joan.revoke_tokens()
    else:
        clock.advance(timedelta(hours=11))
    slots = [SLOT.shifted(15 * quarter) for quarter in range(20)]
    await asyncio.gather(*(calendar.free_rooms(slot) for slot in slots))
    assert sum(one.path == "/api/token/" for one in joan.requests) == 2


async def test_wrong_credentials_are_told(url: str, clock: SandboxClock) -> None:
    wrong = open_calendar(
        base_url=url, client_id="the-id", client_secret="wrong", clock=clock, default_zone=ZONE
    )
    with pytest.raises(CalendarMisconfigured):
        await wrong.rooms()
    await wrong.aclose()


async def test_three_hundred_reads_stay_below_joans_limit(
    joan: JoanSandbox, calendar: JoanCalendar, clock: SandboxClock
) -> None:
    for quarter in range(300):
        await calendar.free_rooms(SLOT.shifted(15 * quarter))
        clock.advance(timedelta(milliseconds=240))
    assert {one.status for one in joan.requests} == {200}


async def test_a_booking_costs_the_write_and_what_must_be_read_anew(
    joan: JoanSandbox, calendar: JoanCalendar, fuji: Room
) -> None:
    await calendar.events()
    joan.requests.clear()
    await calendar.events(fresh=True)
    await calendar.free_rooms(SLOT, fresh=True)
    await calendar.book(attempt(fuji), confirm=False)
    await calendar.events(fresh=True)
    await asyncio.gather(*(calendar.events() for _ in range(10)))
    paths = [one.path.removeprefix("/api/v1.0/") for one in joan.requests]
    assert paths == ["events/", "get_room/", "events/book/", "events/"]


async def test_a_read_under_way_during_a_write_does_not_hide_it(
    joan: JoanSandbox, calendar: JoanCalendar, fuji: Room
) -> None:
    await calendar.rooms()
    joan.faults.add(Fault("latency", path="events/", seconds=0.05))
    before = asyncio.create_task(calendar.events())
    await asyncio.sleep(0.01)
    await calendar.book(attempt(fuji), confirm=False)
    assert [one.title for one in await calendar.events()] == ["Plans"]
    await before
    assert [one.title for one in await calendar.events()] == ["Plans"]


async def test_the_doctor_finds_a_sandbox_healthy(
    url: str, clock: SandboxClock, client_of: Callable[..., JoanClient]
) -> None:
    client = client_of(url)
    findings = [one async for one in examine(client, clock, ZONE)]
    assert [one for one in findings if one.level is not Level.OK] == []
    assert len(findings) == 14


async def test_the_doctors_write_test_leaves_nothing_behind(
    joan: JoanSandbox, calendar: JoanCalendar, clock: SandboxClock
) -> None:
    joan.add_event("Fuji", NOW + timedelta(minutes=15), NOW + timedelta(minutes=40))
    findings = [one async for one in try_writing(calendar, clock, "fuji", ADA)]
    assert [one.level for one in findings] == [Level.OK] * 4
    assert len(joan.events()) == 1
