"""The repository of sections."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.domain.errors import NotFoundError
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.publication import Section
from newsdesk.storage.library import Library


def load_all(library: Library) -> tuple[Section, ...]:
    """Return every section in the order the paper has them."""
    found = library.rows(
        "SELECT slug, label, position, colour, url FROM section ORDER BY position, label, slug"
    )
    return tuple(
        Section(SectionSlug(slug), label, position, colour, url)
        for slug, label, position, colour, url in found
    )


def exists(library: Library, slug: SectionSlug) -> bool:
    """Say whether there is such a section, capitals aside."""
    return library.row("SELECT 1 FROM section WHERE slug = ?", (slug,)) is not None


def keep(library: Library, section: Section) -> None:
    """Add a section, or write it over the one with its slug."""
    library.execute(
        "INSERT INTO section VALUES (?, ?, ?, ?, ?) ON CONFLICT (slug) DO UPDATE SET "
        "label = excluded.label, position = excluded.position, colour = excluded.colour, "
        "url = excluded.url",
        (section.slug, section.label, section.position, section.colour, section.url),
    )


def rename(library: Library, before: SectionSlug, after: SectionSlug) -> None:
    """Give a section another slug; its stories follow. Raises NotFoundError."""
    with library.transaction():
        # The stories follow through ON UPDATE CASCADE, and their triggers keep the counters.
        changed = library.execute("UPDATE section SET slug = ? WHERE slug = ?", (after, before))
        if changed == 0:
            raise NotFoundError(f"There is no section “{before}” any more.")
        library.execute("UPDATE byline SET section = ? WHERE section = ?", (after, before))


def place(library: Library, slugs: Sequence[SectionSlug]) -> None:
    """Number the sections in this order."""
    with library.transaction():
        library.execute_many(
            "UPDATE section SET position = ? WHERE slug = ?", list(enumerate(slugs))
        )


def stories_in(library: Library, slug: SectionSlug) -> int:
    """Return how many stories stand in a section, those in the trash included."""
    return library.value("SELECT count(*) FROM article WHERE section = ?", (slug,))


def delete(library: Library, slug: SectionSlug) -> None:
    """Remove an empty section. Raises NotFoundError."""
    if library.execute("DELETE FROM section WHERE slug = ?", (slug,)) == 0:
        raise NotFoundError(f"There is no section “{slug}” any more.")
