"""Backups: whole copies of a library in a folder, checked after writing, thinned by their age.

Making one needs no desk: it reads through a connection of its own, so a background thread can do
it while the library's thread goes on writing.
"""

from __future__ import annotations

import contextlib
import glob
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsdesk.domain.article import Article
from newsdesk.domain.errors import EnvironmentFailure, UnreachableError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import (
    PAGE_SIZE,
    ArticleQuery,
    ArticleRow,
    Cursor,
    Page,
    VersionReason,
)
from newsdesk.domain.moment import Moment
from newsdesk.domain.thinning import Kept, ThinningRule, to_drop
from newsdesk.domain.values import immutable
from newsdesk.services import articles, keeping, saving
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.clock import Clock, SystemClock
from newsdesk.services.desk import Desk
from newsdesk.services.paths import Paths, ensure_folder
from newsdesk.services.settings import Settings
from newsdesk.storage import articles as stored
from newsdesk.storage import authors, copies, imagebytes, images, projections
from newsdesk.storage.copies import Contents
from newsdesk.storage.errors import file_failure
from newsdesk.storage.files import sync
from newsdesk.storage.library import Library
from newsdesk.storage.lock import WriteLock

SUFFIX = ".newsdesk-backup"
_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(rf"(?P<stem>.+)-(?P<stamp>\d{{8}}T\d{{12}}Z){re.escape(SUFFIX)}")
_DAILY = 31
"""Days for which one backup a day stays; after that one a week."""
_CHUNK = 256 * 1024
_UNFINISHED = 24 * 60 * 60
"""Seconds after which an unfinished backup is taken for one that a crash left."""


@immutable
class Backup:
    """A backup in a folder: its file, when it was made, and its size in bytes."""

    path: Path
    made_at: Moment
    byte_count: int


@immutable
class BackupReport:
    """What a backup came to: the file, what was found in it, and the older ones removed."""

    backup: Backup
    stories: int
    images: int
    removed: tuple[Path, ...] = ()


def folder_for(settings: Settings, paths: Paths) -> Path:
    """Return the folder of the backups: the one chosen, else the one beside the data."""
    chosen = settings.text("backups.folder").strip()
    return Path(chosen).expanduser() if chosen else paths.backups


def back_up(desk: Desk, *, folder: Path) -> BackupReport:
    """Back up the open library into a folder, and remove older backups by the rule.

    Raises EnvironmentFailure and then leaves the folder as it was.
    """
    return back_up_file(desk.library.path, folder, settings=desk.settings, clock=desk.clock)


def back_up_file(
    library: Path, folder: Path, *, settings: Settings, clock: Clock | None = None
) -> BackupReport:
    """Back up a library by its path, from any thread. Raises EnvironmentFailure."""
    now = (clock or SystemClock()).now()
    _reach(folder, settings)
    target = _free_name(library, folder, now.utc)
    contents = copies.copy(library, target)
    backup = Backup(target, now, contents.byte_count)
    removed = _thin(library, folder, now, settings.number("backups.keep"))
    return BackupReport(backup, contents.stories, contents.images, removed)


def _reach(folder: Path, settings: Settings) -> None:
    """Make the usual folder where it is missing, but never one that was chosen.

    A chosen one may lie on a drive that is away: made anew it would lie on this one.
    """
    chosen = settings.text("backups.folder").strip()
    if not chosen or Path(chosen).expanduser() != folder:
        ensure_folder(folder)
    elif not folder.is_dir():
        raise UnreachableError(
            f"The backup folder {folder} cannot be reached. Backups go on when it is back, "
            "or choose another one in the settings.",
            path=str(folder),
        )


def due(library: Path, folder: Path, *, settings: Settings, clock: Clock | None = None) -> bool:
    """Say whether it is time for a backup: the library changed and the last one is old enough."""
    if not settings.switch("backups.on"):
        return False
    now = (clock or SystemClock()).now()
    found = list_backups(library, folder)
    if not found:
        return True
    age = now.utc - found[0].made_at.utc
    return age >= timedelta(hours=settings.number("backups.interval")) and _changed_since(
        library, found[0].made_at.utc
    )


