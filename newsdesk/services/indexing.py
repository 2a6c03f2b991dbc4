"""The indexes in step with the stories: at leisure, before they are read, and after a crash."""

from __future__ import annotations

import logging

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.services.desk import Desk
from newsdesk.storage import articles

_LOG = logging.getLogger(__name__)


def in_step(desk: Desk) -> None:
    """Index what was saved and not indexed yet, before somebody reads the indexes.

    A library open for reading is as its writer left it. Where the disk refuses, or a story can
    no longer be read, the story stays due: a search then knows its words as they were.
    """
    if desk.library.read_only:
        return
    try:
        articles.index_due(desk.library)
    except EnvironmentFailure as error:
        _LOG.warning("Stories wait to be indexed: %s", error)


def at_leisure(desk: Desk) -> None:
    """Do what saves have put off, while nobody waits for the library."""
    in_step(desk)
    desk.library.fold_long_log()
