"""After a crash: what the journal knows more than the library is saved when it is next opened."""

from __future__ import annotations

import logging

from newsdesk.domain.errors import InvalidInputError, NotFoundError, StaleArticleError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import VersionReason
from newsdesk.services import saving
from newsdesk.services.desk import Desk
from newsdesk.storage import articles, journal

_LOG = logging.getLogger(__name__)


def recover(desk: Desk) -> tuple[ArticleId, ...]:
    """Save every journalled story, its caret with it, and return them, latest first.

    What cannot be saved (it was saved elsewhere meanwhile, or points to what is gone) stays in
    the journal and is shown when the story is opened, so that its writer decides.
    """
    found = journal.pending(desk.library)
    if desk.library.read_only:
        return found
    for article_id in found:
        from newsdesk.services import keeping

        entry = journal.read(desk.library, article_id)
        assert entry is not None
        try:
            with desk.library.transaction():
                before = articles.load(desk.library, article_id).article
                if entry.base_version == before.version:
                    keeping.keep(desk, before, VersionReason.RECOVERED)
                    saving.write(desk, saving.mended(desk, saving.latest(desk, article_id)))
                    journal.keep_place(
                        desk.library, article_id, caret=entry.caret, scroll=entry.scroll
                    )
        except (InvalidInputError, StaleArticleError, NotFoundError) as error:
            _LOG.warning("A journalled story waits for its writer: %s", type(error).__name__)
    return found
