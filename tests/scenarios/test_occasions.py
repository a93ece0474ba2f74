"""Before, during and after a meeting: the clock is moved, and what has come is done."""

from datetime import timedelta

import pytest

from roombot.booking.protocol import attempt_on
from roombot.booking.service import handle
from roombot.booking.thanking import thanks_due
from roombot.domain.bookings import Action, Booking
from roombot.domain.clicks import RunLate
from roombot.domain.errors import RoombotError
from roombot.domain.occasions import Occasion, RunningLate
from roombot.domain.options import RefusedBecause
from roombot.domain.outcomes import AlreadyDone, Outcome, Refused
from roombot.domain.time_slots import TimeSlot
from roombot.domain.turns import Turn
from roombot.jobs.engine import FailedJob
from roombot.sandbox.slack.faults import Fault as SlackFault
from roombot.store.audit import SqlAudit
from tests.scenarios.world import ADA, BEN, CLEO, Now, Shown, Start, World, buttons

CHECK_IN, LATE, RELEASE = "Check in", "Running 10 min late", "Release the room"


class GivingUp(Now):
    """An engine that gives up at once what fails."""

    def __init__(self, world: World) -> None:
        super().__init__(world.bot)
        self.clock = world.clock
        self.given_up: list[FailedJob] = []

    async def submit(self, job_id: str, kind: str, **details: str) -> None:
        try:
            await super().submit(job_id, kind, **details)
        except RoombotError as error:
            now = self.clock.now()
            self.given_up.append(FailedJob(job_id, kind, type(error).__name__, now, details))

    async def failed(self) -> list[FailedJob]:
        return self.given_up


async def pass_time(world: World, **time: int) -> None:
    """Let time pass, and do what has come by then."""
    world.clock.advance(timedelta(**time))
    await world.bot.scheduler.tick(Now(world.bot))


def count(world: World, user: str) -> int:
    return len(world.messages(world.dm(user), user))


async def booked(world: World, text: str = "book everest today 2-3pm") -> Shown:
    shown = await world.say(BEN, text)
    assert "is booked for you" in shown["text"]
    return shown


async def invited(world: World) -> None:
    """Book with an invitee, who confirms."""
    await booked(world, f"book everest today 2-3pm with <@{CLEO}>")
    await world.click(CLEO, world.newest(CLEO), "Confirm")


async def test_people_are_reminded_a_quarter_of_an_hour_before(world: World) -> None:
    await invited(world)
    before = count(world, BEN), count(world, CLEO)
    await pass_time(world, hours=3, minutes=35)
    assert (count(world, BEN), count(world, CLEO)) == before
    await pass_time(world, minutes=5)
    for user in (BEN, CLEO):
        assert world.newest(user)["text"].startswith("*Everest* in 15 minutes")
    await pass_time(world, minutes=1)
    assert (count(world, BEN), count(world, CLEO)) == (before[0] + 1, before[1] + 1)


async def wish_for(world: World, user: str, reminder: int) -> None:
    """Choose in the settings how long before a meeting to be reminded."""
    await world.use(user, await world.open_home(user), "Settings")
    await world.submit(user, world.modal(user), {"reminder": str(reminder)})


async def test_everybody_is_reminded_as_early_as_they_wish(world: World) -> None:
    await invited(world)
    await wish_for(world, BEN, 30)
    await wish_for(world, CLEO, 5)
    before = count(world, CLEO)
    await pass_time(world, hours=3, minutes=25)
    assert world.newest(BEN)["text"].startswith("*Everest* in 30 minutes")
    told = count(world, BEN)
    await pass_time(world, minutes=20)
    assert count(world, CLEO) == before
    await pass_time(world, minutes=5)
    assert world.newest(CLEO)["text"].startswith("*Everest* in 5 minutes")
    assert count(world, BEN) == told


async def test_who_wishes_for_no_reminder_gets_none(world: World) -> None:
    await booked(world)
    await wish_for(world, BEN, 0)
    before = count(world, BEN)
    for _ in range(5):
        await pass_time(world, minutes=46)
    assert count(world, BEN) == before


