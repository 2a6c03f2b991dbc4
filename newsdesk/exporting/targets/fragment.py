"""A piece of HTML for the box of another system: no page around it, own classes prefixed."""

from __future__ import annotations

import re
from typing import Final

from newsdesk.domain.body import CallOut
from newsdesk.domain.dispatch import Dispatch
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.bodyhtml import HtmlOptions, write_body
from newsdesk.exporting.bundle import Bundle, Loss
from newsdesk.exporting.characters import clean
from newsdesk.exporting.figures import PageFigures
from newsdesk.exporting.page import NoPictures, absolute_links, problems_of
from newsdesk.exporting.pictures import PictureShelf
from newsdesk.exporting.runhtml import RunOptions, escape_attribute, escape_text
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.targets.base import Choices, Target
from newsdesk.exporting.targets.losses import page_losses
from newsdesk.exporting.views import AuthorView, RelatedView, StoryView

_STYLES: Final = {
    "call-out": "margin:1.5em 0;padding:1em;border:1px solid;",
    "author-card": "margin:1.5em 0;padding-top:1em;border-top:1px solid;",
    "related": "margin:1.5em 0;padding-top:1em;border-top:1px solid;",
    "pull-quote": "margin:1.5em 0;font-size:1.3em;",
    "credit": "font-size:.85em;",
}
_PREFIX: Final = re.compile(r"[a-z][a-z0-9-]{0,30}|")


class FragmentTarget(Target):
    """The story's text as HTML to paste into a content management system."""

    name = "fragment"
    title = "HTML fragment"
    about = "The text as HTML for a CMS's HTML box, without a page around it."
    ending = ".html"

    def make(self, dispatch: Dispatch, choices: Choices) -> Bundle:
        """Make the fragment with the parts that were chosen."""
        view = view_of(dispatch)
        prefix = choices.prefix if _PREFIX.fullmatch(choices.prefix) else "nd-"
        html = "\n".join(part for part in _parts(view, choices, prefix) if part)
        if choices.inline_styles:
            html = _styled(html, prefix)
        start = f"{dispatch.article.slug}.html"
        return Bundle(
            {start: f"{clean(html)}\n".encode()},
            (),
            start,
            self.losses(dispatch),
            problems_of(view),
        )

    def losses(self, dispatch: Dispatch) -> tuple[Loss, ...]:
        """A fragment has no head; its pictures stay where the page has them."""
        found = list(page_losses(dispatch))
        found += [
            Loss(name, f"A fragment has no place for this field ({name}); the CMS has.")
            for name in ("headline", "standfirst", "search", "social", "tags")
        ]
        if dispatch.article.corrections:
            found.append(Loss("corrections", "Corrections are kept by the CMS itself."))
        if dispatch.images:
            where = (
                "point to the files of the page on the paper’s site"
                if Addresses(dispatch.publication).site
                else "were left out, because the paper has no web address yet"
            )
            found.append(Loss("images", f"The pictures {where}."))
        return tuple(found)


def _parts(view: StoryView, choices: Choices, prefix: str) -> list[str]:
    dispatch = view.dispatch
    article, addresses = dispatch.article, Addresses(dispatch.publication, dispatch.path)
    shelf = PictureShelf(dispatch.images, dispatch.path)
    runs = RunOptions(absolute_links(dispatch), view.language)
    figures = PageFigures(shelf, addresses, runs, view.strings, absolute=True, prefix=prefix)
    pictures = figures if addresses.site else NoPictures()
    body = tuple(
        block for block in article.body if choices.call_outs or not isinstance(block, CallOut)
    )
    parts: list[str] = []
    if choices.lead and article.lead is not None and addresses.site:
        parts.append(figures.write_lead(article.lead))
    options = HtmlOptions(runs, class_prefix=prefix)
    parts.append(write_body(body, pictures=pictures, options=options))
    if choices.author_cards:
        parts += [_card(author, prefix) for author in view.authors if author.card]
    if choices.related and view.related:
        parts.append(_related(view, prefix))
    return parts


def _card(author: AuthorView, prefix: str) -> str:
    name = escape_text(author.name)
    if author.absolute:
        name = f'<a rel="author" href="{escape_attribute(author.absolute)}">{name}</a>'
    lines = [f'<section class="{prefix}author-card">', f"<h2>{name}</h2>"]
    if author.role:
        lines.append(f"<p>{escape_text(author.role)}</p>")
    lines += [f"<p>{paragraph}</p>" for paragraph in author.biography_html]
    return "\n".join([*lines, "</section>"])


def _related(view: StoryView, prefix: str) -> str:
    lines = [
        f'<section class="{prefix}related">',
        f"<h2>{escape_text(view.related_heading)}</h2>",
        "<ul>",
    ]
    lines += [_item(item) for item in view.related]
    return "\n".join([*lines, "</ul>", "</section>"])


def _item(item: RelatedView) -> str:
    link = f'<a href="{escape_attribute(item.address)}">{escape_text(item.headline)}</a>'
    label = f"{escape_text(item.label)}: " if item.label else ""
    return f"<li>{label}{link}</li>"


def _styled(html: str, prefix: str) -> str:
    for name, style in _STYLES.items():
        marked = re.compile(rf'<([a-z]+) class="({re.escape(prefix + name)}(?: [^"]*)?)"')
        html = marked.sub(rf'<\1 class="\2" style="{style}"', html)
    return html
