"""Checks of pictures: that they are there, described, credited, cleared and large enough."""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.domain.checking.case import Case, Found, Shown, pictures_of
from newsdesk.domain.credit import render
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.reading import plain

LEAD_WIDTH = 1200
"""Pixels that search engines and social cards ask of a lead picture."""
INLINE_WIDTH = 640
"""Pixels below which a picture in the text looks blurred on a desktop."""


def lead_missing(case: Case) -> Iterator[Found]:
    """Cards, feeds and search results are plainer without a lead photo."""
    if case.story.lead is None:
        yield Found("There is no lead photo.", "lead")


def _with_assets(case: Case) -> Iterator[tuple[Shown, ImageAsset]]:
    for shown in pictures_of(case.story):
        asset = case.dispatch.images.get(shown.placement.image)
        if asset is not None:
            yield shown, asset


def _name(asset: ImageAsset) -> str:
    return f"“{asset.title or asset.original_name}”" if asset.title or asset.original_name else ""


def _about(asset: ImageAsset) -> str:
    return f"The picture {_name(asset)}".rstrip()


def picture_gone(case: Case) -> Iterator[Found]:
    """A placement whose picture is not in the library cannot be exported."""
    for shown in pictures_of(case.story):
        if shown.placement.image not in case.dispatch.images:
            yield Found("This picture is not in the library any more.", shown.field, shown.block)


def alt_missing(case: Case) -> Iterator[Found]:
    """Somebody who cannot see the picture is told nothing."""
    for shown, asset in _with_assets(case):
        own = shown.placement.alt_text
        if own is None and not asset.alt_text:
            yield _found(shown, "alt_text", f"{_about(asset)} has no alt text.")
        elif own == "" and shown.field == "lead":
            yield _found(shown, "alt_text", "The lead photo is marked as decorative.")


def alt_as_caption(case: Case) -> Iterator[Found]:
    """A screen reader would say the same sentence twice."""
    for shown, asset in _with_assets(case):
        own = shown.placement.alt_text
        alt = asset.alt_text if own is None else own
        caption = shown.placement.caption
        if alt and alt == plain(asset.caption if caption is None else caption):
            yield _found(
                shown, "alt_text",
                f"{_about(asset)} has its caption as alt text; say what is to be seen instead.",
            )  # fmt: skip


def caption_missing(case: Case) -> Iterator[Found]:
    """A news picture says what it shows."""
    for shown, asset in _with_assets(case):
        own = shown.placement.caption
        if not plain(asset.caption if own is None else own).strip():
            yield _found(shown, "caption", f"{_about(asset)} has no caption.")


def credit_missing(case: Case) -> Iterator[Found]:
    """A picture is somebody's work."""
    for shown, asset in _with_assets(case):
        if not render(asset.credit):
            yield _found(shown, "credit", f"{_about(asset)} has no credit.")


def picture_small(case: Case) -> Iterator[Found]:
    """A small picture is blurred, and left out of search results where it leads."""
    for shown, asset in _with_assets(case):
        wanted = LEAD_WIDTH if shown.field == "lead" else INLINE_WIDTH
        if asset.width < wanted:
            yield _found(
                shown, "",
                f"{_about(asset)} is {asset.width} pixels wide; {wanted} are needed here.",
            )  # fmt: skip


def rights_expired(case: Case) -> Iterator[Found]:
    """A picture whose licence for the web has ended, or was never given."""
    today = case.now.utc.date()
    for shown, asset in _with_assets(case):
        for right in asset.rights:
            if right.purpose != "web":
                continue
            if not right.cleared:
                yield _found(shown, "rights", f"{_about(asset)} is not cleared for the web.")
            elif right.until is not None and right.until < today:
                day = right.until.isoformat()
                yield _found(
                    shown, "rights", f"{_about(asset)} was cleared for the web until {day}."
                )


def picture_twice(case: Case) -> Iterator[Found]:
    """The same picture as lead and again in the text."""
    seen: set[str] = set()
    for shown, asset in _with_assets(case):
        if asset.id in seen:
            yield _found(shown, "", f"{_about(asset)} is on this page twice.")
        seen.add(asset.id)


def _found(shown: Shown, part: str, sentence: str) -> Found:
    field = f"lead.{part}" if shown.field == "lead" and part else shown.field
    return Found(sentence, field, shown.block)
