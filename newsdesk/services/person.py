"""Who is at the keyboard: the name that stands beside versions and notes."""

from __future__ import annotations

import getpass

from newsdesk.services.desk import Desk


def name(desk: Desk) -> str:
    """Return the name from the settings, else that of the login, else ""."""
    chosen = desk.settings.text("person.name").strip()
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
