"""Programs of the machine that tests use where they are; with CI set they must be there."""

import shutil

import pytest


def add_option(parser: pytest.Parser, *, default: bool) -> None:
    """Let whoever runs the tests say that all of them must run."""
    parser.addoption(
        "--require-programs",
        action="store_true",
        default=default,
        help="fail rather than skip where a program is not installed",
    )


def program(name: str, package: str, *, required: bool) -> str:
    """Return where a program is; where it must be, its absence is an error."""
    found = shutil.which(name)
    if found is not None:
        return found
    missing = f"no {name} here: apt-get install {package}"
    if required:
        pytest.fail(missing)
    pytest.skip(missing)
