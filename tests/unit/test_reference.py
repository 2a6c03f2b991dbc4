"""The pages of docs/ that are made from tables are in step with them, and links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

import dev
from newsdesk.cli.running import command_named, parser_of
from newsdesk.cli.table import is_command
from newsdesk.domain.checks import CHECKS, Severity
from newsdesk.services.commands import COMMANDS, MENUS, Command, shortcuts
from newsdesk.services.settings import SETTINGS, Setting, SettingKind

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
NEEDS = {"": "", "story": "an open story", "text": "the caret in the text"}
LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(?:sh|text)?\n(.*?)^```", re.MULTILINE | re.DOTALL)

COMMANDS_HEAD = """# Commands

Made from `newsdesk/services/commands.py`. On macOS Ctrl is the Command key. All of them are in the
palette (`Ctrl+Shift+P`).
"""
SETTINGS_HEAD = """# Settings

Made from `newsdesk/services/settings.py`. They are set under File, Settings, and kept as JSON in
the settings folder of your system.
"""
CHECKS_HEAD = """# Checks

Made from `newsdesk/domain/checks.py`. A story is judged as its page would go out; each finding
names its place. Limits are settings.
"""


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def keys(command: Command) -> str:
    return ", ".join(f"`{one}`" for one in shortcuts(command))


def commands_page() -> str:
    parts = [COMMANDS_HEAD]
    for menu in MENUS:
        rows = [
            [
                f"{command.submenu}: {command.title}" if command.submenu else command.title,
                keys(command),
                NEEDS[command.needs],
                command.help,
            ]
            for command in COMMANDS
            if command.menu == menu
        ]
        head = ["command", "keys", "needs", "what it does"]
        parts.append(f"\n## {menu}\n\n{table(head, rows)}")
    return "".join(parts)


def value_of(setting: Setting) -> str:
    match setting.kind:
        case SettingKind.SWITCH:
            return "on" if setting.default else "off"
        case SettingKind.NUMBER:
            unit = f" {setting.unit}".replace(" %", " %") if setting.unit else ""
            return f"{setting.default}{unit} ({setting.least} to {setting.most})"
        case SettingKind.CHOICE:
            others = ", ".join(label for _value, label in setting.choices)
            usual = dict(setting.choices)[str(setting.default)]
            return f"{usual} (of: {others})"
        case _:
            return f"`{setting.default}`" if setting.default else "empty"


def settings_page() -> str:
    parts = [SETTINGS_HEAD]
    pages = list(dict.fromkeys(setting.page for setting in SETTINGS))
    for page in pages:
        rows = [
            [setting.title, f"`{setting.key}`", value_of(setting), setting.help]
            for setting in SETTINGS
            if setting.page == page
        ]
        head = ["setting", "key", "usual value", "what it does"]
        parts.append(f"\n## {page}\n\n{table(head, rows)}")
    return "".join(parts)


def checks_page() -> str:
    meaning = {
        Severity.ERROR: "Must be mended before the page goes out.",
        Severity.WARNING: "Should be looked at.",
        Severity.HINT: "May be better.",
    }
    parts = [CHECKS_HEAD]
    for severity in Severity:
        rows = [
            [check.title, f"`{check.id}`", (check.look.__doc__ or "").strip()]
            for check in CHECKS
            if check.severity is severity
        ]
        head = ["check", "id", "why"]
        title = f"{severity.value.capitalize()}s"
        parts.append(f"\n## {title}\n\n{meaning[severity]}\n\n{table(head, rows)}")
    return "".join(parts)


MADE: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "settings.md": settings_page,
    "checks.md": checks_page,
}


@pytest.mark.parametrize("name", MADE)
def test_page_is_in_step_with_its_table(name: str, pytestconfig: pytest.Config) -> None:
    made = MADE[name]()
    if pytestconfig.getoption("--update-golden"):
        (DOCS / name).write_text(made, "utf-8", newline="\n")
    assert (DOCS / name).read_text("utf-8") == made, (
        "see “Pages made from tables”, CONTRIBUTING.md"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = [first or second for first, second in LINK.findall(text)]
    inside = [target for target in targets if "://" not in target and not target.startswith("#")]
    missing = [name for name in inside if not (page.parent / name.split("#")[0]).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_pages_name_exist(page: Path) -> None:
    for block in FENCE.findall(page.read_text("utf-8")):
        for line in block.splitlines():
            found = re.match(r"\s*\$?\s*python3 dev\.py(?: +([a-z]+))?", line)
            if found:
                assert (found[1] or "run") in {*dev.COMMANDS, "help"}, line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_command_lines_that_pages_name_are_understood(page: Path) -> None:
    for block in FENCE.findall(page.read_text("utf-8")):
        for line in block.splitlines():
            found = re.match(r"\s*\$?\s*(?:\.venv/bin/)?newsdesk +([a-z]+)\b(.*)", line)
            if found and is_command(found[1]):
                words = shlex.split(re.split(r" [|>] ", found[2])[0], comments=True)
                parser_of(command_named(found[1])).parse_args(words)


def test_every_page_is_in_the_index_of_docs() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.glob("*.md")} - {"README.md"}
    assert {name for name in pages if f"({name})" not in index} == set()


def test_every_decision_is_in_its_index() -> None:
    folder = DOCS / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    pages = {page.name for page in folder.glob("0*.md")}
    assert {name for name in pages if f"({name})" not in index} == set()
