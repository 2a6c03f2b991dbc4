"""The desk: what every use case takes first."""

from __future__ import annotations

from dataclasses import field

from newsdesk.domain.ids import ArticleId
from newsdesk.domain.values import immutable
from newsdesk.services.clock import Clock, SystemClock
from newsdesk.services.settings import Settings
from newsdesk.storage.library import Library


@immutable
class Desk:
    """An open library with its clock and settings; it belongs to the thread that opened it.

    ``recovered`` names the stories whose journal was newer when the library was opened.
    """

    library: Library
    clock: Clock = field(default_factory=SystemClock)
    settings: Settings = field(default_factory=Settings)
    recovered: tuple[ArticleId, ...] = ()
