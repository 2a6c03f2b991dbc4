"""Checks of the fields around the text: headline, standfirst, byline, section, search text."""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.domain.author import AuthorKind
from newsdesk.domain.body import Divider
from newsdesk.domain.byline import CreditRole
from newsdesk.domain.checking.case import Case, Found
from newsdesk.domain.reading import word_count


def headline_missing(case: Case) -> Iterator[Found]:
    """A page cannot do without a headline."""
    if not case.story.headline:
        yield Found("Write a headline.", "headline")


def headline_long(case: Case) -> Iterator[Found]:
    """Long headlines are cut in lists and search results."""
    yield from _long(case.story.headline, case.limits.headline, "headline", "The headline")


def standfirst_missing(case: Case) -> Iterator[Found]:
    """Lists, feeds and search results show the standfirst."""
    if not case.story.standfirst:
        yield Found("Write a standfirst: lists, feeds and search results show it.", "standfirst")


def standfirst_long(case: Case) -> Iterator[Found]:
    """Some targets cut a standfirst."""
    yield from _long(case.story.standfirst, case.limits.standfirst, "standfirst", "The standfirst")


def _long(text: str, limit: int, field: str, what: str) -> Iterator[Found]:
    if limit and len(text) > limit:
        more = len(text) - limit
        yield Found(f"{what} has {len(text)} characters, {more} more than {limit}.", field)


def text_missing(case: Case) -> Iterator[Found]:
    """There must be something to read."""
    if all(isinstance(block, Divider) for block in case.story.body):
        yield Found("The story has no text yet.", "body")


def text_short(case: Case) -> Iterator[Found]:
    """A story far below the length it was ordered at."""
    wanted, has = case.story.target_words, word_count(case.story.body)
    if wanted and 0 < has < wanted * 0.6:
        yield Found(f"The story has {has} of {wanted} words wished for.", "body")


def section_missing(case: Case) -> Iterator[Found]:
    """The section gives the page its place and its label."""
    section = case.story.section
    if section is None:
        yield Found("Choose a section.", "section")
    elif section not in case.dispatch.sections:
        yield Found(f"There is no section “{section}” any more; choose another.", "section")


def byline_missing(case: Case) -> Iterator[Found]:
    """Readers and search engines ask who wrote it."""
    rows = case.story.byline
    if not rows:
        yield Found("Say who wrote it: the byline is empty.", "byline")
    elif not case.story.byline_text and all(
        row.credit_role is not CreditRole.WRITER for row in rows
    ):
        yield Found("Nobody in the byline is named as a writer.", "byline")


def byline_gone(case: Case) -> Iterator[Found]:
    """A row of the byline without a name cannot be shown."""
    for at, row in enumerate(case.story.byline):
        known = row.literal_name or row.frozen or row.author in case.dispatch.authors
        if not known:
            yield Found("This person’s profile is not in the library.", f"byline.{at}")


def biography_missing(case: Case) -> Iterator[Found]:
    """An author card without a biography is a name with a picture."""
    for at, row in enumerate(case.story.byline):
        profile = case.dispatch.authors.get(row.author) if row.author else None
        if profile is None or not row.show_card or profile.author_kind is not AuthorKind.PERSON:
            continue
        biography = profile.biography(case.story.language)
        kept = row.frozen
        if not (biography.short or biography.long or (kept and (kept.bio_short or kept.bio_long))):
            yield Found(f"{profile.display_name} has no biography for the card.", f"byline.{at}")


def tags_missing(case: Case) -> Iterator[Found]:
    """Tags help readers and the related list."""
    if not case.story.tags:
        yield Found("Add a tag or two, so that related stories are found.", "tags")


def description_length(case: Case) -> Iterator[Found]:
    """Search engines show about two lines."""
    given = case.story.search.description
    text = given or case.story.standfirst
    field = "search.description" if given else "standfirst"
    limit = case.limits.search_description
    if limit and len(text) > limit:
        yield Found(
            f"Search results will cut the description: it has {len(text)} characters, "
            f"{len(text) - limit} more than {limit}.",
            "search.description",
        )
    elif 0 < len(text) < 50 and text != case.story.headline:
        yield Found(f"The description for search results is short: {len(text)} characters.", field)


def search_title_long(case: Case) -> Iterator[Found]:
    """Search engines cut long titles."""
    title = case.story.search.title
    yield from _long(
        title, case.limits.search_title, "search.title", "The title for search engines"
    )


def address_missing(case: Case) -> Iterator[Found]:
    """Without the paper's address a page cannot say where it lives."""
    if not case.dispatch.publication.url:
        yield Found("The publication has no address, so pages cannot name theirs.", "publication")


def name_missing(case: Case) -> Iterator[Found]:
    """Structured data needs the publisher's name."""
    if not case.dispatch.publication.name:
        yield Found("The publication has no name; pages show who publishes them.", "publication")
