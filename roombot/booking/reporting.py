"""Report to administrators what was given up, so that nothing is missed in silence."""

from collections.abc import Mapping

from roombot.booking.caring import Care
from roombot.domain.occasions import JobGivenUp


async def report_given_up(care: Care, job_id: str, kind: str, details: Mapping[str, str]) -> None:
    """Tell each administrator of the workspace once that a job was given up."""
    office, team_id = care.office, details.get("team_id", "")
    key = f"given_up/{job_id}"
    if await office.notes.done([key]):
        return
    booking = await office.ledger.booking(team_id, details.get("booking_id", ""))
    for person in await office.people.administrators(team_id):
        await care.tell_once(person, f"{key}/{person.slack_id}", JobGivenUp(kind, booking))
    await office.notes.finish(key, office.clock.now())
