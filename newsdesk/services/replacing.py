"""Find and replace throughout the library: a plan of every change, all of it or nothing, one undo.

``plan`` only reads; ``plan_apart`` does so with a connection of its own, so that it may run beside
the library's thread. ``apply`` changes what was ticked in one transaction; ``undo`` takes the last
replacement back, as the library remembers it, also after a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from newsdesk.domain.article import Article
from newsdesk.domain.cleaning import one_line
from newsdesk.domain.errors import InvalidInputError, NotFoundError, StaleArticleError
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.normal import normal_text
from newsdesk.domain.replacing import Scope, Spot, StoryPlan, replaced, spots_in
from newsdesk.domain.values import immutable
from newsdesk.domain.wanted import Wanted
from newsdesk.services import keeping, matching, saving, undo
from newsdesk.services.changes import NOTHING, Changes, Kind
from newsdesk.services.clock import SystemClock, local_zone
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.storage import articles as stored
from newsdesk.storage import journal, keptvalues, texts, versions
from newsdesk.storage.library import Library

MOST: Final = 5_000
"""Matches of a plan; nobody looks through more."""
_KEY = "last_replacement"
_NAMED = 40

Progress = Callable[[int, int, str], None]
"""Hears (done, total, what) and raises Cancelled when the work shall stop."""


@immutable
class Plan:
    """What a replacement would change. ``more`` says that there is more than ``MOST`` matches."""

    wanted: Wanted
    replacement: str
    scope: Scope
    stories: tuple[StoryPlan, ...] = ()
    more: bool = False

    @property
    def spots(self) -> int:
        """How many matches there are."""
        return sum(len(story.spots) for story in self.stories)


@immutable
class Replacement:
    """The last replacement: what was put where, and in how many stories."""

    find: str
    replacement: str
    stories: int


@immutable
class Undone:
    """Stories that are as before, and the headlines of those left because they had changed."""

    restored: tuple[ArticleId, ...]
    left: tuple[str, ...]


def plan(
    desk: Desk,
    *,
    wanted: Wanted,
    replacement: str,
    scope: Scope = Scope(),  # noqa: B008 - a frozen value
    progress: Progress | None = None,
) -> Plan:
    """Find every place in the stories of a scope, as they were last on the screen.

    Raises InvalidInputError for an expression that is none or takes too long, and Cancelled.
    """
    if not wanted.regex:
        wanted = replace(wanted, text=normal_text(wanted.text))
    replacement = normal_text(replacement)
    found = Plan(wanted, replacement, scope)
    matching.Finder(wanted)
    if not wanted.text:
        return found
    tell = progress or _quietly
    total = texts.count(desk.library, scope)
    tell(0, total, "")
    pending = frozenset(journal.pending(desk.library))
    stories: list[StoryPlan] = []
    spots = 0

    def passed(seen: int) -> None:
        tell(min(seen, total), total, str(spots))

    looked = texts.with_words(desk.library, wanted.needles(), scope, always=pending, passed=passed)
    for saved in looked:
        article = saving.latest(desk, saved.id) if saved.id in pending else saved
        here = _spots(article, found)
        if not here:
            continue
        kept = here[: MOST - spots]
        stories.append(_story(article, kept))
        spots += len(kept)
        if spots >= MOST:
            return replace(found, stories=tuple(stories), more=True)
    return replace(found, stories=tuple(stories))


def _spots(article: Article, within: Plan) -> tuple[Spot, ...]:
    finder = matching.Finder(within.wanted)
    return spots_in(
        article, lambda text: finder.hits(text, within.replacement), within.scope.parts
    )


def _story(article: Article, spots: Sequence[Spot]) -> StoryPlan:
    return StoryPlan(
        article.id,
        article.version,
        article.headline,
        article.state,
        article.first_published_at,
        article.legal_flag,
        tuple(spots),
    )


def plan_apart(
    path: Path,
    *,
    settings: Settings,
    wanted: Wanted,
    replacement: str,
    scope: Scope,
    progress: Progress,
) -> Plan:
    """Make a plan over a library that another thread has open, without keeping it from its work.

    Raises EnvironmentFailure beside what ``plan`` raises.
    """
    with Library.open(path, read_only=True) as library:
        desk = Desk(library, SystemClock(local_zone()), settings)
        return plan(desk, wanted=wanted, replacement=replacement, scope=scope, progress=progress)


def apply(
    desk: Desk, *, chosen: Plan, progress: Progress | None = None
) -> tuple[tuple[Article, ...], Changes]:
    """Make the replacements of a plan, of which what was not ticked was taken out.

    All of them or, where anything fails, none. A version of each story is kept first. Raises
    StaleArticleError when a story changed since the plan was made, NotFoundError, Cancelled.
    """
    tell = progress or _quietly
    name = f"Before “{_short(chosen.wanted.text)}” became “{_short(chosen.replacement)}”"
    done: list[Article] = []
    record: list[list[object]] = []
    with desk.library.transaction():
        for at, story in enumerate(chosen.stories):
            tell(at, len(chosen.stories), story.headline)
            before = _as_planned(desk, chosen, story)
            version = keeping.keep(desk, before, VersionReason.REPLACE, name)
            saved, _changes = saving.write(desk, replaced(before, story.spots))
            undo.note(desk, before=before, after=saved)
            done.append(saved)
            record.append([saved.id, version, saved.version])
        if not done:
            raise InvalidInputError("Nothing is ticked that could be replaced.")
        kept = {
            "find": chosen.wanted.text,
            "replacement": chosen.replacement,
            "stories": record,
        }
        keptvalues.write(desk.library, _KEY, kept)
    return tuple(done), _changed(article.id for article in done)


def _as_planned(desk: Desk, chosen: Plan, story: StoryPlan) -> Article:
    """Return a story as the plan saw it; raises StaleArticleError where it is no longer so."""
    article = saving.latest(desk, story.article)
    there = _spots(article, chosen)
    if article.version != story.version or not frozenset(story.spots) <= frozenset(there):
        raise StaleArticleError(
            f"“{story.headline[:80] or 'A story'}” changed after it was looked through. Nothing "
            "was replaced; look again.",
            article_id=story.article,
            ours=story.version,
            theirs=article.version,
        )
    return article


def last(desk: Desk) -> Replacement | None:
    """Return the last replacement that can be undone, ``None`` without one."""
    found = _record(desk)
    return None if found is None else Replacement(found[0], found[1], len(found[2]))


def undo_last(desk: Desk, *, progress: Progress | None = None) -> tuple[Undone, Changes]:
    """Take the last replacement back: each story is again as it was before.

    A story that changed since is left as it is and named; its earlier state is in its history.
    Raises NotFoundError when there is nothing to undo, Cancelled.
    """
    found = _record(desk)
    if found is None:
        raise NotFoundError("There is no replacement to undo.")
    tell = progress or _quietly
    find, replacement, stories = found
    name = f"Before “{_short(replacement)}” became “{_short(find)}” again"
    restored: list[ArticleId] = []
    left: list[str] = []
    with desk.library.transaction():
        for at, (article_id, version, saved_version) in enumerate(stories):
            tell(at, len(stories), "")
            if not stored.exists(desk.library, article_id):
                left.append("a story that was deleted")
                continue
            now = saving.latest(desk, article_id)
            saved = stored.load(desk.library, article_id).article
            if saved.version != saved_version or now != saved:
                left.append(now.headline or "Untitled story")
                continue
            before = versions.load(desk.library, version)
            keeping.keep(desk, now, VersionReason.REPLACE, name)
            back = saving.mended(desk, replace(before, version=now.version))
            restored_story, _changes = saving.write(desk, back)
            undo.note(desk, before=now, after=restored_story)
            restored.append(article_id)
        keptvalues.write(desk.library, _KEY, None)
    return Undone(tuple(restored), tuple(left)), _changed(restored)


def _record(desk: Desk) -> tuple[str, str, list[tuple[ArticleId, int, int]]] | None:
    match keptvalues.read(desk.library, _KEY):
        case {"find": str(find), "replacement": str(replacement), "stories": [*entries]}:
            stories: list[tuple[ArticleId, int, int]] = []
            for entry in entries:
                match entry:
                    case [str(name), int(version), int(saved)]:
                        stories.append((ArticleId(name), version, saved))
                    case _:
                        return None
            return find, replacement, stories
        case _:
            return None


def _changed(ids: Iterable[ArticleId]) -> Changes:
    pairs = tuple(ids)
    if not pairs:
        return NOTHING
    return Changes.of(Kind.ARTICLE, *pairs) | Changes.of(Kind.VERSION, *pairs)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _NAMED else f"{line[: _NAMED - 1]}…"


def _quietly(done: int, total: int, what: str) -> None:
    """Tell nobody."""
    del done, total, what