def _changed_since(library: Path, then: datetime) -> bool:
    latest = 0.0
    for path in (library, library.with_name(library.name + "-wal")):
        try:
            latest = max(latest, path.stat().st_mtime)
        except OSError:
            continue
    return latest > then.timestamp()


def list_backups(library: Path, folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a library in a folder, latest first; a missing folder has none."""
    found: list[Backup] = []
    try:
        for path in folder.iterdir():
            made_at = _made_at(path.name, library.stem)
            if made_at is not None:
                found.append(Backup(path, made_at, path.stat().st_size))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise file_failure(error, folder, "be read") from error
    return tuple(sorted(found, key=lambda backup: backup.made_at.utc, reverse=True))


def _made_at(name: str, stem: str) -> Moment | None:
    """Return when a backup of a library was made, by its name; ``None`` for any other file."""
    match = _NAME.fullmatch(name)
    if match is None or match["stem"] != stem:
        return None
    try:
        return Moment(datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=UTC))
    except ValueError:
        return None


def _free_name(library: Path, folder: Path, at: datetime) -> Path:
    while True:
        target = folder / f"{library.stem}-{at.strftime(_STAMP)}{SUFFIX}"
        if not target.exists():
            return target
        at += timedelta(microseconds=1)


def _thin(library: Path, folder: Path, now: Moment, latest: int) -> tuple[Path, ...]:
    """Keep the latest ones, one a day for a month, one a week after that."""
    found = list_backups(library, folder)
    states = [
        Kept(number, backup.made_at, protected=number < latest)
        for number, backup in enumerate(found)
    ]
    gone = to_drop(states, now, ThinningRule(everything=0, hourly=0, daily=_DAILY))
    for part in folder.glob(f".{glob.escape(library.stem)}-*{SUFFIX}.*.part"):
        # What a crash left of a backup; a younger one may still be at work.
        with contextlib.suppress(OSError):
            if now.utc.timestamp() - part.stat().st_mtime > _UNFINISHED:
                part.unlink()
    for number in gone:
        try:
            found[number].path.unlink(missing_ok=True)
        except OSError as error:
            raise file_failure(error, found[number].path, "be removed") from error
    return tuple(found[number].path for number in gone)


# --- bringing back ---


@contextmanager
def opened(backup: Path, *, settings: Settings) -> Generator[Desk]:
    """Open a backup for reading. Raises EnvironmentFailure."""
    library = Library.open(backup, read_only=True)
    try:
        yield Desk(library, settings=settings)
    finally:
        library.close()


def stories(
    backup: Path,
    *,
    settings: Settings,
    query: ArticleQuery | None = None,
    after: Cursor | None = None,
    limit: int = PAGE_SIZE,
) -> Page[ArticleRow]:
    """Return a page of the stories in a backup."""
    with opened(backup, settings=settings) as desk:
        return articles.rows(desk, query=query or ArticleQuery(), after=after, limit=limit)


def preview(backup: Path, *, settings: Settings, article_id: ArticleId) -> Article:
    """Return a story as a backup has it. Raises NotFoundError and EnvironmentFailure."""
    with opened(backup, settings=settings) as desk:
        return articles.open_story(desk, article_id=article_id)


def restore_story(desk: Desk, *, backup: Path, article_id: ArticleId) -> tuple[Article, Changes]:
    """Bring one story back from a backup, with the pictures and profiles that are gone.

    What the library has of it now is kept as a version first. Raises NotFoundError and
    EnvironmentFailure.
    """
    with (
        opened(backup, settings=desk.settings) as source,
        desk.library.transaction(),
    ):
        article = articles.open_story(source, article_id=article_id)
        changes = _bring_pictures(desk, source, article) | _bring_authors(desk, source, article)
        article = saving.mended(desk, article)
        if not stored.exists(desk.library, article_id):
            article = replace(article, related=_related_here(desk, article).related)
            added, added_changes = saving.insert(desk, article)
            return added, changes | added_changes
        now = saving.latest(desk, article_id)
        keeping.keep(desk, now, VersionReason.RESTORE)
        version = stored.load(desk.library, article_id).article.version
        stored.set_deleted(desk.library, article_id, None)
        saved, saved_changes = saving.write(desk, replace(article, version=version, slug=now.slug))
    return saved, changes | saved_changes | Changes.of(Kind.VERSION, article_id)


def restore_copy(desk: Desk, *, backup: Path, article_id: ArticleId) -> tuple[Article, Changes]:
    """Bring one story back beside what the library has of it now, as a draft of its own.

    Raises NotFoundError and EnvironmentFailure.
    """
    with (
        opened(backup, settings=desk.settings) as source,
        desk.library.transaction(),
    ):
        article = articles.open_story(source, article_id=article_id)
        changes = _bring_pictures(desk, source, article) | _bring_authors(desk, source, article)
        article = _related_here(desk, saving.mended(desk, article))
        copy, copied = articles.keep_copy(desk, article=article)
    return copy, changes | copied


def check(backup: Path) -> Contents:
    """Read a backup from its first page to its last. Raises EnvironmentFailure when it is bad."""
    return copies.check(backup)


def write_library(backup: Path, *, to: Path) -> Contents:
    """Make a new library of a backup; ``to`` must not exist. Raises EnvironmentFailure."""
    target = to.absolute()
    if target.exists():
        raise EnvironmentFailure(
            f"There is already a file “{target.name}”. Choose another name.",
            path=str(target),
            retryable=False,
        )
    ensure_folder(target.parent)
    return copies.copy(backup, target)


def _related_here(desk: Desk, article: Article) -> Article:
    """Leave out related stories that this library does not have."""
    items = tuple(
        item
        for item in article.related.items
        if item.article is None or stored.exists(desk.library, item.article)
    )
    return replace(article, related=replace(article.related, items=items))


def _bring_pictures(desk: Desk, source: Desk, article: Article) -> Changes:
    wanted = [image for image, _role in projections.placements(article)]
    missing = stored.missing_images(desk.library, wanted)
    for image, asset in images.load_many(source.library, missing).items():
        with imagebytes.open_bytes(source.library, image) as stream:
            images.insert(desk.library, asset, iter(lambda: stream.read(_CHUNK), b""))
    return Changes.of(Kind.IMAGE, *missing) if missing else Changes()


def _bring_authors(desk: Desk, source: Desk, article: Article) -> Changes:
    missing = [
        row.author
        for row in article.byline
        if row.author and not stored.author_exists(desk.library, row.author)
    ]
    for author_id, profile in authors.load_many(source.library, missing).items():
        slug = profile.slug
        if authors.slug_taken(desk.library, slug, but=author_id):
            slug = f"{slug}-{author_id[:8]}"
        kept = replace(profile, slug=slug)
        if kept.avatar and stored.missing_images(desk.library, (kept.avatar,)):
            kept = replace(kept, avatar=None)
        authors.insert(desk.library, kept)
    return Changes.of(Kind.AUTHOR, *missing) if missing else Changes()


def restore(backup: Path, *, to: Path) -> Path | None:
    """Make a library of a backup, and return where the one that stood there was laid.

    The backup is checked first. A library at ``to`` must not be open anywhere; it is renamed,
    never removed. Raises EnvironmentFailure and LockedError.
    """
    copies.check(backup)
    target = to.absolute()
    lock = WriteLock(target)
    ensure_folder(target.parent)
    lock.acquire()
    try:
        restored = target.with_name(target.name + ".restored")
        copies.copy(backup, restored)
        aside = _lay_aside(target) if target.exists() else None
        restored.rename(target)
        sync(target.parent)
    except OSError as error:
        raise file_failure(error, target, "be restored") from error
    finally:
        lock.release()
    return aside


def _lay_aside(library: Path) -> Path:
    """Rename a library with its log, so that nothing of it is lost."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = library.with_name(f"{library.stem}.replaced-{stamp}{library.suffix}")
    if aside.exists():
        raise EnvironmentFailure(
            f"There is already a file “{aside.name}”. Wait a moment, then try again.",
            path=str(aside),
        )
    for ending in ("-wal", ""):
        part = library.with_name(library.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    library.with_name(library.name + "-shm").unlink(missing_ok=True)
    return aside