async def test_who_wishes_for_it_earlier_when_it_is_nearly_time_is_still_reminded(
    world: World,
) -> None:
    await booked(world)
    await wish_for(world, BEN, 10)
    await pass_time(world, hours=3, minutes=35)
    await wish_for(world, BEN, 30)
    await pass_time(world, minutes=7)
    assert "in 13 minutes" in world.newest(BEN)["text"]


async def test_a_meeting_that_is_moved_is_reminded_of_at_its_new_time(world: World) -> None:
    await booked(world)
    await world.say(BEN, "move my 2pm to 4pm")
    before = count(world, BEN)
    await pass_time(world, hours=3, minutes=40)
    assert count(world, BEN) == before
    await pass_time(world, hours=2)
    assert "in 15 minutes" in world.newest(BEN)["text"]


async def test_nobody_is_reminded_of_what_is_cancelled_in_joan(world: World) -> None:
    await booked(world)
    (event,) = world.joan.events("Everest")
    world.joan.delete_event(event.id)
    await pass_time(world, minutes=2)
    before = count(world, BEN)
    await pass_time(world, hours=3, minutes=38)
    assert count(world, BEN) == before


async def test_whoever_is_there_checks_in(world: World) -> None:
    await invited(world)
    await pass_time(world, hours=3, minutes=56)
    asked = world.newest(CLEO)
    assert buttons(asked) == [CHECK_IN, LATE]
    assert buttons(world.newest(BEN)) == [CHECK_IN, LATE, RELEASE]
    assert "takes place" in (await world.click(CLEO, asked, CHECK_IN))["text"] or world.written(
        "checkin/"
    )
    assert world.written("checkin/") == 1


async def test_a_stranger_to_the_meeting_does_not_check_in(world: World) -> None:
    await booked(world, f"book everest today 2-3pm with <@{CLEO}>")
    await world.click(CLEO, world.newest(CLEO), "Reject")
    await pass_time(world, hours=3, minutes=56)
    assert LATE not in buttons(world.newest(CLEO))


async def test_a_room_that_nobody_uses_is_released_and_can_be_taken_back(start: Start) -> None:
    world = await start(ROOMBOT_RELEASE_AFTER="10")
    await booked(world)
    await pass_time(world, hours=3, minutes=56)
    assert "the room goes to the others at 2:10" in str(world.newest(BEN)["blocks"])
    await pass_time(world, minutes=8)
    assert world.held("Everest") == [(world.at(14), world.at(15))]
    await pass_time(world, minutes=2)
    released = world.newest(BEN)
    assert released["text"].startswith("Nobody checked in")
    assert world.held("Everest")[0][1] < world.at(15)
    back = await world.click(BEN, released, "Take it back")
    assert back["text"].startswith("*Everest* is booked for you")


async def test_who_runs_late_keeps_the_room_for_ten_minutes_more(start: Start) -> None:
    world = await start(ROOMBOT_RELEASE_AFTER="10")
    await booked(world)
    await pass_time(world, hours=3, minutes=56)
    waits = await world.click(BEN, world.newest(BEN), LATE)
    assert "waits for you until 2:20" in waits["text"]
    engine = Now(world.bot)
    world.clock.advance(timedelta(minutes=12))
    await world.bot.scheduler.tick(engine)
    assert world.held("Everest") == [(world.at(14), world.at(15))]
    world.clock.advance(timedelta(minutes=10))
    await world.bot.scheduler.tick(engine)
    assert world.newest(BEN)["text"].startswith("Nobody checked in")


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"ROOMBOT_RELEASE_AFTER": "0"}, "book everest today 2-3pm"),
        (
            {"ROOMBOT_RELEASE_AFTER": "10", "ROOMBOT_NEVER_RELEASED": "Oak, Everest"},
            "book everest today 2-3pm",
        ),
        (
            {"ROOMBOT_RELEASE_AFTER": "10", "ROOMBOT_RELEASE_UP_TO": "60"},
            "book everest today 2-4pm",
        ),
    ],
)
async def test_a_room_that_is_exempt_is_not_released(
    start: Start, settings: dict[str, str], text: str
) -> None:
    world = await start(**settings)
    await booked(world, text)
    held = world.held("Everest")
    await pass_time(world, hours=4, minutes=16)
    assert world.held("Everest") == held


