"""What stands below a picture: its caption, and its credit, which no use can change."""

from __future__ import annotations

from newsdesk.domain import credit
from newsdesk.domain.photo import ImageAsset, Placement
from newsdesk.domain.text import Run, Runs, plain
from newsdesk.ui.editor.textpiece import Span


def caption_spans(
    asset: ImageAsset | None, placement: Placement, language: str
) -> tuple[Span, ...]:
    """The caption as readers see it, the credit after it in a lighter grey."""
    runs = caption_runs(asset, placement)
    if placement.illustrative:
        runs = _marked(runs, language)
    line = "" if asset is None else credit.render(asset.credit)
    spans = [Span(runs, "text2")] if runs else []
    if line:
        between = " " if runs else ""
        spans.append(Span((Run(f"{between}({line})"),), "text3"))
    return tuple(spans)


def caption_runs(asset: ImageAsset | None, placement: Placement) -> Runs:
    """The caption of a placement: its own, else the picture's."""
    if placement.caption is not None:
        return placement.caption
    return () if asset is None else asset.caption


def lacks_alt(asset: ImageAsset | None, placement: Placement) -> bool:
    """Whether a picture has no alternative text; one marked as decorative needs none."""
    return placement.alt_text is None and asset is not None and not asset.alt_text


def _marked(runs: Runs, language: str) -> Runs:
    from newsdesk.exporting.strings import strings_for

    words = strings_for(language).illustrative
    if plain(runs).startswith(words):
        return runs
    return (Run(f"{words} " if runs else words), *runs)
