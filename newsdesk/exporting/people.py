"""The people of a story as its page names them: frozen where the story went out."""

from __future__ import annotations

from datetime import date

from newsdesk.domain import bylineline
from newsdesk.domain.author import AuthorKind, AuthorProfile
from newsdesk.domain.byline import BylineRow, CreditRole
from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.text import Run, Runs
from newsdesk.domain.values import immutable

_WRITERS = frozenset({CreditRole.WRITER, CreditRole.REPORTING})


@immutable
class Person:
    """One name of the byline with what the page says about it."""

    name: str
    row: BylineRow
    profile: AuthorProfile | None = None
    role: str = ""
    biography: tuple[Runs, ...] = ()
    description: str = ""

    @property
    def organisation(self) -> bool:
        """Whether this is an agency, a group or the house, not a human being."""
        return self.profile is not None and self.profile.author_kind is not AuthorKind.PERSON

    @property
    def linked(self) -> bool:
        """Whether the name leads to a page of its own."""
        return self.profile is not None and self.row.linked


def _told(long: tuple[Runs, ...], short: str) -> tuple[tuple[Runs, ...], str]:
    """Return a biography's paragraphs and its plain text, each made of the other where missing."""
    paragraphs = long or (((Run(short),),) if short else ())
    return paragraphs, short or " ".join("".join(run.text for run in runs) for runs in long)


def describe(profile: AuthorProfile, language: str) -> tuple[tuple[Runs, ...], str]:
    """Return a profile's biography in a language: its paragraphs, and as plain text."""
    biography = profile.biography(language)
    return _told(biography.long, biography.short)


def _person(row: BylineRow, profile: AuthorProfile | None, day: date, language: str) -> Person:
    if row.frozen is not None:
        kept = row.frozen
        name, role, long, short = kept.name, kept.role, kept.bio_long, kept.bio_short
    elif profile is not None:
        biography = profile.biography(language)
        name, role = profile.display_name, profile.role_on(day)
        long, short = biography.long, biography.short
    else:
        name, role, long, short = row.literal_name, "", (), ""
    paragraphs, description = _told(long, short)
    return Person(name or row.literal_name, row, profile, role, paragraphs, description)


def people_of(dispatch: Dispatch) -> tuple[Person, ...]:
    """Return the names of the byline in order, those without a name left out."""
    article = dispatch.article
    when = article.first_published_at or article.saved_at or article.created_at
    day = when.utc.date() if when is not None else date.min
    found = (
        _person(
            row, dispatch.authors.get(row.author) if row.author else None, day, article.language
        )
        for row in article.byline
    )
    return tuple(person for person in found if person.name)


def writers(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return those who wrote or reported; they are the authors of the page."""
    return tuple(person for person in people if person.row.credit_role in _WRITERS)


def line_parts(
    dispatch: Dispatch, people: tuple[Person, ...]
) -> tuple[tuple[str, Person | None], ...]:
    """Return the byline as texts, each name beside its person; a typed byline as it was typed.

    In a typed byline the names that stand in it are found again, so that they stay links.
    """
    article = dispatch.article
    if not article.byline_text:
        rows = tuple(bylineline.NamedRow(person.row, person.name) for person in people)
        by_row = {id(person.row): person for person in people}
        parts = bylineline.byline_line(rows, article.language)
        return tuple((part.text, by_row.get(id(part.row))) for part in parts)
    typed, found = article.byline_text, list[tuple[str, Person | None]]()
    places = sorted(
        (typed.index(person.name), person) for person in people if person.name in typed
    )
    at = 0
    for place, person in places:
        if place >= at:
            found += [(typed[at:place], None), (person.name, person)]
            at = place + len(person.name)
    return tuple(part for part in (*found, (typed[at:], None)) if part[0])
