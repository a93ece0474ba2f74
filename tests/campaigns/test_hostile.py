"""A small sample of each campaign, the same every time."""

from tests.campaigns import deliveries, joan_replies


async def test_hostile_deliveries_bring_no_crash_no_500_and_no_leak() -> None:
    findings = await deliveries.campaign(300, seed=3)
    assert findings.faults == []
    assert findings.done["answered 200"] > 30
    assert findings.done["answered 400"] > 30
    assert findings.done["answered 401"] > 30


async def test_hostile_replies_of_joan_bring_no_crash_and_no_leak() -> None:
    findings = await joan_replies.campaign(300, seed=3)
    assert findings.faults == []
    assert findings.done["client: answered"] > 30
    assert findings.done["client: CalendarUnreadable"] > 30
