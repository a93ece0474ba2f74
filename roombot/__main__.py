"""The command line: ``roombot COMMAND``."""

import argparse
import importlib
import sys
from collections.abc import Sequence

COMMANDS = {
    "demo": "try roombot in the browser, with an office and a workspace of its own",
    "serve": "run the bot over HTTP",
    "socket": "run the bot over Socket Mode",
    "worker": "run what must happen later",
    "unknown": "show what was not understood",
    "report": "show how the rooms were used in a week",
    "jobs": "show which jobs were given up",
    "keys": "make a key for the secrets, or seal them anew",
    "admin": "administer a workspace: rules of rooms, links between people",
    "migrate": "bring the database up to date",
    "parse": "show what is understood of a sentence",
    "doctor": "check the settings against Slack and Joan",
    "sandbox": "run a Joan and a Slack of one's own",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="roombot", description="Book meeting rooms from Slack.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        about = f"{summary[0].upper()}{summary[1:]}."
        command = commands.add_parser(name, help=summary, description=about)
        if given[:1] == [name]:  # only the command at hand is imported: each has its own weight
            module = importlib.import_module(f"roombot.commands.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    chosen = parser.parse_args(given)
    return int(chosen.run(chosen))


if __name__ == "__main__":
    sys.exit(main())
