"""IPTC's ninjs 3.1: the story as news systems exchange it, with its pictures' renditions.

Names and meanings are those of ninjs-schema_3.1.json (IPTC); output is valid by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from newsdesk.domain import weblink
from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.body import Block, Embed, Figure, Gallery, RawHtml
from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import ImageAsset, ImageKind, Placement
from newsdesk.exporting import locales
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.bodyhtml import HtmlOptions, write_body
from newsdesk.exporting.bundle import Bundle, Loss
from newsdesk.exporting.characters import clean
from newsdesk.exporting.figures import PageFigures
from newsdesk.exporting.page import NoPictures, absolute_links, problems_of
from newsdesk.exporting.pictures import PictureShelf, PlannedPicture, credit_of
from newsdesk.exporting.plaintext import write_text
from newsdesk.exporting.runhtml import RunOptions, escape_text
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.structured import Node, filled
from newsdesk.exporting.targets.base import Choices, Target
from newsdesk.exporting.views import StoryView

SCHEMA: Final = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_GRAPHICS: Final = frozenset({ImageKind.GRAPHIC, ImageKind.ILLUSTRATION})
_STATUS: Final = {
    ArticleState.WITHHELD: "withheld",
    ArticleState.SPIKED: "canceled",
    ArticleState.LEGAL: "withheld",
}


class NinjsTarget(Target):
    """The story as a ninjs 3.1 news object."""

    name = "ninjs"
    title = "ninjs 3.1"
    about = "IPTC's JSON for news exchange, with the pictures' renditions."
    ending = ".json"

    def make(self, dispatch: Dispatch, choices: Choices) -> Bundle:
        """Make the object."""
        del choices
        view = view_of(dispatch)
        text = json.dumps(_story(view), ensure_ascii=False, indent=1)
        start = f"{dispatch.article.slug}.json"
        return Bundle(
            {start: f"{clean(text)}\n".encode()},
            (),
            start,
            self.losses(dispatch),
            problems_of(view),
        )

    def losses(self, dispatch: Dispatch) -> tuple[Loss, ...]:
        """Fields of ours that ninjs has no place for."""
        return tuple(_losses(dispatch.article))


def _losses(article: Article) -> Iterator[Loss]:
    if article.corrections:
        yield Loss("corrections", "ninjs has no dated corrections; they stand in the text’s end.")
    if article.internal_note:
        yield Loss("internal_note", "The internal note never leaves Newsdesk.")
    if article.notes:
        yield Loss("notes", "Notes on passages never leave Newsdesk.")
    if article.updated_at:
        yield Loss("updated_at", "ninjs has one time of this version; it is the update’s.")
    if article.search != type(article.search)():
        yield Loss("search", "ninjs has no texts for search engines.")
    for position, block in enumerate(article.body):
        if sentence := _lost(block):
            yield Loss(f"body.{position}", sentence)


def _lost(block: Block) -> str:
    match block:
        case Embed(html=html) if html:
            return "The embedded HTML stays behind; its title and address go along."
        case RawHtml():
            return "Raw HTML goes along only as far as it is harmless."
        case Figure() | Gallery():
            return ""
        case _:
            return ""


def _uri(view: StoryView) -> str:
    return view.canonical or f"urn:uuid:{view.dispatch.article.id}"


def _when(moment: Moment | None, zone: str) -> str:
    return locales.iso(moment, zone) if moment else ""


def _story(view: StoryView) -> Node:
    dispatch, article = view.dispatch, view.dispatch.article
    paper, zone = dispatch.publication, dispatch.publication.time_zone
    holder = article.rights.copyright_holder or paper.copyright_holder
    located = ", ".join(part for part in (article.dateline.city, article.dateline.country) if part)
    return filled(
        {
            "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
            "uri": _uri(view),
            "type": "text",
            "representationType": "full",
            "version": str(article.version),
            "firstCreated": _when(article.created_at, zone),
            "contentCreated": view.published.iso if view.published else "",
            "versionCreated": view.modified.iso if view.modified else "",
            "embargoedUntil": _when(article.embargoed_until, zone),
            "expires": _when(article.expires_at, zone),
            "pubStatus": _STATUS.get(article.state, "usable"),
            "urgency": article.urgency,
            "language": view.language,
            "title": view.headline,
            "slugline": article.slugline,
            "headlines": _headlines(article),
            "descriptions": _texts(("summary", view.standfirst)),
            "by": "".join(part.words for part in view.byline),
            "infoSources": _sources(view),
            "located": located,
            "copyrightHolder": holder,
            "copyrightNotice": article.rights.copyright_notice,
            "usageTerms": article.rights.usage_terms,
            "edNote": article.ed_note,
            "subjects": list(_subjects(view)),
            "bodies": list(_bodies(view)),
            "associations": list(_associations(view)),
            "altIds": [{"role": "newsdesk", "value": article.id}],
        }
    )


def _texts(*texts: tuple[str, str]) -> list[Node]:
    return [
        {"role": role, "contentType": "text/plain", "value": text} for role, text in texts if text
    ]


def _headlines(article: Article) -> list[Node]:
    return _texts(
        ("main", article.headline),
        ("short", article.headline_short),
        ("print", article.headline_print),
        ("search", article.search.title),
        ("social", article.social.title),
    )


def _sources(view: StoryView) -> list[Node]:
    return [
        filled(
            {
                "name": person.name,
                "role": person.row.credit_role.value,
                "uri": next((one.absolute for one in view.authors if one.name == person.name), ""),
            }
        )
        for person in view.people
    ]


def _subjects(view: StoryView) -> Iterator[Node]:
    if view.section is not None:
        yield {"name": view.section.label, "rel": "section", "literal": view.section.slug}
    article = view.dispatch.article
    for tag in dict.fromkeys(article.tags):
        yield {"name": tag, "rel": "about"}
    for word in dict.fromkeys(article.keywords):
        yield {"name": word, "rel": "keyword"}


def _bodies(view: StoryView) -> Iterator[Node]:
    dispatch = view.dispatch
    addresses = Addresses(dispatch.publication, dispatch.path)
    runs = RunOptions(absolute_links(dispatch), view.language)
    shelf = PictureShelf(dispatch.images, dispatch.path)
    figures = PageFigures(shelf, addresses, runs, view.strings, absolute=True)
    pictures = figures if addresses.site else NoPictures()
    body = dispatch.article.body
    html = write_body(body, pictures=pictures, options=HtmlOptions(runs))
    told = [f"{one.label} ({one.at.words}): {one.text}" for one in view.corrections]
    html += "".join(f"\n<p>{escape_text(sentence)}</p>" for sentence in told)
    text = write_text(body)
    if text:
        yield {
            "role": "main",
            "contentType": "text/plain",
            "charCount": len(text),
            "wordCount": view.word_count,
            "value": text,
        }
        yield {"role": "richtext", "contentType": "text/html", "value": html}


def _placements(article: Article) -> Iterator[Placement]:
    if article.lead is not None:
        yield article.lead
    for block in article.body:
        match block:
            case Figure():
                yield block.placement
            case Gallery():
                yield from block.placements
            case _:
                pass


def _associations(view: StoryView) -> Iterator[Node]:
    """Yield each picture once, in the order it is met, with the renditions the page has of it."""
    dispatch = view.dispatch
    addresses = Addresses(dispatch.publication, dispatch.path)
    figures = PageFigures(
        PictureShelf(dispatch.images, dispatch.path), addresses, RunOptions(), view.strings
    )
    seen: set[str] = set()
    for number, placement in enumerate(_placements(dispatch.article), start=1):
        asset = dispatch.images.get(placement.image)
        if asset is None or asset.id in seen:
            continue
        seen.add(asset.id)
        lead = dispatch.article.lead is not None and placement is dispatch.article.lead
        yield filled(
            {
                "name": "lead" if lead else f"picture-{number}",
                "rel": "featured" if lead else "related",
                "uri": f"urn:sha256:{asset.id}",
                "type": "graphic" if asset.image_kind in _GRAPHICS else "picture",
                "descriptions": _captions(figures, asset, placement),
                "by": asset.credit.photographer,
                "copyrightNotice": asset.copyright_notice,
                "usageTerms": asset.usage_terms,
                "infoSources": [{"name": credit_of(asset), "role": "credit"}]
                if credit_of(asset)
                else None,
                "digitalSourceType": {"uri": asset.digital_source_type}
                if weblink.is_web_address(asset.digital_source_type)
                else None,
                "renditions": [
                    _rendition(picture, addresses)
                    for picture in view.pictures
                    if picture.spec.image == asset.id
                ],
            }
        )


def _captions(figures: PageFigures, asset: ImageAsset, placement: Placement) -> list[Node]:
    return _texts(
        ("caption", figures.caption_text(asset, placement)),
        ("altText", figures.alt_text(asset, placement)),
    )


def _rendition(picture: PlannedPicture, addresses: Addresses) -> Node:
    return filled(
        {
            "name": picture.file.rpartition("/")[2],
            "href": addresses.absolute(picture.file),
            "contentType": picture.media_type,
            "width": picture.width,
            "height": picture.height,
            "aspectRatio": picture.spec.ratio,
        }
    )