async def test_a_release_whose_message_did_not_arrive_is_told_later(start: Start) -> None:
    world = await start(ROOMBOT_RELEASE_AFTER="10")
    await booked(world)
    await pass_time(world, hours=3, minutes=56)
    world.clock.advance(timedelta(minutes=10))
    (due,) = await world.bot.rounds.care.due()
    job = (due.booking.team_id, due.booking.id, due.occasion)
    world.slack.faults["chat.postMessage"] = SlackFault(error="internal_error")
    with pytest.raises(RoombotError):
        await world.bot.rounds.care.bring(*job)
    assert world.held("Everest")[0][1] < world.at(15)
    world.slack.faults.clear()
    await world.bot.rounds.care.bring(*job)
    told = world.newest(BEN)
    assert told["text"].startswith("Nobody checked in")
    await world.click(BEN, told, "Take it back")
    assert world.held("Everest")[-1][1] == world.at(15)


async def late(world: World, user: str, booking_id: str) -> Outcome:
    """Say that one runs late, as an old or a forged button might."""
    office = world.bot.rounds.care.office
    person = await office.people.person("T0SANDBOX", user)
    assert person is not None
    return await handle(office, Turn(person, "late", world.clock.now()), RunLate(booking_id))


async def test_only_people_of_a_meeting_that_is_not_over_run_late(world: World) -> None:
    await booked(world)
    world.clock.advance(timedelta(hours=4))
    (due, *_) = await world.bot.rounds.care.due()
    booking_id = due.booking.id
    assert await late(world, CLEO, booking_id) == Refused(RefusedBecause.NOT_YOURS)
    assert await late(world, BEN, "forged") == Refused(RefusedBecause.NO_SUCH_BOOKING)
    assert isinstance(await late(world, BEN, booking_id), RunningLate)
    world.clock.advance(timedelta(hours=2))
    assert await late(world, BEN, booking_id) == Refused(RefusedBecause.OVER)


async def test_who_has_cancelled_does_not_run_late(world: World) -> None:
    await booked(world)
    world.clock.advance(timedelta(hours=3, minutes=50))
    (due, *_) = await world.bot.rounds.care.due()
    await world.say(BEN, "cancel my 2pm")
    assert isinstance(await late(world, BEN, due.booking.id), AlreadyDone)


@pytest.mark.parametrize(("policy", "is_kept"), [("false", True), ("true", False)])
async def test_meetings_of_a_series_are_released_where_the_workspace_says_so(
    start: Start, policy: str, *, is_kept: bool
) -> None:
    world = await start(ROOMBOT_RELEASE_AFTER="10", ROOMBOT_RELEASE_SERIES=policy)
    plan = await world.say(BEN, "book everest every monday 2-3pm for 2 weeks")
    await world.click(BEN, plan, "Book all 2 dates")
    await world.say(BEN, "book oak today 2-3pm")
    engine = Now(world.bot)
    for minutes in (3 * 60 + 56, 10, 10):
        world.clock.advance(timedelta(minutes=minutes))
        await world.bot.scheduler.tick(engine)
    today = [(start, end) for start, end in world.held("Everest") if start < world.at(23)]
    assert (today == [(world.at(14), world.at(15))]) is is_kept
    assert world.held("Oak")[0][1] < world.at(15)
    told = str([one["blocks"] for one in world.messages(world.dm(BEN))])
    assert told.count("the room goes to the others at 2:10") == (1 if is_kept else 2)


async def test_who_has_checked_in_is_not_released(start: Start) -> None:
    world = await start(ROOMBOT_RELEASE_AFTER="10")
    await booked(world)
    await pass_time(world, hours=3, minutes=56)
    await world.click(BEN, world.newest(BEN), CHECK_IN)
    await pass_time(world, minutes=20)
    assert world.held("Everest") == [(world.at(14), world.at(15))]


async def test_ten_minutes_before_the_end_more_time_is_offered(world: World) -> None:
    await booked(world)
    await pass_time(world, hours=4, minutes=46)
    ending = world.newest(BEN)
    assert ending["text"].startswith("*Everest* is yours until 3:00")
    assert buttons(ending)[0].startswith("+15 min")
    await world.click(BEN, ending, buttons(ending)[0])
    assert world.held("Everest") == [(world.at(14), world.at(15, 15))]


