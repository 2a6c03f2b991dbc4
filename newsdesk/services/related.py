"""Related stories: suggestions with reasons, the list a page shows, lists to use again.

How suggestions are found and weighed: docs/related.md.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.cleaning import clean, one_line
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.ids import ArticleId, CuratedListId
from newsdesk.domain.listing import ArticleRow
from newsdesk.domain.related import CuratedList, RelatedItem, RelatedLevel
from newsdesk.domain.suggestion import Suggestion, external_item
from newsdesk.domain.values import immutable
from newsdesk.services import indexing
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.reasons import WEEK, Reasons
from newsdesk.services.translated import translations
from newsdesk.storage import (
    articles,
    curated,
    listing,
    neighbours,
    relations,
    strongwords,
    textindex,
)
from newsdesk.storage.neighbours import Neighbour
from newsdesk.storage.relations import Facts, Ties
from newsdesk.storage.terms import names as names_in

MOST = 100
"""Suggestions that are ever returned for one story."""

_WEIGHED = 64
_LEAST = 0.05
_LEAST_OF_BEST = 0.12
"""Scores below, or below this share of the best one, say nothing."""
_SAME_TEXT = 0.9
_TRANSLATED = 0.08
"""Likeness from which a story in another language may be a translation."""
_SPARE = 5
"""Stories looked at beyond the wished number, for those that turn out to have no reason."""
_ALIKE = 0.25
_SIMILAR = "Similar wording"
_MOST_COPIES = 3
_MOST_LINKED_FROM = 200
_IN_SERIES, _CITED, _CITING = 0.4, 0.3, 0.2
_RECENT = 0.06
_MONTH = 30 * 24 * 60 * 60 * 1_000_000
_DAY = _MONTH // 30
_LATER = 0.99
_UNPUBLISHED = 0.98
_HIDDEN = frozenset({ArticleState.SPIKED.value, ArticleState.WITHHELD.value})


# --- suggestions ---


def suggestions(
    desk: Desk, *, article_id: ArticleId, limit: int = 10, article: Article | None = None
) -> tuple[Suggestion, ...]:
    """Return the stories to point readers of a story to, best first, with the reasons.

    ``article`` is the story as it stands on the screen, when it was not saved since. What its
    related list already names is left out. Stories in its own language come first, near copies
    last (beyond ``limit``, at most three). Raises NotFoundError.
    """
    indexing.in_step(desk)
    library = desk.library
    row = articles.number_of(library, article_id)
    of = relations.facts(library, (row,))[row]
    vector, kept_names = neighbours.vector_of(library, row)
    listed, text = curated.listed_in(library, row), None
    if article is not None:
        of = replace(
            of, section=article.section or "", series=article.series, language=article.language
        )
        listed = frozenset(item.article for item in article.related.items if item.article)
        vector, kept_names, text = _words_on_screen(desk, article)
    ties = relations.ties(library, of)
    found = neighbours.neighbours(
        library, vector, but=row, besides=ties.everything(), limit=_WEIGHED
    )
    facts = relations.facts(library, [one.number for one in found])
    own_names = tuple(kept_names.split("\n")) if kept_names else ()
    foreign = {
        one.number: one.names
        for one in found
        if one.number in facts and _might_translate(of, facts[one.number], one)
    }
    if foreign and text is None:
        text = textindex.kept_columns(library, row)[2]
    same_told = translations(library, text or "", own_names, foreign)
    reasons = Reasons(desk, of, ties, own_names, vector.weights(), strongwords.stories(library))
    ranked: list[_Ranked] = []
    copies: list[_Ranked] = []
    for one in found:
        theirs = facts.get(one.number)
        if theirs is None or theirs.trashed or theirs.state in _HIDDEN or theirs.id in listed:
            continue
        weighed = _weigh(of, ties, theirs, one)
        copy = one.number in same_told or _is_copy(of, ties, theirs, one)
        (copies if copy else ranked).append(weighed)
    least = max(_LEAST, _LEAST_OF_BEST * max((entry.score for entry in ranked), default=0.0))
    telling = (entry for entry in ranked if entry.score >= least)
    candidates = sorted(telling, key=_order)[: min(limit, MOST) + _SPARE]
    reasons.learn([entry.found for entry in candidates])
    shown = [(entry, reasons.why(entry.facts, entry.found)) for entry in candidates]
    # Few shared words that nobody could name are chance.
    shown = [(entry, why) for entry, why in shown if why or entry.score >= _ALIKE]
    shown = [(entry, why or _SIMILAR) for entry, why in shown[: min(limit, MOST)]]
    same = [(entry, reasons.copy(entry.facts)) for entry in sorted(copies, key=_order)]
    told = [*shown, *same[:_MOST_COPIES]]
    rows = listing.rows_of(library, [entry.facts.number for entry, _why in told])
    return tuple(
        Suggestion(
            rows[entry.facts.number], round(entry.score, 4), why, near_copy=at >= len(shown)
        )
        for at, (entry, why) in enumerate(told)
    )


@immutable
class _Ranked:
    facts: Facts
    found: Neighbour
    score: float
    foreign: bool


def _order(entry: _Ranked) -> tuple[bool, float, int]:
    return (entry.foreign, -entry.score, -entry.facts.at)


def _weigh(of: Facts, ties: Ties, theirs: Facts, found: Neighbour) -> _Ranked:
    """Weigh a story: its words first; ties add to them, time decides between equals."""
    score = found.score
    score *= 1 + _RECENT * 0.5 ** (abs(of.at - theirs.at) / _MONTH)
    if theirs.at > of.at + _DAY:
        score *= _LATER
    if not theirs.published:
        score *= _UNPUBLISHED
    if theirs.section and theirs.section == of.section and abs(of.at - theirs.at) <= WEEK:
        score *= 1.01
    score += _IN_SERIES * (theirs.number in ties.series)
    score += _CITED * (theirs.number in ties.cited)
    score += _CITING * (theirs.number in ties.citing)
    foreign = _base(theirs.language) != _base(of.language)
    return _Ranked(theirs, found, min(score, 1.0), foreign)


def _is_copy(of: Facts, ties: Ties, theirs: Facts, found: Neighbour) -> bool:
    """Say whether a story is this one once more: told so, of the same words, or translated."""
    if theirs.number in ties.copies():
        return True
    if theirs.number in ties.series:
        return False
    if _base(theirs.language) != _base(of.language):
        return bool(of.lead) and of.lead == theirs.lead and _might_translate(of, theirs, found)
    return found.likeness >= _SAME_TEXT


def _might_translate(of: Facts, theirs: Facts, found: Neighbour) -> bool:
    """Say whether a story may be this one in another language: alike and about as long."""
    if _base(theirs.language) == _base(of.language) or found.likeness < _TRANSLATED:
        return False
    return min(of.word_count, theirs.word_count) * 2 > max(of.word_count, theirs.word_count)


@cache
def _base(language: str) -> str:
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()


def _words_on_screen(desk: Desk, article: Article) -> tuple[strongwords.Vector, str, str]:
    """Return the vector, the names and the folded text of a story as it stands on the screen."""
    library = desk.library
    text = textindex.body_text(article)
    columns = textindex.columns(library, article, text)
    told = names_in(article.headline, f"{article.standfirst}\n{text}")
    vector = strongwords.weigh(
        library,
        strongwords.count_terms(columns),
        strongwords.name_terms(told),
        strongwords.stories(library),
    )
    return vector, "\n".join(told), columns[2]


# --- the list a page shows ---


def resolve(desk: Desk, *, article: Article) -> tuple[RelatedItem, ...]:
    """Return what stands below a story: its pins as they are, the curated list, then automatic
    items up to the wished number. Nothing stands there twice, and never the story itself.

    Automatic items are published stories of the story's own language, with their reasons.
    """
    wanted = article.related
    pins = [item for item in wanted.items if item.level is RelatedLevel.PINNED]
    chosen = () if wanted.curated is None else _curated_items(desk, wanted.curated)
    shown: list[RelatedItem] = []
    seen: set[str] = {article.id}
    for item in chain(pins, (replace(item, level=RelatedLevel.CURATED) for item in chosen)):
        target = item.article or item.url
        if target and target not in seen:
            seen.add(target)
            shown.append(item)
    missing = wanted.wanted - len(shown)
    if missing > 0 and articles.exists(desk.library, article.id):
        shown.extend(_automatic(desk, article, seen, missing))
    return tuple(shown)


def _automatic(
    desk: Desk, article: Article, seen: set[str], missing: int
) -> Iterable[RelatedItem]:
    found = suggestions(
        desk, article_id=article.id, limit=min(MOST, 4 * missing + len(seen)), article=article
    )
    fitting = (
        suggestion
        for suggestion in found
        if suggestion.row.state is ArticleState.PUBLISHED
        and not suggestion.near_copy
        and suggestion.row.id not in seen
        and _base(suggestion.row.language) == _base(article.language)
    )
    return [
        RelatedItem(
            article=suggestion.row.id, level=RelatedLevel.AUTOMATIC, reason=suggestion.reason
        )
        for suggestion, _place in zip(fitting, range(missing), strict=False)
    ]


def linked_from(desk: Desk, *, article_id: ArticleId) -> tuple[ArticleRow, ...]:
    """Return the stories that list a story as related, link to it, or were made from it."""
    numbers = relations.pointing_to(desk.library, article_id, _MOST_LINKED_FROM)
    rows = listing.rows_of(desk.library, numbers)
    return tuple(rows[number] for number in numbers if number in rows)


def rows(desk: Desk, *, ids: Iterable[ArticleId]) -> Mapping[ArticleId, ArticleRow]:
    """Return the rows of stories that related lists name; those that are gone are left out."""
    numbers = relations.numbers_of(desk.library, ids)
    found = listing.rows_of(desk.library, list(numbers.values()))
    return {name: found[number] for name, number in numbers.items() if number in found}


# --- lists to use again ---


def curated_lists(desk: Desk) -> tuple[CuratedList, ...]:
    """Return every curated list in the order of their names."""
    return curated.load_all(desk.library)


def _curated_items(desk: Desk, list_id: CuratedListId) -> tuple[RelatedItem, ...]:
    found = curated.load(desk.library, list_id)
    return () if found is None else found.items


def save_curated(desk: Desk, *, curated_list: CuratedList) -> tuple[CuratedList, Changes]:
    """Keep a curated list; an empty id makes a new one.

    Raises InvalidInputError for a list without a name, a story that is not in the library, an
    unsafe address, or when it was changed elsewhere meanwhile.
    """
    kept = clean(curated_list)
    kept = replace(kept, name=one_line(kept.name))
    if not kept.name:
        raise InvalidInputError("Give the list a name.", field="name")
    targets = [item.article for item in kept.items if item.article]
    known = relations.numbers_of(desk.library, targets)
    items: dict[str, RelatedItem] = {}
    for position, item in enumerate(kept.items):
        if item.article is None:
            external_item(item.url)
        elif item.article not in known:
            raise InvalidInputError(
                "A story of this list is no longer in the library. Take it out of the list.",
                field=f"items.{position}",
            )
        items.setdefault(item.article or item.url, replace(item, level=RelatedLevel.CURATED))
    kept = replace(kept, items=tuple(items.values()))
    if not kept.id:
        kept = replace(kept, id=CuratedListId(str(uuid.uuid4())), version=0)
    with desk.library.transaction():
        saved = curated.keep(desk.library, kept)
    return saved, Changes.of(Kind.CURATED_LIST, saved.id)


def delete_curated(desk: Desk, *, list_id: CuratedListId) -> Changes:
    """Remove a curated list; stories that used it show their pins and automatic items."""
    with desk.library.transaction():
        curated.delete(desk.library, list_id)
    return Changes.of(Kind.CURATED_LIST, list_id)
