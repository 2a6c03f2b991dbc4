"""Stories in the plain JSON that other programs write: a headline, a body, an author.

docs/story-file.md lists the names that are understood. Unknown ones are left out and said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, cast

from newsdesk.domain import codec, credit, weblink
from newsdesk.domain.article import Article, ArticleState, SearchText
from newsdesk.domain.author import AuthorProfile, Biography, SocialLink, SocialNetwork
from newsdesk.domain.body import Block, Body, CallOut, CallOutKind, Paragraph
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.normal import normal_body, normal_text
from newsdesk.domain.photo import Credit, Placement, PlacementRole
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.related import RelatedItem, RelatedList
from newsdesk.domain.text import Run
from newsdesk.domain.values import immutable
from newsdesk.importing.converted import ForeignPicture, provisional_id
from newsdesk.importing.html import read_html

Record = dict[str, object]

_HEADLINES: Final = ("headline", "title", "name")
_STANDFIRSTS: Final = ("standfirst", "dek", "deck", "subtitle", "abstract", "summary", "excerpt")
_BODIES: Final = ("body", "paragraphs", "content", "articleBody", "body_html", "html")
_KNOWN: Final = frozenset(
    {
        *_HEADLINES, *_STANDFIRSTS, *_BODIES, "lang", "language", "inLanguage", "dir", "site",
        "slug", "url", "section", "kicker", "reading_minutes", "published", "datePublished",
        "published_at", "modified", "updated", "updated_at", "dateModified", "tags", "keywords",
        "lead", "author", "authors", "newsletter", "related", "more",
    }
)  # fmt: skip
FACE: Final = "avatar*"
"""Where an author's picture is looked for when the story names none; there may be none."""

_LEAD: Final = "lead*"
_ILLUSTRATIVE: Final = "photo for illustrative purposes:"
_MOST: Final = 1_000


@immutable
class SimplePicture:
    """What a simple story says about its lead photo or about a face."""

    id: ImageId
    alt_text: str = ""
    credit: Credit = Credit()
    copyright_notice: str = ""


@immutable
class SimpleStory:
    """A story with what it brings along. Ids are made from the text, the same each time."""

    article: Article
    authors: tuple[AuthorProfile, ...] = ()
    section: Section | None = None
    publication: Publication | None = None
    pictures: tuple[ForeignPicture, ...] = ()
    facts: tuple[SimplePicture, ...] = ()
    losses: tuple[str, ...] = ()


def is_simple_story(text: str) -> bool:
    """Whether JSON text is a story of this form and no story file of ours."""
    value = codec.parse(text, what="The story file")
    if not isinstance(value, dict) or "newsdesk" in value:
        return False
    record = cast("Record", value)
    return any(name in record for name in _HEADLINES) and any(name in record for name in _BODIES)


def read_simple_story(text: str) -> SimpleStory:
    """Read a story. Raises InvalidInputError with the place of what cannot be read."""
    value = codec.parse(text, what="The story")
    if not isinstance(value, dict):
        raise InvalidInputError("A story must be an object with “headline” and “body”.")
    record = cast("Record", value)
    pictures: dict[ImageId, str] = {}
    lead, facts = _lead(_object(record, "lead"), pictures)
    people = _with_faces(tuple(_people(record)), record, pictures)
    section = _section(record)
    body, found = _body(record)
    pictures |= {picture.id: picture.address for picture in found}
    published = _moment(record, "published", "datePublished", "published_at")
    updated = _moment(record, "modified", "updated", "updated_at", "dateModified")
    address = _text(record, "url")
    article = Article(
        id=ArticleId(_id_of("story", address or _text(record, *_HEADLINES))),
        section=section.slug if section else None,
        kicker=_text(record, "kicker"),
        slug=_slug(record),
        headline=_text(record, *_HEADLINES),
        standfirst=_text(record, *_STANDFIRSTS),
        body=body,
        lead=lead,
        byline=tuple(BylineRow(author=profile.id) for profile in people),
        language=_text(record, "lang", "language", "inLanguage") or "en-GB",
        read_minutes=_number(record, "reading_minutes"),
        first_published_at=published,
        updated_at=updated if updated is not None and updated != published else None,
        state=ArticleState.PUBLISHED if published is not None else ArticleState.DRAFT,
        tags=_texts(record, "tags"),
        keywords=_texts(record, "keywords"),
        search=SearchText(canonical_url=address if weblink.is_web_address(address) else ""),
        related=_related(record),
    )
    others = sorted(record.keys() - _KNOWN)
    losses = (f"Left out, because Newsdesk has no field for it: {', '.join(others)[:300]}.",)
    return SimpleStory(
        article,
        people,
        section,
        _publication(record),
        tuple(ForeignPicture(image, where) for image, where in pictures.items()),
        facts,
        losses if others else (),
    )


