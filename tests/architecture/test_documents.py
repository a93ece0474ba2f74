"""What the documents say is so, and every link leads somewhere."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import Locale
from mkdocs.commands.build import build
from mkdocs.config import load_config

from roombot.__main__ import COMMANDS, main
from roombot.languages.loader import languages
from roombot.settings import Settings, read_settings
from tests.documents import PAGES, ROOT, blocks

NOT_RUN = {
    "README.md": 1,
    "benchmarks.md": 3,
    "deploy.md": 4,
    "reliability.md": 4,
    "understanding.md": 2,
}
PROGRAMS = (
    r"(?:\.venv/|make |python3? |pip |roombot [a-z]|honcho |docker |curl |git |sudo |heroku )"
)
DEEDS = ("rooms", "rule", "people", "link", "audit", "export", "erase")


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text()


def settings_table() -> dict[str, str]:
    return dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|", page("settings.md"), re.MULTILINE))


def test_the_documents_list_every_setting_and_no_other() -> None:
    assert set(settings_table()) == {name.upper() for name in Settings.model_fields}


def test_the_documents_give_the_defaults_that_hold() -> None:
    settings = read_settings(environment={"UNRELATED": "1"})
    shown = {name: text.strip("`") for name, text in settings_table().items() if "`" in text[:1]}
    opens, closes = settings.roombot_office_hours
    held = {
        name: f"{opens:%H:%M}-{closes:%H:%M}"
        if name == "ROOMBOT_OFFICE_HOURS"
        else str(getattr(settings, name.lower()))
        for name in shown
    }
    assert shown == held


@pytest.mark.parametrize("command", [*COMMANDS, *(f"admin {deed}" for deed in DEEDS)])
def test_the_documents_list_every_option_of_a_command_and_no_other(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*command.split(), "--help"])
    taken = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help", "--team"}
    (section,) = re.findall(
        rf"^#+ `roombot {command}`\n(.*?)(?=^#|\Z)", page("commands.md"), re.MULTILINE | re.DOTALL
    )
    rows = "".join(line.split("|")[1] for line in section.splitlines() if line.startswith("|"))
    assert set(re.findall(r"--[a-z][a-z-]+", rows)) == taken


def test_the_documents_have_a_section_for_every_command() -> None:
    sections = re.findall(r"^## `roombot (\w+)`$", page("commands.md"), re.MULTILINE)
    assert sorted(sections) == sorted(COMMANDS)


@pytest.mark.parametrize("document", ["README.md", "docs/languages.md"])
def test_the_documents_name_every_language(document: str) -> None:
    text = (ROOT / document).read_text()
    names = [Locale.parse(code).get_language_name("en") for code in languages("answers")]
    assert [name for name in names if f" {name}" not in text] == []


def test_every_command_in_the_documents_exists() -> None:
    texts = "".join(path.read_text() for path in (*PAGES, ROOT / "Procfile"))
    named = set(re.findall(r"(?:bin/|^\w+: |`)roombot ([a-z]+)", texts, re.MULTILINE))
    assert named - set(COMMANDS) == set()


def test_every_command_has_its_module() -> None:
    modules = {path.stem for path in (ROOT / "roombot/commands").iterdir()}
    assert set(COMMANDS) <= modules


def test_what_is_not_run_says_why_and_is_counted() -> None:
    assert Counter(block.page for block in blocks() if block.reason) == NOT_RUN


def test_what_is_not_run_names_files_and_commands_that_exist() -> None:
    commands = [command for block in blocks() if block.reason for command in block.commands]
    files = {
        name
        for command in commands
        for name in re.findall(r"(?<![\w/])((?:docs|tests)/\S+|requirements\S*\.txt)", command)
    }
    named = {name for command in commands for name in re.findall(r"\broombot (\w+)$", command)}
    targets = {name for command in commands for name in re.findall(r"^make (\w+)", command)}
    assert [name for name in files if not (ROOT / name).is_file()] == []
    assert named <= set(COMMANDS)
    assert targets <= set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.name)
def test_commands_stand_in_fences_where_they_are_run(document: Path) -> None:
    text = re.sub(r"^ *```.*?^ *```$", "", document.read_text(), flags=re.MULTILINE | re.DOTALL)
    assert re.findall(rf"^ {{4,}}{PROGRAMS}.*", text, re.MULTILINE) == []
    assert re.findall(r"^ *```(?:bash|shell|console|)\n\S", text, re.MULTILINE) == []


class Addresses(HTMLParser):
    """Collects what a page loads by itself, what it links to, and the anchors it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a":
            self.linked.append(given.get("href", ""))
        else:
            self.loaded += [given[name] for name in ("src", "href") if name in given]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site; whatever mkdocs warns of fails the test."""
    folder = tmp_path_factory.mktemp("site")
    build(load_config(str(ROOT / "docs/site/mkdocs.yml"), site_dir=str(folder), strict=True))
    return folder


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = {path: Addresses(path.read_text()) for path in site.glob("*.html")}
    styles = "".join(path.read_text() for path in site.rglob("*.css"))
    loaded = [one for found in pages.values() for one in found.loaded if "//" in one]
    assert len(pages) > 15
    assert loaded == []
    assert re.findall(r"url\(['\"]?(?:https?:)?//", styles) == []


def test_every_link_of_the_site_leads_to_a_page_and_a_place_on_it(site: Path) -> None:
    pages = {path.name: Addresses(path.read_text()) for path in site.glob("*.html")}
    astray = [
        f"{name}: {link}"
        for name, found in pages.items()
        for link in found.linked
        if name != "404.html" and not re.match(r"(https?:|mailto:|$)", link)
        if not leads(site, pages, name, link)
    ]
    assert astray == []


def leads(site: Path, pages: dict[str, Addresses], name: str, link: str) -> bool:
    """Tell whether a link of the site's leads to something."""
    file, _, anchor = link.partition("#")
    target = file.removeprefix("./") or name
    if not (site / target).is_file():
        return (site / target / "index.html").is_file()
    return not anchor or target not in pages or anchor in pages[target].anchors


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_beside_the_site_leads_to_a_file(document: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#[^)]*)?\)", (ROOT / document).read_text())
    assert [link for link in links if link and not (ROOT / link).exists()] == []
