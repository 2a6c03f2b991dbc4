"""Which block of a later body is which block of an earlier one: kept, changed or moved.

Blocks have no ids (docs/decisions/0001), so they are found again by their likeness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from newsdesk.domain.body import Block, Body, Embed, Figure, Gallery
from newsdesk.domain.reading import texts_of
from newsdesk.domain.values import immutable
from newsdesk.domain.wording import counted, likeness

ALIKE = 0.5
"""Words that a block must share with one in its place to be taken for the same, changed."""
MOVED_ALIKE = 0.7
"""As above, for a block that stands elsewhere."""
_MOST_COMPARED = 40_000
"""Pairs of blocks compared by their words; more are taken for removed and added."""


@immutable
class Pair:
    """A block before and after, as positions; ``None`` on the side where it is not.

    ``moved`` says that it stands in another order among its neighbours.
    """

    before: int | None
    after: int | None
    moved: bool = False


def align(before: Body, after: Body) -> tuple[Pair, ...]:
    """Pair the blocks of two bodies, in reading order of the later one.

    What was removed stands where it stood, behind the block that came before it.
    """
    partners = _partners(before, after)
    moved = _moved(partners)
    pairs = [
        Pair(partners.get(position), position, moved=position in moved)
        for position in range(len(after))
    ]
    return tuple(_with_removed(pairs, len(before)))


def text_of(block: Block) -> str:
    """Return the words by which a block is found again."""
    return "\n".join(text for text in texts_of(block) if text)


def _partners(before: Body, after: Body) -> dict[int, int]:
    """Return for positions after where they were before."""
    partners: dict[int, int] = {}
    regions: list[tuple[range, range]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            partners.update(zip(range(new_from, new_to), range(old_from, old_to), strict=True))
        elif kind == "replace":
            regions.append((range(old_from, old_to), range(new_from, new_to)))
    likes = _Likes(before, after)
    for old, new in regions:
        _match(partners, likes, old, new, ALIKE)
    taken = set(partners.values())
    old_left = [at for at in range(len(before)) if at not in taken]
    new_left = [at for at in range(len(after)) if at not in partners]
    _match(partners, likes, old_left, new_left, MOVED_ALIKE)
    return partners


def _match(
    partners: dict[int, int],
    likes: _Likes,
    old: Sequence[int],
    new: Sequence[int],
    least: float,
) -> None:
    """Give the likest pairs to each other first; of equals, those that stand nearest."""
    if len(old) * len(new) > _MOST_COMPARED:
        return
    taken: set[int] = set()
    found = [
        (likes.of(one, other), -abs((one - old[0]) - (other - new[0])), -one, -other)
        for one in old
        for other in new
    ]
    for like, _near, one, other in sorted(found, reverse=True):
        if like < least:
            return
        if -one not in taken and -other not in partners:
            taken.add(-one)
            partners[-other] = -one


class _Likes:
    """Likeness of blocks, their words counted once."""

    def __init__(self, before: Body, after: Body) -> None:
        self._before, self._after = before, after
        self._old: dict[int, Counter[str]] = {}
        self._new: dict[int, Counter[str]] = {}

    def of(self, old: int, new: int) -> float:
        one, other = self._before[old], self._after[new]
        if one == other:
            return 1.0
        if _shows(one) & _shows(other):
            return 0.95
        if old not in self._old:
            self._old[old] = counted(text_of(one))
        if new not in self._new:
            self._new[new] = counted(text_of(other))
        like = likeness(self._old[old], self._new[new])
        return like if type(one) is type(other) else like * 0.9


def _shows(block: Block) -> frozenset[str]:
    """Return the pictures and addresses that a block shows, by which it is known."""
    match block:
        case Figure():
            return frozenset({block.placement.image})
        case Gallery():
            return frozenset(entry.image for entry in block.placements)
        case Embed():
            return frozenset({block.url} if block.url else ())
        case _:
            return frozenset()


def _moved(partners: dict[int, int]) -> frozenset[int]:
    """Return the positions after that are out of order: all but a longest run in order."""
    positions = sorted(partners)
    best: list[int] = []
    previous: dict[int, int | None] = {}
    for position in positions:
        value = partners[position]
        low, high = 0, len(best)
        while low < high:
            middle = (low + high) // 2
            if partners[best[middle]] < value:
                low = middle + 1
            else:
                high = middle
        previous[position] = best[low - 1] if low else None
        best[low : low + 1] = [position]
    in_order: set[int] = set()
    at = best[-1] if best else None
    while at is not None:
        in_order.add(at)
        at = previous[at]
    return frozenset(position for position in positions if position not in in_order)


def _with_removed(pairs: list[Pair], old_length: int) -> list[Pair]:
    known = {pair.before for pair in pairs}
    result = list(pairs)
    for old in range(old_length):
        if old in known:
            continue
        place = 0
        for at, pair in enumerate(result):
            if pair.before is not None and pair.before < old and not pair.moved:
                place = at + 1
        result.insert(place, Pair(old, None))
    return result
