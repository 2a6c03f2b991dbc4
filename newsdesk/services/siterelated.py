"""What stands below the stories of a site by itself: for all of them at once.

``services.related`` compares a story with others by 128 words, in some milliseconds. Here the
strongest few words of each decide, which takes a fortieth of a millisecond and finds mostly the
same. Nothing but the library decides, so the same library gives the same lists.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from newsdesk.domain.ids import ArticleId
from newsdesk.services.sitecards import SiteStory
from newsdesk.storage import strongwords
from newsdesk.storage.library import Library

_WORDS: Final = 10
"""Words of each story that are compared."""
_SHARED: Final = 2
"""Words that two stories share at least: a single one is chance."""
_OF_EACH_WORD: Final = 48
"""Stories looked at for one word: those that it says most about, then the newest."""
_SAME_TEXT: Final = 0.9
MOST: Final = 10


def relate(library: Library, stories: Sequence[SiteStory]) -> None:
    """Give every story those that share most of its strongest words, best first."""
    places = {story.number: place for place, story in enumerate(stories)}
    words: dict[int, tuple[Sequence[int], bytes]] = {}
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, strongest, steps in strongwords.strongest(library, _WORDS):
        place = places.get(number)
        if place is not None:
            words[place] = strongest, steps
            for word, step in zip(strongest, steps, strict=True):
                holders[word].append(place << 8 | step)
    for word, found in holders.items():
        if len(found) > _OF_EACH_WORD:
            holders[word] = heapq.nlargest(_OF_EACH_WORD, found, key=lambda one: (one & 255, one))
    for place, (strongest, steps) in words.items():
        stories[place].related = _best(stories, place, holders, strongest, steps)


def _best(
    stories: Sequence[SiteStory],
    place: int,
    holders: dict[int, list[int]],
    strongest: Sequence[int],
    steps: bytes,
) -> tuple[ArticleId, ...]:
    weights = strongwords.WEIGHTS
    likeness: dict[int, float] = {}
    shared: dict[int, int] = {}
    whole = 0.0
    for word, step in zip(strongest, steps, strict=True):
        weight = weights[step]
        whole += weight * weight
        for one in holders[word]:
            other = one >> 8
            if other in likeness:
                likeness[other] += weight * weights[one & 255]
                shared[other] = shared.get(other, 1) + 1
            else:
                likeness[other] = weight * weights[one & 255]
    own = _base(stories[place].language)
    fitting = [
        (likeness[other], other)
        for other, count in shared.items()
        if count >= _SHARED
        and other != place
        and likeness[other] < _SAME_TEXT * whole
        and _base(stories[other].language) == own
    ]
    return tuple(stories[other].id for _, other in heapq.nlargest(MOST, fitting))


def _base(language: str) -> str:
    return language.partition("-")[0]
