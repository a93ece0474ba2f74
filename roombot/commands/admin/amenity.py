"""``roombot admin amenity``: what people call the equipment of rooms."""

import argparse

from roombot.booking.administering import lay_names
from roombot.booking.office import Office
from roombot.commands.admin.opening import DeedError, administer
from roombot.commands.admin.words import NONE, names_in_words
from roombot.domain.amenity_names import (
    BadName,
    FlawOfName,
    amenities_of,
    names_in,
)
from roombot.domain.audit import COMMAND_LINE, By
from roombot.nlu import is_everyday

FLAWS = {
    FlawOfName.IS_ROOM: "a room is called {name}",
    FlawOfName.IS_AMENITY: "Joan has an amenity called {name}",
    FlawOfName.IS_TAKEN: "another amenity is called {name}",
    FlawOfName.IS_WORD: "{name} means something else in a request",
    FlawOfName.TOO_LONG: "{name} is too long: three words and 40 characters at most",
    FlawOfName.TOO_MANY: "an amenity may have {name} more names at most",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the amenity and its names."""
    parser.add_argument("amenity", help="an amenity as Joan names it, such as Projector")
    about = "what else people call it; or none"
    parser.add_argument("--also", nargs="+", metavar="NAME", required=True, help=about)


def run(arguments: argparse.Namespace) -> int:
    """Lay the names down and print what holds."""
    given = [] if [one.casefold() for one in arguments.also] == [NONE] else arguments.also
    wanted = names_in(given)

    async def lay_down(office: Office, team_id: str) -> str:
        known = amenities_of(await office.calendar.rooms())
        found = names_in([arguments.amenity])
        if not found or found[0] not in known:
            some = ", ".join(sorted(known.values(), key=str.casefold)) or "none"
            raise DeedError(f"no room has {arguments.amenity}; Joan knows {some}")
        by = By(team_id, COMMAND_LINE)
        bad = await lay_names(office, by, known[found[0]], wanted, is_everyday)
        if isinstance(bad, BadName):
            raise DeedError(FLAWS[bad.flaw].format(name=bad.name))
        return f"{known[found[0]]}: {names_in_words(wanted)}"

    return administer(arguments.team, lay_down)
