from datetime import UTC, datetime, timedelta

from roombot.slack.rates import PERSON_LIMIT, Rates, Verdict
from tests.scenarios.world import ADA, BEN, World

NOW = datetime(2026, 5, 11, 9, tzinfo=UTC)


def test_who_is_too_fast_is_told_once_and_heard_again_when_it_calms() -> None:
    rates = Rates(10)
    assert [rates.judge("ada", NOW) for _ in range(10)] == [Verdict.HEARD] * 10
    assert [rates.judge("ada", NOW) for _ in range(50)] == [
        Verdict.TOLD,
        *[Verdict.DROPPED] * 49,
    ]
    assert rates.judge("ben", NOW) is Verdict.HEARD
    assert rates.judge("ada", NOW + timedelta(seconds=10)) is Verdict.DROPPED
    assert rates.judge("ada", NOW + timedelta(minutes=1)) is Verdict.HEARD


def test_the_memory_of_who_sends_is_bounded() -> None:
    rates = Rates(1, most=3)
    for number in range(100):
        rates.judge(f"stranger {number}", NOW)
    assert len(rates._levels) == 3  # noqa: SLF001 - there is no other way to see it


async def test_who_sends_too_much_is_told_so_while_others_are_served(world: World) -> None:
    heard = [await world.say(BEN, "thanks") for _ in range(PERSON_LIMIT)]
    assert not any("too fast" in shown["text"] for shown in heard)
    assert "too fast" in (await world.say(BEN, "book everest tomorrow 10-11"))["text"]
    before = len(world.messages(world.dm(BEN), BEN))
    await world.settled(world.slack.say(BEN, world.dm(BEN), "book everest tomorrow 10-11"))
    assert len(world.messages(world.dm(BEN), BEN)) == before + 1  # what was said, no answer
    assert world.held("Everest") == []
    assert "is booked" in (await world.say(ADA, "book oak tomorrow 10-11"))["text"]
    world.clock.advance(timedelta(minutes=1))
    assert "is booked" in (await world.say(BEN, "book everest tomorrow 10-11"))["text"]
