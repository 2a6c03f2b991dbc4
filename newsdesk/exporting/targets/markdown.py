"""Markdown with front matter, as site generators and copy desks take it."""

from __future__ import annotations

import json
import re
from typing import Final

from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.photo import Placement
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.bundle import Bundle, Loss
from newsdesk.exporting.characters import clean
from newsdesk.exporting.figures import PageFigures
from newsdesk.exporting.markdown import escape
from newsdesk.exporting.markdownwords import write_readable
from newsdesk.exporting.page import absolute_links
from newsdesk.exporting.pictures import PictureShelf, credit_of
from newsdesk.exporting.runhtml import RunOptions
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.structured import filled
from newsdesk.exporting.targets.base import Choices, Target
from newsdesk.exporting.targets.losses import text_losses
from newsdesk.exporting.views import StoryView

_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")


class MarkdownTarget(Target):
    """The story as Markdown."""

    name = "markdown"
    title = "Markdown"
    about = "The text as Markdown with its fields as front matter."
    ending = ".md"

    def make(self, dispatch: Dispatch, choices: Choices) -> Bundle:
        """Make the file: fields first, then lead and text."""
        del choices
        view = view_of(dispatch)
        addresses = Addresses(dispatch.publication, dispatch.path)
        figures = PageFigures(
            PictureShelf(dispatch.images, dispatch.path), addresses, RunOptions(), view.strings
        )

        def picture(placement: Placement) -> str:
            asset = dispatch.images.get(placement.image)
            if asset is None:
                return ""
            caption, alt = (
                figures.caption_text(asset, placement),
                figures.alt_text(asset, placement),
            )
            plain_name = _PLAIN_NAME.fullmatch(asset.original_name)
            line = f"![{escape(alt)}]({asset.original_name if plain_name else asset.id})"
            credit = credit_of(asset)
            words = " ".join(part for part in (caption, f"({credit})" if credit else "") if part)
            return f"{line}\n\n*{escape(words)}*" if words else line

        lead = dispatch.article.lead
        parts = [front_matter(view), *([picture(lead)] if lead is not None else [])]
        links = RunOptions(absolute_links(dispatch))
        parts.append(write_readable(dispatch.article.body, links, picture).rstrip("\n"))
        text = "\n\n".join(part for part in parts if part)
        start = f"{dispatch.article.slug}.md"
        return Bundle({start: f"{clean(text)}\n".encode()}, (), start, self.losses(dispatch))

    def losses(self, dispatch: Dispatch) -> tuple[Loss, ...]:
        """Markdown holds words, and names pictures without carrying them."""
        return text_losses(dispatch, target="Markdown")


def front_matter(view: StoryView) -> str:
    """Write the story's fields between two lines of dashes; JSON's texts and lists are YAML's."""
    article, paper = view.dispatch.article, view.dispatch.publication
    fields = filled(
        {
            "title": view.headline,
            "description": view.description,
            "slug": article.slug,
            "url": view.canonical,
            "date": view.published.iso if view.published else "",
            "lastmod": view.updated.iso if view.updated else "",
            "authors": [author.name for author in view.authors],
            "section": view.section.label if view.section else "",
            "tags": list(article.tags),
            "language": view.language,
            "publication": paper.name,
            "corrections": [f"{one.at.iso} {one.label}: {one.text}" for one in view.corrections],
        }
    )
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---"])
