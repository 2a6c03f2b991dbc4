"""Exports stories: gathered on the library's thread, written on any other.

``export_story`` does both at once, for scripts; the interface calls ``prepare`` on the library's
thread and ``write`` in the background.
"""

from __future__ import annotations

from pathlib import Path

from newsdesk.domain.article import Article
from newsdesk.domain.dispatch import Dispatch, ImageSource
from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.moment import Moment
from newsdesk.domain.paper import chosen_paper
from newsdesk.domain.values import immutable
from newsdesk.exporting.bundle import Bundle, Loss
from newsdesk.exporting.targets.base import Choices, Target
from newsdesk.exporting.targets.table import TARGETS, target_named
from newsdesk.services import dispatches, printing, renditions
from newsdesk.services.desk import Desk
from newsdesk.services.dispatches import DeskImages, dispatch
from newsdesk.services.exportreport import ExportRefusedError, ExportReport, refusal
from newsdesk.services.folders import Folder
from newsdesk.services.renditions import Cache, Progress, quietly
from newsdesk.services.sites import export_all
from newsdesk.storage.files import write_whole
from newsdesk.storage.library import Library

__all__ = [
    "TARGETS",
    "Choices",
    "ExportRefusedError",
    "ExportReport",
    "Prepared",
    "dispatch",
    "export_all",
    "export_story",
    "losses",
    "prepare",
    "refusal",
    "write",
]


@immutable
class Prepared:
    """A story gathered and judged, ready to be written away from the library's thread."""

    dispatch: Dispatch
    target: Target
    choices: Choices
    library: Path


def _judge(article: Article, now: Moment, zone: str, override: str) -> None:
    """Raise ExportRefusedError for the first reason that was not overridden by its name."""
    named = {name.strip() for name in override.split(",") if name.strip()}
    found = refusal(article, now, zone)
    if found is not None and found.name not in named:
        raise found


def prepare(
    desk: Desk,
    *,
    article_id: ArticleId,
    target: str = "page",
    override: str = "",
    choices: Choices | None = None,
) -> Prepared:
    """Gather a story for a target.

    Raises ExportRefusedError when it must not go out, NotFoundError, InvalidInputError.
    """
    found = target_named(target)
    gathered = dispatches.dispatch(desk, article_id=article_id)
    zone = gathered.publication.time_zone
    _judge(gathered.article, desk.clock.now(), zone, override)
    return Prepared(gathered, found, choices or Choices(), desk.library.path)


def losses(prepared: Prepared) -> tuple[Loss, ...]:
    """Say what the target cannot hold, before anything is written."""
    return prepared.target.losses(prepared.dispatch)


def write(
    prepared: Prepared,
    *,
    to: Path,
    progress: Progress = quietly,
    check: bool = False,
    source: ImageSource | None = None,
    cache: Cache | None = None,
) -> ExportReport:
    """Write a prepared story; with ``check`` compare only. Runs on any thread.

    Pictures are read from ``source``, else from the library through a connection of its own.
    Raises EnvironmentFailure, InvalidInputError, Cancelled; what stood there then still does.
    """
    bundle = prepared.target.make(prepared.dispatch, prepared.choices)
    if source is not None:
        return _write(prepared, bundle, to, progress, source, cache, check=check)
    if not bundle.pictures:
        nothing = renditions.BytesSource({})
        return _write(prepared, bundle, to, progress, nothing, cache, check=check)
    with Library.open(prepared.library, read_only=True) as library:
        images = DeskImages(Desk(library))
        return _write(prepared, bundle, to, progress, images, cache, check=check)


def _write(
    prepared: Prepared,
    bundle: Bundle,
    to: Path,
    progress: Progress,
    source: ImageSource,
    cache: Cache | None,
    *,
    check: bool,
) -> ExportReport:
    kept = cache or Cache.standard()
    made = renditions.make(
        bundle.pictures,
        assets=prepared.dispatch.images,
        source=source,
        cache=kept,
        progress=progress,
    )
    if prepared.target.ending:
        pictures = dict(made)
        if prepared.target.printed:
            data = _on_paper(prepared, bundle, pictures)
        else:
            data = prepared.target.pack(bundle, pictures)
        return _write_file(prepared, bundle, to, data, check=check)
    key = f"{prepared.target.name}:{prepared.dispatch.article.id}"
    with Folder(to, export=key, check=check) as folder:
        for name, data in bundle.files.items():
            folder.put(name, data)
        for name, data in made:
            folder.put(name, data)
        report = folder.deliver()
    if not check:
        kept.trim()
    return ExportReport(
        report.folder,
        report.folder / bundle.start,
        prepared.target.name,
        report.written,
        report.unchanged,
        report.removed,
        bundle.losses,
        bundle.problems,
        report.differs,
    )


def _on_paper(prepared: Prepared, bundle: Bundle, pictures: dict[str, bytes]) -> bytes:
    article, language = prepared.dispatch.article, prepared.dispatch.publication.language
    return printing.print_page(
        {**bundle.files, **pictures},
        bundle.start,
        paper=chosen_paper(prepared.choices.paper, language or article.language),
        day=article.updated_at or article.first_published_at or article.saved_at,
    )


def _write_file(
    prepared: Prepared, bundle: Bundle, to: Path, data: bytes, *, check: bool
) -> ExportReport:
    """Write a target's one file: ``to`` itself, or inside the folder ``to`` under its slug."""
    ending = prepared.target.ending
    named = to.suffix.lower() == Path(f"x{ending}").suffix and not to.is_dir()
    path = (to if named else to / f"{prepared.dispatch.article.slug}{ending}").absolute()
    try:
        same = path.is_file() and path.read_bytes() == data
        if not same and not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, [data])
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFailure(
            f"“{path}” could not be written ({reason}). Make room or choose another place.",
            path=str(path),
        ) from error
    return ExportReport(
        path.parent,
        path,
        prepared.target.name,
        () if same else (path.name,),
        int(same),
        (),
        bundle.losses,
        bundle.problems,
        not same,
    )


def export_story(
    desk: Desk,
    *,
    article_id: ArticleId,
    to: Path,
    target: str = "page",
    override: str = "",
    choices: Choices | None = None,
    progress: Progress = quietly,
    check: bool = False,
    cache: Cache | None = None,
) -> ExportReport:
    """Export one story. See ``prepare`` and ``write`` for what it raises."""
    prepared = prepare(
        desk, article_id=article_id, target=target, override=override, choices=choices
    )
    return write(
        prepared,
        to=to,
        progress=progress,
        check=check,
        source=DeskImages(desk),
        cache=cache,
    )
