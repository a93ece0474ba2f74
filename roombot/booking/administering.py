"""What administrators lay down, in Slack or on the command line; each deed is noted."""

from collections.abc import Callable, Mapping, Sequence

from roombot.booking.auditing import note
from roombot.booking.office import Office
from roombot.domain.amenity_names import BadName, bad_name
from roombot.domain.audit import By
from roombot.domain.office_hours import OfficeHours
from roombot.domain.room_rules import RoomRule
from roombot.domain.rooms import Room
from roombot.domain.workspace_policy import Term

ALL = "all"  # rooms, or places that have no hours of their own
SAVED = "Saved"


async def lay_rule(office: Office, by: By, room: Room | None, rule: RoomRule) -> None:
    """Lay down what holds for a room, or for all."""
    await office.rule_book.kept.save(by.team_id, room, rule)
    await note(office, by, "LayRule", room.email if room else ALL, SAVED)


async def lay_hours(office: Office, by: By, place: str, hours: OfficeHours | None) -> None:
    """Lay down the office hours of a place, or of all others."""
    await office.rule_book.kept.save_hours(by.team_id, place, hours)
    await note(office, by, "LayHours", place or ALL, SAVED)


async def lay_policy(office: Office, by: By, changed: Mapping[Term, object]) -> None:
    """Lay down terms of the workspace's policy."""
    await office.rule_book.policies.save(
        by.team_id, {str(term): value for term, value in changed.items()}
    )
    await note(office, by, "LayPolicy", " ".join(changed), SAVED)


async def lay_names(
    office: Office, by: By, amenity: str, names: Sequence[str], is_word: Callable[[str], bool]
) -> BadName | None:
    """Say what an amenity is called besides; return a name that it cannot have, if there is one."""
    rooms = await office.calendar.rooms()
    held = (await office.rule_book.of(by.team_id)).rooms.amenity_names
    if bad := bad_name(names, amenity, rooms, held, is_word):
        return bad
    await office.rule_book.kept.save_names(by.team_id, amenity, names)
    await note(office, by, "LayNames", amenity, SAVED)
    return None


async def link(office: Office, by: By, slack_id: str, address: str) -> bool:
    """Say under which address Joan knows somebody; tell whether she does."""
    is_known = await office.people.link(by.team_id, slack_id, address)
    await note(office, by, "Link", slack_id, SAVED)
    return is_known
