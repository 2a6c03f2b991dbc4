"""Plain text for the copy desk and for wires."""

from __future__ import annotations

from newsdesk.domain.dispatch import Dispatch
from newsdesk.exporting.bundle import Bundle, Loss
from newsdesk.exporting.characters import clean
from newsdesk.exporting.plaintext import write_text
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.targets.base import Choices, Target
from newsdesk.exporting.targets.losses import text_losses


class TextTarget(Target):
    """The story as plain text."""

    name = "text"
    title = "Plain text"
    about = "Headline, standfirst, byline and text for the copy desk."
    ending = ".txt"

    def make(self, dispatch: Dispatch, choices: Choices) -> Bundle:
        """Make the file."""
        del choices
        view = view_of(dispatch)
        byline = "".join(part.words for part in view.byline)
        dates = [view.published.words] if view.published else []
        if view.updated:
            dates.append(f"{view.strings.updated} {view.updated.words}")
        corrections = [f"{one.label} ({one.at.words}): {one.text}" for one in view.corrections]
        people = [
            f"{author.name}{f', {author.role}' if author.role else ''}\n{author.description}"
            for author in view.authors
            if author.card and author.description
        ]
        parts = [
            view.headline,
            view.standfirst,
            "\n".join(part for part in (byline, " · ".join(dates)) if part),
            write_text(dispatch.article.body),
            *corrections,
            *people,
        ]
        text = "\n\n".join(part for part in parts if part)
        start = f"{dispatch.article.slug}.txt"
        return Bundle({start: f"{clean(text)}\n".encode()}, (), start, self.losses(dispatch))

    def losses(self, dispatch: Dispatch) -> tuple[Loss, ...]:
        """Plain text holds neither pictures nor links nor emphasis."""
        links = Loss("body", "Plain text holds no links and no emphasis; their words stay.")
        return (*text_losses(dispatch, target="Plain text"), links)
