import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "roombot").rglob("*.py"))


def lint_imports(checkout: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run(
        [*command, "--no-cache"], cwd=checkout, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "roombot", tmp_path / "roombot")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("booking/choice.py", "import roombot.store.database"),
        ("booking/choice.py", "import httpx"),
        ("domain/rooms.py", "import pytz"),
        ("domain/rooms.py", "import sqlalchemy"),
        ("slack/exchange.py", "import roombot.joan.client"),
        ("slack/listeners/buttons.py", "import roombot.languages"),
        ("sandbox/clock.py", "import roombot.domain.rooms"),
        ("joan/client.py", "import slack_sdk"),
    ],
)
def test_a_planted_bad_import_breaks_the_contracts(copy: Path, module: str, line: str) -> None:
    file = copy / "roombot" / module
    file.write_text(file.read_text() + f"\n{line}\n")
    result = lint_imports(copy)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout


def test_a_new_part_has_to_choose_its_layer(copy: Path) -> None:
    (copy / "roombot" / "junk_drawer.py").write_text('"""Everything else."""\n')
    assert lint_imports(copy).returncode == 1


def test_modules_stay_small() -> None:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in MODULES}
    assert {path: size for path, size in sizes.items() if size > 300} == {}


def test_every_module_says_what_it_is_for() -> None:
    assert [path for path in MODULES if not path.read_text().startswith('"""')] == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    documents = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()
    assert set(re.findall(r"`make (\w+)`", documents)) <= targets
