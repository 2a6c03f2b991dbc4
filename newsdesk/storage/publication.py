"""The one record of the paper that a library belongs to."""

from __future__ import annotations

from newsdesk.domain.publication import Publication
from newsdesk.storage import documents
from newsdesk.storage.library import Library


def load(library: Library) -> Publication:
    """Return the publication, an empty one before it was first saved."""
    found: str | None = library.value("SELECT fields FROM publication")
    if found is None:
        return Publication()
    return documents.read_value(library.path, Publication, found, what="the publication")


def keep(library: Library, publication: Publication) -> None:
    """Write the publication."""
    library.execute(
        "INSERT INTO publication VALUES (1, ?) "
        "ON CONFLICT (only_row) DO UPDATE SET fields = excluded.fields",
        (documents.write_value(publication),),
    )
