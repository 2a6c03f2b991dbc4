"""What of the whole paper will not arrive on the site, told before anything is written."""

from __future__ import annotations

from pathlib import Path

from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.values import immutable
from newsdesk.exporting.targets.losses import page_losses
from newsdesk.services import dispatches, publication
from newsdesk.services.clock import Clock, SystemClock
from newsdesk.services.desk import Desk
from newsdesk.services.exportreport import refusal
from newsdesk.services.renditions import Progress, quietly
from newsdesk.storage import articles as stored
from newsdesk.storage.library import Library

_TOLD_AFTER = 50
"""Stories after which progress is told."""


@immutable
class PaperLoss:
    """One kind of loss: the field, what becomes of it, in how many stories, one of them."""

    field: str
    sentence: str
    stories: int
    example: str


@immutable
class PaperSurvey:
    """How many stories go out, what they lose, and why others of those published stay."""

    stories: int
    losses: tuple[PaperLoss, ...]
    held: tuple[str, ...]


def survey(
    library: Path, *, clock: Clock | None = None, progress: Progress = quietly
) -> PaperSurvey:
    """Go through all stories that go out, through a connection of its own. Runs on any thread.

    Raises EnvironmentFailure and Cancelled.
    """
    now = (clock or SystemClock()).now()
    found: dict[tuple[str, str], PaperLoss] = {}
    held: list[str] = []
    going = 0
    with Library.open(library, read_only=True) as opened, opened.snapshot():
        paper = publication.get(Desk(opened))
        names = stored.all_ids(opened)
        for done, name in enumerate(names):
            if done % _TOLD_AFTER == 0:
                progress(done, len(names))
            article = stored.load(opened, name).article
            if not dispatches.goes_out(article, now):
                why = refusal(article, now, paper.time_zone)
                if why is not None and article.first_published_at is not None:
                    held.append(str(why))
                continue
            going += 1
            for loss in page_losses(Dispatch(article, "", paper, {}, {}, {})):
                field = loss.field.partition(".")[0]
                before = found.get((field, loss.sentence))
                found[field, loss.sentence] = PaperLoss(
                    field,
                    loss.sentence,
                    1 if before is None else before.stories + 1,
                    article.headline if before is None else before.example,
                )
    losses = sorted(found.values(), key=lambda loss: -loss.stories)
    return PaperSurvey(going, tuple(losses), tuple(held))
