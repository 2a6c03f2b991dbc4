"""The history of a story: kept states, to be looked at, named and brought back."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain import credit
from newsdesk.domain.article import Article
from newsdesk.domain.cleaning import one_line
from newsdesk.domain.difference import Difference, difference
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import VersionReason, VersionRow
from newsdesk.domain.storyfields import Names
from newsdesk.services import keeping, saving
from newsdesk.services.changes import NOTHING, Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.storage import articles as stored
from newsdesk.storage import authors, images, projections, versions

LONGEST_NAME = 120


def keep(
    desk: Desk, *, article: Article, reason: VersionReason = VersionReason.NAMED, name: str = ""
) -> Changes:
    """Keep a state of a story. A version kept by hand needs a name.

    Raises NotFoundError when the story is not in the library, and InvalidInputError.
    """
    wanted = one_line(name)[:LONGEST_NAME]
    if reason is VersionReason.NAMED and not wanted:
        raise InvalidInputError("Give the version a name.", field="name")
    keeping.keep(desk, saving.journalled(article), reason, wanted)
    return Changes.of(Kind.VERSION, article.id)


def rows(desk: Desk, *, article_id: ArticleId) -> tuple[VersionRow, ...]:
    """Return the versions of a story, latest first."""
    return versions.rows(desk.library, article_id)


def get(desk: Desk, *, number: int) -> Article:
    """Return a story as it was. Raises NotFoundError."""
    return versions.load(desk.library, number)


def compare(desk: Desk, *, before: Article, after: Article) -> Difference:
    """Compare two states of a story as whole pages, with the names of what they point to."""
    return difference(before, after, names=names_of(desk, before, after))


def names_of(desk: Desk, *states: Article) -> Names:
    """Return what profiles, stories and pictures of some states of a story are called."""
    library = desk.library
    people = [row.author for article in states for row in article.byline if row.author]
    pictures = [image for article in states for image, _role in projections.placements(article)]
    assets = images.load_many(library, pictures)
    targets = [target for article in states for target in projections.related_targets(article)]
    profiles = authors.load_many(library, people)
    return Names(
        authors={name: profile.display_name for name, profile in profiles.items()},
        articles=stored.headlines(library, targets),
        images={name: asset.title or asset.original_name for name, asset in assets.items()},
        credits={name: credit.render(asset.credit) for name, asset in assets.items()},
    )


def rename(desk: Desk, *, number: int, name: str) -> Changes:
    """Give a version a name; it is then never thinned. Raises NotFoundError."""
    wanted = one_line(name)[:LONGEST_NAME]
    if not wanted:
        raise InvalidInputError("Give the version a name.", field="name")
    article = versions.load(desk.library, number)
    row = next(row for row in versions.rows(desk.library, article.id) if row.number == number)
    reason = row.reason if row.reason in keeping.PROTECTED else VersionReason.NAMED
    versions.rename(desk.library, number, wanted, reason)
    return Changes.of(Kind.VERSION, article.id)


def restore(desk: Desk, *, number: int) -> tuple[Article, Changes]:
    """Bring a version back as the newest state; what stood there is kept as a version first.

    Address, state and dates of publication stay as they are now: going back to an earlier text
    does not take a page off the site. Raises NotFoundError.
    """
    before = versions.load(desk.library, number)
    now = saving.latest(desk, before.id)
    with desk.library.transaction():
        keeping.keep(desk, now, VersionReason.RESTORE)
        back = replace(
            before,
            version=stored.load(desk.library, before.id).article.version,
            slug=now.slug,
            state=now.state,
            created_at=now.created_at,
            first_published_at=now.first_published_at,
            origins=now.origins,
            external_ids=now.external_ids,
        )
        saved, changes = saving.write(desk, saving.mended(desk, back))
    return saved, changes | Changes.of(Kind.VERSION, saved.id)


def thin(desk: Desk) -> Changes:
    """Thin the versions of every story as the settings say."""
    now = desk.clock.now()
    thinned = [
        article_id
        for article_id in versions.articles_with_versions(desk.library)
        if keeping.thin(desk, article_id, now)
    ]
    return Changes.of(Kind.VERSION, *thinned) if thinned else NOTHING