def _body(record: Record) -> tuple[Body, tuple[ForeignPicture, ...]]:
    given = next((record[name] for name in _BODIES if name in record), "")
    if isinstance(given, str):
        found = read_html(given)
        return found.body, found.pictures
    if not isinstance(given, list):
        raise InvalidInputError("“body” must be a list of paragraphs, or HTML.", field="body")
    blocks: list[Block] = []
    for at, entry in enumerate(cast("list[object]", given)):
        if not isinstance(entry, str):
            raise InvalidInputError("A paragraph must be a text.", field=f"body.{at}")
        blocks.append(Paragraph((Run(normal_text(entry)),)))
    letter = _object(record, "newsletter")
    if letter:
        after = _number(letter, "after")
        blocks.insert(len(blocks) if after is None else after, _newsletter(letter))
    return normal_body(blocks), ()


def _newsletter(letter: Record) -> CallOut:
    text = _text(letter, "text")
    action = _text(letter, "action", "url")
    return CallOut(
        CallOutKind.NEWSLETTER,
        kicker=_text(letter, "kicker"),
        title=_text(letter, "title"),
        paragraphs=((Run(text),),) if text else (),
        button_label=_text(letter, "button"),
        url=action if weblink.is_web_address(action) else "",
    )


def _lead(
    lead: Record, pictures: dict[ImageId, str]
) -> tuple[Placement | None, tuple[SimplePicture, ...]]:
    if not lead:
        return None, ()
    address = _text(lead, "file", "src", "url", "image") or _LEAD
    image = provisional_id(address)
    pictures[image] = address
    caption = _text(lead, "caption")
    illustrative = caption.lower().startswith(_ILLUSTRATIVE)
    if illustrative:
        caption = caption[len(_ILLUSTRATIVE) :].strip()
    line = _text(lead, "credit").strip()
    if line.startswith("(") and line.endswith(")"):
        line = line[1:-1]
    facts = SimplePicture(
        image,
        _text(lead, "alt", "alt_text"),
        credit.parse(line or _text(lead, "creator")),
        _text(lead, "copyright", "copyright_notice"),
    )
    placement = Placement(
        image,
        PlacementRole.LEAD,
        caption=(Run(caption),) if caption else None,
        illustrative=illustrative,
    )
    return placement, (facts,)


def _people(record: Record) -> Iterator[AuthorProfile]:
    entries: list[object] = []
    for name in ("author", "authors"):
        given = record.get(name)
        entries.extend(cast("list[object]", given) if isinstance(given, list) else [given])
    for entry in entries[:_MOST]:
        if isinstance(entry, str) and entry.strip():
            yield AuthorProfile(AuthorId(_id_of("author", entry)), "", normal_text(entry))
        elif isinstance(entry, dict):
            profile = _profile(cast("Record", entry))
            if profile is not None:
                yield profile


def _with_faces(
    people: tuple[AuthorProfile, ...], record: Record, pictures: dict[ImageId, str]
) -> tuple[AuthorProfile, ...]:
    """Name the picture of a story's only author."""
    if len(people) != 1:
        return people
    address = _text(_object(record, "author"), "avatar", "image", "photo") or FACE
    image = provisional_id(address)
    pictures[image] = address
    return (replace(people[0], avatar=image),)


