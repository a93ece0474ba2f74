"""``roombot admin``: administer a workspace; each deed is a module."""

import argparse
import importlib

DEEDS = {
    "rooms": "show the rooms with the rules that hold there",
    "rule": "lay down what holds for a room, or for all",
    "building": "lay down the office hours of a building",
    "amenity": "say what people call the equipment of rooms",
    "policy": "show or lay down what holds for the whole workspace",
    "people": "show who is not found in Joan, with the likeliest addresses",
    "link": "say under which address Joan knows somebody",
    "audit": "show who did what, when, with which result",
    "export": "print all that is stored of a person",
    "erase": "erase what is stored of a person",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the deed, and what it takes."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    for name, summary in DEEDS.items():
        module = importlib.import_module(f"roombot.commands.admin.{name}")
        about = f"{summary[0].upper()}{summary[1:]}."
        deed = deeds.add_parser(name, help=summary, description=about)
        deed.add_argument("--team", metavar="ID", help="the workspace, where there are several")
        module.add_arguments(deed)
        deed.set_defaults(do=module.run)


def run(arguments: argparse.Namespace) -> int:
    """Do the deed."""
    return int(arguments.do(arguments))
