"""Bylines: the line readers see, who stands behind it, and what is frozen with a story.

At its first export each row keeps the name, role and biography of its profile as they are then.
From then on the profile may change; ``differences`` says where, ``bring_up_to_date`` is the one
act that takes the changes over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from newsdesk.domain import bylineline
from newsdesk.domain.article import Article
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.byline import BylineRow, FrozenProfile
from newsdesk.domain.bylineline import LinePart, NamedRow
from newsdesk.domain.ids import ArticleId, AuthorId
from newsdesk.domain.people import BylineDifference, BylineUpdate
from newsdesk.domain.text import Runs, plain
from newsdesk.domain.values import immutable
from newsdesk.services import articles, saving
from newsdesk.services.changes import NOTHING, Changes
from newsdesk.services.desk import Desk

_Profiles = Mapping[AuthorId, AuthorProfile]


@immutable
class BylinePerson:
    """A row of a byline with the name and role its page shows.

    ``profile`` is ``None`` for a literal name; ``differences`` says where the profile has moved
    on since the story went out.
    """

    row: BylineRow
    name: str
    role: str = ""
    profile: AuthorProfile | None = None
    differences: tuple[BylineDifference, ...] = ()


def people(desk: Desk, *, article: Article) -> tuple[BylinePerson, ...]:
    """Return the rows of a byline in order, each with what its page shows."""
    profiles, day = _profiles(desk, article), _day(desk, article)
    return tuple(
        _person(position, row, profiles, day, article.language)
        for position, row in enumerate(article.byline)
    )


def _person(
    position: int, row: BylineRow, profiles: _Profiles, day: date, language: str
) -> BylinePerson:
    profile = profiles.get(row.author) if row.author else None
    name = _name(row, profiles)
    current = profile.role_on(day) if profile else ""
    role = current if row.frozen is None else row.frozen.role
    found = _differences(position, row, profile, day, language)
    return BylinePerson(row, name, role, profile, found)


def line(desk: Desk, *, article: Article) -> str:
    """Return the byline as its page shows it: the wording typed for it, else the rendered one."""
    return article.byline_text or rendered(desk, article=article)


def rendered(desk: Desk, *, article: Article) -> str:
    """Return the line in the grammar of the story's language, whatever wording was typed."""
    return "".join(part.text for part in parts(desk, article=article))


def parts(desk: Desk, *, article: Article) -> tuple[LinePart, ...]:
    """Return the rendered line in parts, each name with its row."""
    return _parts(article, _profiles(desk, article))


def _parts(article: Article, profiles: _Profiles) -> tuple[LinePart, ...]:
    named = tuple(NamedRow(row, _name(row, profiles)) for row in article.byline)
    return bylineline.byline_line(named, article.language)


def _name(row: BylineRow, profiles: _Profiles) -> str:
    if row.frozen is not None and row.frozen.name:
        return row.frozen.name
    profile = profiles.get(row.author) if row.author else None
    return profile.display_name if profile else row.literal_name


def _profiles(desk: Desk, article: Article) -> _Profiles:
    ids = tuple(row.author for row in article.byline if row.author)
    if not ids:
        return {}
    from newsdesk.services import authors

    return authors.many(desk, ids=ids)


def _day(desk: Desk, article: Article) -> date:
    """Return the day whose roles count: when the story went out, else today."""
    return (article.first_published_at or desk.clock.now()).utc.date()


# --- frozen with the story ---


def freeze(desk: Desk, *, article: Article) -> Article:
    """Return a story whose byline keeps each profile as it is now, where nothing is kept yet.

    Nothing is saved. The role is the one held on the day the story first went out.
    """
    profiles, day = _profiles(desk, article), _day(desk, article)

    def kept(row: BylineRow) -> BylineRow:
        profile = profiles.get(row.author) if row.author else None
        if profile is None or row.frozen is not None:
            return row
        return replace(row, frozen=_frozen(desk, profile, day, article.language))

    byline = tuple(kept(row) for row in article.byline)
    return article if byline == article.byline else replace(article, byline=byline)


def _frozen(desk: Desk, profile: AuthorProfile, day: date, language: str) -> FrozenProfile:
    biography = profile.biography(language)
    return FrozenProfile(
        profile.display_name,
        profile.role_on(day),
        biography.short,
        biography.long,
        desk.clock.now(),
    )


def differences(desk: Desk, *, article: Article) -> tuple[BylineDifference, ...]:
    """Return where a story's frozen byline and the profiles as they are now differ."""
    return tuple(
        difference for person in people(desk, article=article) for difference in person.differences
    )


def _differences(
    position: int, row: BylineRow, profile: AuthorProfile | None, day: date, language: str
) -> tuple[BylineDifference, ...]:
    kept = row.frozen
    if kept is None or profile is None or row.author is None:
        return ()
    biography = profile.biography(language)
    pairs: tuple[tuple[str, object, object, str, str], ...] = (
        ("name", kept.name, profile.display_name, kept.name, profile.display_name),
        ("role", kept.role, profile.role_on(day), kept.role, profile.role_on(day)),
        ("bio_short", kept.bio_short, biography.short, kept.bio_short, biography.short),
        ("bio_long", kept.bio_long, biography.long, _text(kept.bio_long), _text(biography.long)),
    )
    return tuple(
        BylineDifference(position, row.author, field, then, now)
        for field, kept_value, current, then, now in pairs
        if kept_value != current
    )


def _text(paragraphs: tuple[Runs, ...]) -> str:
    return "\n\n".join(plain(runs) for runs in paragraphs)


def preview(desk: Desk, *, article_ids: Sequence[ArticleId]) -> tuple[BylineUpdate, ...]:
    """Return what bringing stories up to date would change; stories in step are left out.

    Raises NotFoundError.
    """
    found: list[BylineUpdate] = []
    for article_id in dict.fromkeys(article_ids):
        article = articles.open_story(desk, article_id=article_id)
        moved_on = differences(desk, article=article)
        if moved_on:
            after = _up_to_date(desk, article)
            found.append(
                BylineUpdate(
                    article_id,
                    article.headline,
                    moved_on,
                    line(desk, article=article),
                    line(desk, article=after),
                )
            )
    return tuple(found)


def bring_up_to_date(
    desk: Desk, *, article_ids: Sequence[ArticleId]
) -> tuple[tuple[Article, ...], Changes]:
    """Freeze the profiles anew in stories where they differ, and save these; all or none.

    Returns the stories that changed. Roles stay those of the day each story went out. Raises
    NotFoundError and StaleArticleError.
    """
    saved: list[Article] = []
    changes = NOTHING
    with desk.library.transaction():
        for article_id in dict.fromkeys(article_ids):
            article = articles.open_story(desk, article_id=article_id)
            if differences(desk, article=article):
                kept, changed = saving.write(desk, _up_to_date(desk, article))
                saved.append(kept)
                changes |= changed
    return tuple(saved), changes


def _up_to_date(desk: Desk, article: Article) -> Article:
    """Return a story in which the rows that differ are frozen anew, and only those."""
    behind = {difference.position for difference in differences(desk, article=article)}
    thawed = tuple(
        replace(row, frozen=None) if position in behind else row
        for position, row in enumerate(article.byline)
    )
    again = freeze(desk, article=replace(article, byline=thawed))
    # A row that was never frozen stays so: it has not gone out yet.
    byline = tuple(
        new if position in behind else old
        for position, (old, new) in enumerate(zip(article.byline, again.byline, strict=True))
    )
    return replace(article, byline=byline)
