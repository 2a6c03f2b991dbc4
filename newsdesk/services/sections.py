"""The sections of the paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newsdesk.domain.errors import InUseError, InvalidInputError
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.publication import Section
from newsdesk.services.changes import NOTHING, Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.storage import sections as stored

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def all_sections(desk: Desk) -> tuple[Section, ...]:
    """Return every section in the order the paper has them."""
    return stored.load_all(desk.library)


def save(
    desk: Desk, *, section: Section, was: SectionSlug | None = None
) -> tuple[Section, Changes]:
    """Add a section or change it; ``was`` is its slug before, where that changed.

    An empty slug is made of the label. Raises InvalidInputError with the field.
    """
    kept = _checked(desk, section)
    library = desk.library
    with library.transaction():
        if was is not None and was != kept.slug:
            if was.lower() != kept.slug.lower() and stored.exists(library, kept.slug):
                raise InvalidInputError(f"There is a section “{kept.slug}” already.", field="slug")
            stored.rename(library, was, kept.slug)
        stored.keep(library, kept)
    # Stories show the label, so lists of stories have changed too.
    changes = Changes.of(Kind.SECTION, kept.slug, *((was,) if was else ()))
    return kept, changes | Changes.of(Kind.ARTICLE)


def _checked(desk: Desk, section: Section) -> Section:
    from newsdesk.domain import slug as slugs
    from newsdesk.domain.cleaning import clean, one_line
    from newsdesk.services.slugs import make

    kept = clean(section)
    label = one_line(kept.label)
    if not label:
        raise InvalidInputError("Give the section a name.", field="label")
    if kept.colour and not _COLOUR.fullmatch(kept.colour):
        raise InvalidInputError("Write the colour as #RRGGBB, or leave it empty.", field="colour")
    if not kept.slug:
        taken = {other.slug.lower() for other in all_sections(desk)}
        slug = slugs.unique(make(label, fallback="section"), taken.__contains__)
        kept = replace(kept, slug=SectionSlug(slug))
    slugs.check(kept.slug)
    return replace(kept, label=label)


def delete(desk: Desk, *, slug: SectionSlug) -> Changes:
    """Remove a section. Raises InUseError while stories stand in it, and NotFoundError."""
    stories = stored.stories_in(desk.library, slug)
    if stories:
        what = "One story stands" if stories == 1 else f"{stories:,} stories stand"
        raise InUseError(
            f"{what} in this section, those in the trash included. Move them to another first."
        )
    stored.delete(desk.library, slug)
    return Changes.of(Kind.SECTION, slug)


def reorder(desk: Desk, *, slugs: Sequence[SectionSlug]) -> Changes:
    """Give the sections this order; those not named follow in the order they had."""
    named = list(dict.fromkeys(slugs))
    before = [section.slug for section in all_sections(desk)]
    wanted = [slug for slug in named if slug in before]
    after = wanted + [slug for slug in before if slug not in wanted]
    if after == before:
        return NOTHING
    stored.place(desk.library, after)
    return Changes.of(Kind.SECTION)
