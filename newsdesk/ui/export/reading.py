"""What the export dialog shows of a target, read in the library's thread."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.domain.ids import ArticleId
from newsdesk.domain.values import immutable
from newsdesk.services.desk import Desk
from newsdesk.ui.tasks import Progress

if TYPE_CHECKING:
    from newsdesk.services.exporting import Choices, Prepared

PAPER = "paper"
"""The name under which the list offers the whole paper, which is no target of one story."""
_ALSO = {"lead": "Lead picture", "images": "Pictures", "notes": "Notes on passages"}


@immutable
class TargetShown:
    """A target as the list has it. ``ending`` is empty where it fills a folder."""

    name: str
    title: str
    about: str
    ending: str


@immutable
class Arrival:
    """What becomes of a story at a target. ``refused`` says why it must not go out, and
    ``override`` what has to be named for it to go all the same. ``stories`` go out with the paper.
    """

    prepared: Prepared | None
    lost: tuple[tuple[str, str], ...] = ()
    whole: tuple[str, ...] = ()
    refused: str = ""
    override: str = ""
    stories: int = 0


def targets(_desk: Desk) -> tuple[TargetShown, ...]:
    """Return every target; in the library's thread, because they import much."""
    from newsdesk.services.exporting import TARGETS

    paper = TargetShown(
        PAPER,
        "Whole paper",
        "Everything that is published or due: front page, sections, authors, tags, feeds, sitemap "
        "and search, as a folder to be served. Only what changed is written again.",
        "",
    )
    shown = (TargetShown(one.name, one.title, one.about, one.ending) for one in TARGETS.values())
    return (*shown, paper)


def choices_of(options: Mapping[str, bool], paper: str) -> Choices:
    """Return what was ticked, and the paper taken, as the choices of an export."""
    from newsdesk.services.exporting import Choices

    return Choices(
        paper=paper,
        lead=options["lead"],
        call_outs=options["call_outs"],
        author_cards=options["author_cards"],
        related=options["related"],
        inline_styles=options["inline_styles"],
    )


def arrival(
    desk: Desk, *, article_id: ArticleId, target: str, choices: Choices, override: str
) -> Arrival:
    """Say what of a story will not arrive at a target as it is, field by field.

    Raises NotFoundError and InvalidInputError.
    """
    from newsdesk.domain.storyfields import FIELDS, Names
    from newsdesk.services import exporting

    try:
        prepared = exporting.prepare(
            desk,
            article_id=article_id,
            target=target,
            override=override,
            choices=choices,
        )
    except exporting.ExportRefusedError as error:
        why, _, _ = str(error).partition(" It is not exported.")
        return Arrival(None, refused=why, override=error.name)
    labels = {entry.name: entry.label for entry in FIELDS} | _ALSO
    found = exporting.losses(prepared)
    lost = tuple((_label(one.field, labels), one.sentence) for one in found)
    gone = {one.field.split(".", maxsplit=1)[0] for one in found}
    article, names = prepared.dispatch.article, Names()
    whole = tuple(
        entry.label
        for entry in FIELDS
        if entry.name not in gone and entry.says(article, names) not in {"", "no"}
    )
    return Arrival(prepared, lost, whole)


def paper_arrival(library: Path, progress: Progress) -> Arrival:
    """Say what of the stories that go out will not arrive on the site. Runs on any thread."""
    from newsdesk.domain.storyfields import FIELDS
    from newsdesk.services import papersurvey

    found = papersurvey.survey(library, progress=progress)
    labels = {entry.name: entry.label for entry in FIELDS} | _ALSO
    lost = [
        (_label(one.field, labels), f"{one.sentence} {_in_stories(one.stories, one.example)}")
        for one in found.losses
    ]
    for first in found.held[:1]:
        more = len(found.held) - 1
        lost.append(("Held back", f"{first} And {more:,} more stay." if more else first))
    return Arrival(None, tuple(lost), stories=found.stories)


def _in_stories(number: int, example: str) -> str:
    name = example or "Untitled story"
    return f"In “{name}”." if number == 1 else f"In {number:,} stories, as “{name}”."


def _label(field: str, labels: dict[str, str]) -> str:
    first, _, rest = field.partition(".")
    if first == "body" and rest.isdigit():
        return f"Block {int(rest) + 1}"
    return labels.get(first, first.replace("_", " ").capitalize())
