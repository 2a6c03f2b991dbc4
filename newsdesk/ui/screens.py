"""The rooms of the window and where they come from: each is imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from newsdesk.ui.context import Context
from newsdesk.ui.navigation import Screen, Tab

if TYPE_CHECKING:
    from newsdesk.ui.sidepane import PanelMaker
    from newsdesk.ui.stage import ScreenMaker


def _editor(context: Context) -> QWidget:
    from newsdesk.ui.editor import StoryEditor

    return StoryEditor(context)


def _authors(context: Context) -> QWidget:
    from newsdesk.ui.authors import AuthorsScreen

    return AuthorsScreen(context)


def _images(context: Context) -> QWidget:
    from newsdesk.ui.images.screen import ImagesScreen

    return ImagesScreen(context)


def _replace(context: Context) -> QWidget:
    from newsdesk.ui.replacing import ReplaceScreen

    return ReplaceScreen(context)


def _story(context: Context) -> QWidget:
    from newsdesk.ui.inspector.storypanel import StoryPanel

    return StoryPanel(context)


def _byline(context: Context) -> QWidget:
    from newsdesk.ui.inspector.bylinepanel import BylinePanel

    return BylinePanel(context)


def _related(context: Context) -> QWidget:
    from newsdesk.ui.inspector.relatedpanel import RelatedPanel

    return RelatedPanel(context)


def _checks(context: Context) -> QWidget:
    from newsdesk.ui.inspector.checkspanel import ChecksPanel

    return ChecksPanel(context)


def _history(context: Context) -> QWidget:
    from newsdesk.ui.inspector.historypanel import HistoryPanel

    return HistoryPanel(context)


SCREENS: dict[Screen, ScreenMaker] = {
    "story": _editor,
    "authors": _authors,
    "images": _images,
    "replace": _replace,
}
PANELS: dict[Tab, PanelMaker] = {
    "story": _story,
    "byline": _byline,
    "related": _related,
    "checks": _checks,
    "history": _history,
}