async def test_time_is_offered_up_to_the_next_meeting(world: World) -> None:
    await booked(world)
    world.taken("Everest", world.at(15, 20), world.at(16))
    await pass_time(world, hours=4, minutes=46)
    offered = buttons(world.newest(BEN))
    assert [caption.split(" ")[0] for caption in offered[:2]] == ["+15", "+20"]


async def test_another_room_is_offered_where_others_follow(world: World) -> None:
    await booked(world)
    world.taken("Everest", world.at(15), world.at(16))
    await pass_time(world, hours=4, minutes=46)
    ending = world.newest(BEN)
    assert "then others come" in ending["text"]
    elsewhere = buttons(ending)[0]
    await world.click(BEN, ending, elsewhere)
    room = elsewhere.split(",")[0]
    assert world.held(room) == [(world.at(15), world.at(15, 30))]


async def attempted(world: World, *, made: bool) -> None:
    """Leave behind what a process leaves that dies while it writes to Joan."""
    office = world.bot.rounds.care.office
    ben = await office.people.person("T0SANDBOX", BEN)
    everest = next(room for room in await office.calendar.rooms() if room.name == "Everest")
    assert ben is not None
    slot = TimeSlot(world.at(14), world.at(15))
    own = ben.joan_email or ""
    booking = Booking("b1", "T0SANDBOX", everest, slot, BEN, own, title="Planning")
    attempt = attempt_on(Turn(ben, "died", world.clock.now()), booking, Action.BOOK)
    await office.ledger.begin(attempt)
    if made:
        world.joan.add_event("Everest", slot.start, slot.end, "Planning", own)


async def test_a_write_whose_process_died_is_settled_and_told_once(world: World) -> None:
    await attempted(world, made=True)
    await pass_time(world, minutes=3)
    assert "it did go through" in world.newest(BEN)["text"]
    (deed,) = await SqlAudit(world.bot.database).read(None, "roombot", None)
    assert (deed.action, deed.result) == ("Settle", "book done")
    before = count(world, BEN)
    await pass_time(world, minutes=3)
    assert count(world, BEN) == before
    assert "Everest" in (await world.say(BEN, "what do I have today?"))["text"]


async def test_a_write_that_never_reached_joan_is_told_too(world: World) -> None:
    await attempted(world, made=False)
    await pass_time(world, minutes=3)
    assert "it did not go through" in world.newest(BEN)["text"]
    assert world.held("Everest") == []


async def test_nobody_is_reminded_of_what_was_booked_just_now(world: World) -> None:
    await booked(world, "book everest at 10:20 for an hour")
    before = count(world, BEN)
    await pass_time(world, minutes=1)
    await pass_time(world, minutes=5)
    assert count(world, BEN) == before
    await pass_time(world, minutes=10)
    assert "has begun" in world.newest(BEN)["text"]


async def test_a_message_that_slack_does_not_take_is_sent_later(world: World) -> None:
    await booked(world)
    world.slack.faults["chat.postMessage"] = SlackFault(error="internal_error")
    world.clock.advance(timedelta(hours=3, minutes=40))
    with pytest.raises(RoombotError):
        await bring(world)
    world.slack.faults.clear()
    await bring(world)
    assert "in 15 minutes" in world.newest(BEN)["text"]


async def test_a_message_that_arrived_before_its_process_died_is_not_sent_again(
    world: World,
) -> None:
    await booked(world)
    world.slack.faults["chat.postMessage"] = SlackFault(error="internal_error", after=True)
    world.clock.advance(timedelta(hours=3, minutes=40))
    with pytest.raises(RoombotError):
        await bring(world)
    world.slack.faults.clear()
    before = count(world, BEN)
    await bring(world)
    assert count(world, BEN) == before


async def test_the_buttons_of_a_message_expire_after_a_month(world: World) -> None:
    found = await world.say(BEN, "what is free in ten weeks from 2 to 3pm?")
    await pass_time(world, days=29)
    assert "is booked for you" in (await world.click(BEN, found, buttons(found)[0]))["text"]
    again = await world.say(BEN, "what is free in ten weeks from 2 to 3pm?")
    await pass_time(world, days=31)
    too_late = await world.click(BEN, again, buttons(again)[0])
    assert too_late["text"].startswith("This button does nothing any more")


