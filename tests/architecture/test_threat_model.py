import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = [
    line
    for line in (ROOT / "docs/threat-model.md").read_text().splitlines()
    if line.startswith("| ") and not line.startswith(("| tries to", "| ---"))
]


def test_the_model_speaks_of_everybody() -> None:
    headings = re.findall(r"^## (.+)", (ROOT / "docs/threat-model.md").read_text(), re.MULTILINE)
    assert len(headings) == 6
    assert len(LINES) >= 25


@pytest.mark.parametrize("line", LINES)
def test_every_line_names_a_test_that_exists(line: str) -> None:
    proof = re.search(r"`(tests/[\w/]+\.py)::(test_\w+)` \|$", line)
    assert proof is not None
    path, name = proof.groups()
    assert re.search(rf"^(async )?def {name}\(", (ROOT / path).read_text(), re.MULTILINE)
