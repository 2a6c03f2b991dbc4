"""The icons that are shipped are those that are used."""

from __future__ import annotations

import re
from pathlib import Path

from newsdesk.services.commands import COMMANDS

ROOT = Path(__file__).parents[2]
ICONS = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}


def test_every_icon_shipped_is_named_somewhere() -> None:
    sources = (path.read_text("utf-8") for path in (ROOT / "newsdesk").rglob("*.py"))
    named = {name for source in sources for name in re.findall(r'"([a-z0-9-]+)"', source)}
    assert named >= ICONS, f"Nothing shows {', '.join(sorted(ICONS - named))}."


def test_every_icon_of_a_command_is_shipped() -> None:
    assert {command.icon for command in COMMANDS if command.icon} <= ICONS
