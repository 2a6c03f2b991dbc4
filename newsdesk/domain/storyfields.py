"""Every field of a story but its body, said in words: for differences and merges.

A field is a text here: what an editor would read out when asked what stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from typing import Final

from newsdesk.domain.article import Article
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.correction import Correction
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Placement
from newsdesk.domain.related import RelatedItem
from newsdesk.domain.text import plain
from newsdesk.domain.values import immutable


@immutable
class Names:
    """What profiles, stories and pictures are called, and how pictures are credited.

    What is not in a mapping is called by its id.
    """

    authors: Mapping[AuthorId, str] = field(default_factory=dict[AuthorId, str])
    articles: Mapping[ArticleId, str] = field(default_factory=dict[ArticleId, str])
    images: Mapping[ImageId, str] = field(default_factory=dict[ImageId, str])
    credits: Mapping[ImageId, str] = field(default_factory=dict[ImageId, str])


@immutable
class StoryField:
    """A field: its name in ``Article``, how people call it, and its contents in words.

    ``parts`` are the fields of ``Article`` that it is made of.
    """

    name: str
    label: str
    says: Callable[[Article, Names], str]
    parts: tuple[str, ...]


def _text(name: str, label: str) -> StoryField:
    def says(article: Article, names: Names) -> str:
        del names
        value: object = getattr(article, name)
        return "" if value is None else _said(value)

    return StoryField(name, label, says, (name,))


def _of(name: str, label: str, says: Callable[[Article, Names], str]) -> StoryField:
    return StoryField(name, label, says, (name,))


def _said(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Moment():
            return _moment(value)
        case tuple():
            return ", ".join(map(str, value))  # pyright: ignore[reportUnknownArgumentType] - of texts
        case _:
            return str(value)


def _moment(moment: Moment | None) -> str:
    if moment is None:
        return ""
    text = moment.utc.strftime("%Y-%m-%d %H:%M:%S UTC")
    return f"{text}, set in {moment.zone}" if moment.zone else text


def _lines(*pairs: tuple[str, str | date | None]) -> str:
    return "\n".join(
        f"{label}: {value}" if label else str(value) for label, value in pairs if value
    )


def placement_says(placement: Placement | None, names: Names) -> tuple[tuple[str, str], ...]:
    """Return what a placement says, as (label, text): picture, caption, alt text, credit, crop."""
    if placement is None:
        return ()
    image = placement.image
    caption = "" if placement.caption is None else plain(placement.caption)
    alt = placement.alt_text
    return (
        ("Picture", names.images.get(image, image[:12])),
        ("Caption", caption or ("" if placement.caption is None else "none")),
        ("Alt text", "" if alt is None else alt or "decorative"),
        ("Credit", names.credits.get(image, "")),
        ("Crop", placement.crop),
        ("For illustration", "yes" if placement.illustrative else ""),
    )


def _lead(article: Article, names: Names) -> str:
    return _lines(*placement_says(article.lead, names))


def _byline(article: Article, names: Names) -> str:
    return "\n".join(_byline_row(row, names) for row in article.byline)


def _byline_row(row: BylineRow, names: Names) -> str:
    name = row.frozen.name if row.frozen else row.literal_name
    if not name and row.author:
        name = names.authors.get(row.author, row.author)
    parts = [name, row.credit_role.value.replace("_", " ")]
    if row.place:
        parts.append(f"in {row.place}" if row.place[0].isupper() else row.place)
    if not row.show_card:
        parts.append("no card")
    if not row.linked:
        parts.append("not linked")
    if row.frozen is not None:
        parts.extend(part for part in (row.frozen.role, row.frozen.bio_short) if part)
    return " — ".join(parts)


def _related(article: Article, names: Names) -> str:
    return "\n".join(_related_item(item, names) for item in article.related.items)


def _related_item(item: RelatedItem, names: Names) -> str:
    target = names.articles.get(item.article, item.article) if item.article else item.url
    extra = (item.label, item.headline, item.teaser, item.image and names.images.get(item.image))
    shown = [target, item.level.value, *(part for part in extra if part)]
    times = [_moment(item.published_at), _moment(item.updated_at) if item.show_updated else ""]
    return " — ".join([*shown, *(time for time in times if time)])


def _related_list(article: Article, names: Names) -> str:
    del names
    related = article.related
    return _lines(
        ("Heading", related.heading),
        ("Curated list", related.curated),
        ("Wished for", str(related.wanted)),
        ("Shown first", str(related.show_first)),
        ("“Show more”", related.more_label),
        ("leads to", related.more_url),
    )


def _corrections(article: Article, names: Names) -> str:
    del names
    return "\n".join(map(_correction, article.corrections))


def _correction(correction: Correction) -> str:
    parts = [correction.correction_kind.value.capitalize(), _moment(correction.at)]
    parts.extend(part for part in (correction.by, f"at the {correction.place.value}") if part)
    return f"{' — '.join(parts)}: {correction.text}"


def _dateline(article: Article, names: Names) -> str:
    del names
    found = article.dateline
    parts = [found.city, found.country, found.day and found.day.isoformat(), found.source]
    return ", ".join(part for part in parts if part)


def _search(article: Article, names: Names) -> str:
    del names
    found = article.search
    return _lines(
        ("Title", found.title),
        ("Description", found.description),
        ("Canonical address", found.canonical_url),
    )


def _social(article: Article, names: Names) -> str:
    found = article.social
    picture = found.image and names.images.get(found.image, found.image[:12])
    return _lines(("Title", found.title), ("Description", found.description), ("Picture", picture))


def _rights(article: Article, names: Names) -> str:
    del names
    found = article.rights
    return _lines(
        ("Holder", found.copyright_holder),
        ("Notice", found.copyright_notice),
        ("Terms", found.usage_terms),
    )


def _notes(article: Article, names: Names) -> str:
    del names
    return "\n".join(
        f"{note.by or 'Somebody'}: {note.text}{' (resolved)' if note.resolved else ''}"
        for note in article.notes
    )


def _origins(article: Article, names: Names) -> str:
    del names
    lines = [f"{one.system}: {one.foreign_id} {one.edit_url}".strip() for one in article.origins]
    lines.extend(f"{one.system}: {one.value}" for one in article.external_ids)
    return "\n".join(lines)


def _story(name: str, label: str) -> StoryField:
    def says(article: Article, names: Names) -> str:
        target: ArticleId | None = getattr(article, name)
        return names.articles.get(target, target) if target else ""

    return StoryField(name, label, says, (name,))


FIELDS: Final[tuple[StoryField, ...]] = (
    _text("kicker", "Section label"),
    _text("headline", "Headline"),
    _text("headline_short", "Short headline"),
    _text("headline_print", "Print headline"),
    _text("standfirst", "Standfirst"),
    _of("byline", "Byline", _byline),
    _text("byline_text", "Wording of the byline"),
    _of("lead", "Lead picture", _lead),
    _of("corrections", "Corrections", _corrections),
    StoryField("related", "Related stories", _related, ("related",)),
    StoryField("related_list", "Related list", _related_list, ("related",)),
    _text("section", "Section"),
    _text("slug", "Address"),
    _text("slugline", "Slugline"),
    _of("dateline", "Dateline", _dateline),
    _text("language", "Language"),
    _text("subtype", "Kind of story"),
    _text("state", "State"),
    _text("first_published_at", "First published"),
    _text("updated_at", "Updated"),
    _text("show_updated", "“Updated” is shown"),
    _text("scheduled_at", "Scheduled for"),
    _text("embargoed_until", "Embargoed until"),
    _text("embargo_note", "Note on the embargo"),
    _text("expires_at", "Expires"),
    _text("urgency", "Urgency"),
    _text("series", "Series"),
    _text("tags", "Tags"),
    _text("keywords", "Keywords"),
    _of("search", "For search engines", _search),
    _of("social", "For social networks", _social),
    _of("rights", "Rights", _rights),
    _text("read_minutes", "Minutes to read"),
    _text("target_words", "Words wished for"),
    _text("ed_note", "Note for the desk"),
    _text("internal_note", "Internal note"),
    _text("legal_flag", "Marked for legal"),
    _text("sensitive_flag", "Sensitive"),
    _of("notes", "Notes on passages", _notes),
    _story("rewrite_of", "Rewrite of"),
    _story("translated_from", "Translated from"),
    StoryField("origins", "In other systems", _origins, ("origins", "external_ids")),
)
"""In the order of the page, then of the inspector."""

NOT_COMPARED: Final = frozenset({"id", "version", "body", "created_at", "saved_at"})
"""Fields that say which story and which save it is, and the body, which has its own rules."""
