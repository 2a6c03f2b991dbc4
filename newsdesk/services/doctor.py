"""The health of a library: what is wrong with it, what can be repaired, what can be rescued."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from newsdesk.domain.article import Article
from newsdesk.domain.errors import EnvironmentFailure, InvalidInputError, NewsdeskError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.moment import Moment
from newsdesk.domain.values import immutable
from newsdesk.services import backups, libraries, saving
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.storage import articles as stored
from newsdesk.storage import examining, journal, versions
from newsdesk.storage import rescue as rescuing

_WORTH_COMPACTING = 4 * 1024 * 1024
"""Bytes to win back from which compacting is suggested."""


class Ailment(StrEnum):
    """What may be wrong with a library."""

    CLOSED = "closed"
    """It cannot be opened at all."""
    PAGES = "pages"
    REFERENCES = "references"
    STORY = "story"
    VERSION = "version"
    PICTURE = "picture"
    INDEX = "index"
    JOURNAL = "journal"
    UNUSED = "unused"
    SPACE = "space"


HARMLESS = frozenset({Ailment.UNUSED, Ailment.SPACE, Ailment.JOURNAL})
"""Findings that are for information: nothing is lost or wrong."""


@immutable
class Finding:
    """One thing found, in a sentence; ``repairable`` says that ``repair`` can put it right."""

    ailment: Ailment
    sentence: str
    repairable: bool = False


@immutable
class Report:
    """What an examination came to: the library, its size in bytes, and what was found."""

    path: Path
    byte_count: int = 0
    stories: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong; what is only for information does not count."""
        return all(finding.ailment in HARMLESS for finding in self.findings)


@immutable
class RescueReport:
    """What could be rescued, and into which library; ``incomplete`` stories lost their text."""

    path: Path
    stories: int
    incomplete: tuple[str, ...] = ()


def examine_file(path: Path, *, settings: Settings) -> Report:
    """Examine a library by its path, without changing it; one that is damaged is reported so."""
    try:
        desk = libraries.open_existing(path, settings=settings, read_only=True)
    except EnvironmentFailure as error:
        return Report(path, _size(path), 0, (Finding(Ailment.CLOSED, str(error)),))
    try:
        return examine(desk)
    finally:
        desk.library.close()


def examine(desk: Desk) -> Report:
    """Examine the open library from its first page to its last story."""
    library = desk.library
    return Report(
        library.path,
        _size(library.path),
        library.value("SELECT count(*) FROM article"),
        tuple(_findings(desk)),
    )


def _findings(desk: Desk) -> Iterator[Finding]:
    library = desk.library
    try:
        for fault in examining.page_faults(library):
            yield Finding(Ailment.PAGES, f"The file is damaged: {fault}.")
        for reference in examining.dangling(library):
            yield Finding(Ailment.REFERENCES, f"Rows point to what is not there ({reference}).")
        for story in examining.unreadable(library):
            yield Finding(
                Ailment.STORY,
                f"A story cannot be read ({story.article_id}): {story.reason}",
                repairable=True,
            )
        bad = examining.unreadable_versions(library)
        if bad:
            yield Finding(
                Ailment.VERSION, f"{len(bad)} versions of stories cannot be read.", repairable=True
            )
        for image in examining.incomplete_images(library):
            yield Finding(Ailment.PICTURE, f"Bytes of the picture {image[:12]} are missing.")
        faults = examining.index_faults(library)
        if faults:
            yield Finding(
                Ailment.INDEX,
                f"The lists and the search are out of step ({', '.join(faults)}).",
                repairable=True,
            )
        yield from _for_information(desk)
    except EnvironmentFailure as error:
        yield Finding(Ailment.PAGES, str(error))


def _for_information(desk: Desk) -> Iterator[Finding]:
    library = desk.library
    waiting = journal.pending(library)
    if waiting:
        many = "1 story" if len(waiting) == 1 else f"{len(waiting)} stories"
        yield Finding(Ailment.JOURNAL, f"The journal holds later text of {many}.")
    unused = examining.unused_images(library)
    if unused:
        total = sum(length for _image, length in unused)
        many = "1 picture is" if len(unused) == 1 else f"{len(unused)} pictures are"
        yield Finding(Ailment.UNUSED, f"{many} used nowhere ({_megabytes(total)}).")
    free = examining.free_bytes(library)
    if free >= _WORTH_COMPACTING:
        yield Finding(
            Ailment.SPACE, f"Compacting would give back {_megabytes(free)}.", repairable=True
        )