async def bring(world: World) -> None:
    """Do the reminder that is due, as often as the engine might."""
    care = world.bot.rounds.care
    (due,) = await care.due()
    await care.bring(due.booking.team_id, due.booking.id, due.occasion, due.lead)


async def friday_at(world: World, hour: int, minute: int = 0) -> None:
    """Let time pass until Friday, and do what has come by then."""
    friday = world.at(hour, minute, days=4)
    for moment in (friday, friday + timedelta(minutes=16)):
        world.clock.advance(moment - world.clock.now())
        await world.bot.scheduler.tick(Now(world.bot))


async def ended_early(world: World) -> Shown:
    """Book an hour, and end it after twenty minutes."""
    await world.say(BEN, "book everest now for an hour")
    world.clock.advance(timedelta(minutes=20))
    return await world.say(BEN, "we are done")


async def thank(world: World) -> None:
    """Wish for thanks."""
    await world.use(BEN, await world.open_home(BEN), "Settings")
    await world.submit(BEN, world.modal(BEN), {"thanks": ["yes"]})


async def test_who_wishes_for_it_is_thanked_once_a_week(world: World) -> None:
    await thank(world)
    await ended_early(world)
    before = count(world, BEN)
    await friday_at(world, 14)
    assert count(world, BEN) == before
    await friday_at(world, 15)
    assert world.newest(BEN)["text"].startswith("This week you gave 40 minutes")
    await friday_at(world, 17)
    assert count(world, BEN) == before + 1
    world.clock.advance(timedelta(days=7))
    await world.bot.scheduler.tick(Now(world.bot))
    assert count(world, BEN) == before + 1


async def test_nobody_is_thanked_unasked(world: World) -> None:
    await ended_early(world)
    before = count(world, BEN)
    await friday_at(world, 15)
    assert count(world, BEN) == before


async def test_who_wishes_for_thanks_no_more_gets_none_although_they_are_on_their_way(
    world: World,
) -> None:
    await thank(world)
    await ended_early(world)
    before = count(world, BEN)
    world.clock.advance(world.at(15, days=4) - world.clock.now())
    (due,) = await thanks_due(world.bot.rounds.care.office)
    await world.use(BEN, await world.open_home(BEN), "Settings")
    await world.submit(BEN, world.modal(BEN), {"thanks": []})
    job = {"team_id": due.person.team_id, "slack_id": due.person.slack_id}
    await world.bot.scheduler.perform("thanks", job)
    assert count(world, BEN) == before


async def test_what_was_taken_back_is_not_thanked_for(world: World) -> None:
    await thank(world)
    ended = await ended_early(world)
    await world.click(BEN, ended, "Undo")
    assert world.held("Everest")[-1][1] == world.at(11, 5)
    before = count(world, BEN)
    await friday_at(world, 15)
    assert count(world, BEN) == before


async def test_a_release_counts_as_given_back(start: Start) -> None:
    world = await start(ROOMBOT_RELEASE_AFTER="10")
    await thank(world)
    await booked(world)
    await pass_time(world, hours=3, minutes=56)
    await pass_time(world, minutes=10)
    await friday_at(world, 15)
    assert "gave 49 minutes" in world.newest(BEN)["text"]


async def test_administrators_hear_once_of_what_was_given_up(world: World) -> None:
    await booked(world)
    engine = GivingUp(world)
    world.slack.faults["chat.postMessage"] = SlackFault("fatal_error", times=99)
    world.clock.advance(world.at(13, 50) - world.clock.now())
    await world.bot.scheduler.tick(engine)
    assert [job.kind for job in engine.given_up] == [Occasion.SOON]
    world.slack.faults.clear()
    for _ in range(3):
        world.clock.advance(timedelta(minutes=5))
        await world.bot.scheduler.tick(engine)
    told = [one["text"] for one in world.messages(world.dm(ADA), ADA)]
    assert len([one for one in told if one.startswith("The reminder of *Everest*")]) == 1