def _profile(entry: Record) -> AuthorProfile | None:
    name = _text(entry, "name", "display_name")
    if not name:
        return None
    from newsdesk.domain.author import BIO_SHORT_LIMIT, RolePeriod

    role, bio = _text(entry, "role", "job_title", "jobTitle"), _text(entry, "bio", "biography")
    short = bio if len(bio) <= BIO_SHORT_LIMIT else ""
    page = _text(entry, "url")
    links = [url for url in _texts(entry, "sameAs") if weblink.is_web_address(url)]
    return AuthorProfile(
        AuthorId(_id_of("author", page or name)),
        _text(entry, "slug"),
        name,
        roles=(RolePeriod(role),) if role else (),
        biographies=(Biography("", short, ((Run(bio),),)),) if bio else (),
        links=tuple(SocialLink(SocialNetwork.OTHER, url) for url in links),
        archive_url=page if weblink.is_web_address(page) else "",
    )


def _section(record: Record) -> Section | None:
    given = record.get("section")
    if isinstance(given, str):
        label, url = normal_text(given).strip(), ""
    else:
        entry = _object(record, "section")
        label, url = _text(entry, "name", "label"), _text(entry, "url")
    if not label:
        return None
    return Section(SectionSlug(""), label, url=url if weblink.is_web_address(url) else "")


def _publication(record: Record) -> Publication | None:
    site = _object(record, "site")
    name, url = _text(site, "name"), _text(site, "url").rstrip("/")
    if not name:
        return None
    return Publication(
        name=name,
        url=url if weblink.is_web_address(url) else "",
        language=_text(record, "lang", "language") or "en-GB",
        copyright_holder=_text(site, "legal"),
        privacy_url=_text(_object(record, "newsletter"), "privacy"),
        social_handle=_text(site, "twitter"),
    )


def _related(record: Record) -> RelatedList:
    given = record.get("related")
    entries = cast("list[object]", given) if isinstance(given, list) else []
    items = [
        RelatedItem(
            url=_text(cast("Record", entry), "url"),
            label=_text(cast("Record", entry), "label"),
            headline=_text(cast("Record", entry), "title", "headline"),
            teaser=_text(cast("Record", entry), "teaser", "description"),
            published_at=_moment(cast("Record", entry), "published"),
            updated_at=_moment(cast("Record", entry), "updated", "modified"),
        )
        for entry in entries[:_MOST]
        if isinstance(entry, dict) and weblink.is_web_address(_text(cast("Record", entry), "url"))
    ]
    more = _object(record, "more")
    url = _text(more, "url")
    found = RelatedList(items=tuple(items))
    if weblink.is_web_address(url):
        found = replace(found, more_label=_text(more, "text", "label"), more_url=url)
    return found


def _id_of(kind: str, name: str) -> str:
    digest = hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()
    return "-".join(
        (digest[:8], digest[8:12], f"8{digest[13:16]}", f"a{digest[17:20]}", digest[20:32])
    )


def _slug(record: Record) -> str:
    slug = _text(record, "slug").strip("/").rsplit("/", maxsplit=1)[-1].lower()
    return slug if slug.replace("-", "").isalnum() and slug.isascii() else ""


def _object(record: Record, name: str) -> Record:
    given = record.get(name)
    return cast("Record", given) if isinstance(given, dict) else {}


def _text(record: Record, *names: str) -> str:
    for name in names:
        given = record.get(name)
        if isinstance(given, str) and given.strip():
            return normal_text(given).strip()
    return ""


def _texts(record: Record, name: str) -> tuple[str, ...]:
    given = record.get(name)
    if isinstance(given, str):
        given = given.split(",")
    entries = cast("list[object]", given) if isinstance(given, list) else []
    texts = (normal_text(entry).strip() for entry in entries if isinstance(entry, str))
    return tuple(dict.fromkeys(text for text in texts if text))[:_MOST]


def _number(record: Record, name: str) -> int | None:
    given = record.get(name)
    return given if type(given) is int and 0 <= given <= 1_000_000 else None


def _moment(record: Record, *names: str) -> Moment | None:
    text = _text(record, *names)
    return Moment.parse(text) if text else None