def repair(desk: Desk, *, folder: Path | None = None) -> tuple[tuple[str, ...], Changes]:
    """Put right what can be: stories from journal, versions or backups, then every index.

    ``folder`` holds the backups. Returns a sentence for each thing done. Raises
    EnvironmentFailure when the file cannot be written.
    """
    library = desk.library
    done: list[str] = []
    for story in list(examining.unreadable(library)):
        found = _earlier_state(desk, story.article_id, folder)
        if found is None:
            done.append(f"Nothing readable is left of the story {story.article_id}.")
            continue
        article, source = found
        with library.transaction():
            examining.put_back(library, saving.mended(desk, article))
        done.append(f"“{article.headline[:80] or 'Untitled story'}” was brought back {source}.")
    done.extend(_drop_bad_versions(desk))
    if examining.index_faults(library) or done:
        examining.make_indexes_anew(library)
        done.append("The lists and the search were made anew.")
    if examining.free_bytes(library) >= _WORTH_COMPACTING:
        examining.compact(library)
        done.append("The file was compacted.")
    changes = Changes.of(Kind.ARTICLE) | Changes.of(Kind.VERSION) if done else Changes()
    return tuple(done), changes


def _earlier_state(
    desk: Desk, article_id: ArticleId, folder: Path | None
) -> tuple[Article, str] | None:
    """Return the latest readable state of a story and where it comes from."""
    library = desk.library
    try:
        entry = journal.read(library, article_id)
        if entry is not None:
            return entry.article, "from the journal"
    except NewsdeskError:
        pass
    for row in versions.rows(library, article_id):
        try:
            return versions.load(library, row.number), f"from its version of {_when(row.at)}"
        except NewsdeskError:
            continue
    if folder is None:
        return None
    for backup in backups.list_backups(library.path, folder):
        try:
            article = backups.preview(backup.path, settings=desk.settings, article_id=article_id)
        except NewsdeskError:
            continue
        return article, f"from the backup of {_when(backup.made_at)}"
    return None


def _when(moment: Moment) -> str:
    return moment.utc.strftime("%Y-%m-%d %H:%M UTC")


def _drop_bad_versions(desk: Desk) -> Iterator[str]:
    """Remove versions that nobody can read, so that later ones do not lean on them."""
    library = desk.library
    bad = examining.unreadable_versions(library)
    if not bad:
        return
    with library.transaction():
        library.execute_many("DELETE FROM version WHERE number = ?", ((one,) for one in bad))
    yield f"{len(bad)} unreadable versions were removed."


def rescue(path: Path, *, to: Path, settings: Settings) -> RescueReport:
    """Read every story that can be read out of a damaged library into a new one.

    The damaged file is only read. Raises EnvironmentFailure when it cannot be, or when ``to``
    exists already.
    """
    with tempfile.TemporaryDirectory(prefix="newsdesk-rescue-") as name:
        workplace = Path(name)
        found = rescuing.rescue(path.absolute(), workplace)
        desk = libraries.create_empty(to, settings=settings)
        try:
            rescuing.carry(workplace, desk.library)
            incomplete = [_take_in(desk, story) for story in found]
        finally:
            desk.library.close()
    return RescueReport(to, len(found), tuple(name for name in incomplete if name))


def _take_in(desk: Desk, story: rescuing.Rescued) -> str:
    """Add a rescued story as far as its references still hold; returns what is incomplete."""
    article = story.article
    items = tuple(item for item in article.related.items if item.article is None)
    article = saving.mended(
        desk,
        replace(
            article,
            related=replace(article.related, items=items),
            rewrite_of=None,
            translated_from=None,
        ),
    )
    if stored.exists(desk.library, article.id):
        article = replace(article, id=saving.new_id())
    try:
        saving.insert(desk, article)
    except InvalidInputError as error:
        return f"{article.headline[:80]} ({error})"
    return "" if story.whole else article.headline[:80] or "Untitled story"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _megabytes(length: int) -> str:
    return f"{length / 1024 / 1024:.1f} MB"
