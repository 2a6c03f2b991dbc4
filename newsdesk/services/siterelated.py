"""What stands below the stories of a site by itself: for all of them at once.

``services.related`` compares a story with others by 128 words, in some milliseconds. Here the
strongest few words of each decide, at a hundredth of that. Nothing but the library decides, so
the same library gives the same lists.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Mapping, Sequence
from typing import Final

from newsdesk.domain.ids import ArticleId
from newsdesk.services.sitecards import SiteStory
from newsdesk.storage import strongwords
from newsdesk.storage.library import Library
from newsdesk.storage.strongwords import Vector

_WORDS: Final = 8
"""Words of each story that are compared."""
_OF_EACH_WORD: Final = 48
"""Stories looked at for one word: those that it says most about, then the newest."""
_SAME_TEXT: Final = 0.9
_MOST: Final = 10


def relate(library: Library, stories: Sequence[SiteStory]) -> None:
    """Give every story those that share most of its strongest words, best first."""
    places = {story.number: place for place, story in enumerate(stories)}
    holders: dict[int, array[int]] = {}
    for number, vector in strongwords.strongest(library, _WORDS):
        place = places.get(number)
        if place is not None:
            for word, step in zip(vector.words, vector.steps, strict=True):
                if (found := holders.get(word)) is None:
                    found = holders[word] = array("Q")
                found.append(place << 8 | step)
    telling = {word: _bounded(found) for word, found in holders.items() if len(found) > 1}
    for number, vector in strongwords.strongest(library, _WORDS):
        place = places.get(number)
        if place is not None:
            stories[place].related = _best(stories, place, telling, vector)


def _bounded(found: array[int]) -> Sequence[int]:
    if len(found) <= _OF_EACH_WORD:
        return found
    return heapq.nlargest(_OF_EACH_WORD, found, key=lambda one: (one & 255, one))


def _best(
    stories: Sequence[SiteStory], place: int, holders: Mapping[int, Sequence[int]], asked: Vector
) -> tuple[ArticleId, ...]:
    weights = strongwords.WEIGHTS
    likeness: dict[int, float] = {}
    again: set[int] = set()  # A single word in common is chance.
    for word, step in zip(asked.words, asked.steps, strict=True):
        if (found := holders.get(word)) is None:
            continue
        weight = weights[step]
        for one in found:
            other = one >> 8
            if other in likeness:
                likeness[other] += weight * weights[one & 255]
                again.add(other)
            else:
                likeness[other] = weight * weights[one & 255]
    again.discard(place)
    if not again:
        return ()
    whole = sum(weights[step] ** 2 for step in asked.steps)
    own = _base(stories[place].language)
    fitting = [
        (likeness[other], other)
        for other in again
        if likeness[other] < _SAME_TEXT * whole and _base(stories[other].language) == own
    ]
    return tuple(stories[other].id for _, other in heapq.nlargest(_MOST, fitting))


def _base(language: str) -> str:
    return language.partition("-")[0]
