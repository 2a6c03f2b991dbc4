"""Why a story is suggested, in words an editor can check at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from newsdesk.services.desk import Desk
from newsdesk.storage import neighbours, textindex
from newsdesk.storage.folding import fold, words
from newsdesk.storage.neighbours import Neighbour
from newsdesk.storage.relations import Facts, Ties
from newsdesk.storage.terms import stem, terms

WEEK = 7 * 24 * 60 * 60 * 1_000_000
"""Microseconds."""

_NAMES_SHOWN = 3
_WORDS_SHOWN = 3
_SHARED_LOOKED_AT = 40
_SHORT = 2
_NO_SUBJECTS = frozenset(
    "able about above across after again against all also always among another any anything "  # noqa: SIM905 - a word list is read at a glance
    "are around ask asked away back because become before began behind being best better "
    "between big both bring but call came can come could day days did does done down during "
    "each early eight else end enough even ever every everything far few find first five "
    "four friday from full gave get give given goes going gone good got great had half has "
    "have held help her here him his hold hour hours how however into its january just keep "
    "kept kind knew know known last late later least leave leaves leaving left less let like "
    "likely little long look made make makes making many may meet might minute minutes monday "
    "month months more morning most much must near need never new next night nine none not "
    "nothing now off often old once one only open opened other our out over own part people "
    "place put quite rather run runs running said same saturday saw say says second see seen "
    "set seven several she should show showed side since six small some something soon stand "
    "start started stay still stood such sunday take taken takes tell ten than that the their "
    "them then there these they thing things think third this those though three through "
    "thursday time times today together told too took tuesday turn turned two under until upon "
    "use used very want wanted was way wednesday week weeks well went were what when where "
    "which while who whole whose why will with within without woman work would year years yes "
    "yesterday yet you your".split()
)
"""English words that are no subject, however few stories of a small library have them."""
_WORD_OF_A_NAME = 3
"""Places that each word of a name brings it forward."""
_EVERYWHERE, _FEW = 0.2, 6.0
"""Words in more than this share of all stories, and in more than a few, say nothing."""


@dataclass
class Reasons:
    """Gives the reasons of one story's suggestions; ``names`` are that story's own as spelled,
    ``weights`` its terms, ``total`` the number of stories in the library.
    """

    desk: Desk
    of: Facts
    ties: Ties
    names: tuple[str, ...]
    weights: Mapping[int, float]
    total: int
    _spelled: dict[int, tuple[str, int]] = field(default_factory=dict[int, tuple[str, int]])
    _shared: dict[int, tuple[int, ...]] = field(default_factory=dict[int, tuple[int, ...]])

    def learn(self, found: Sequence[Neighbour]) -> None:
        """Look the words up that any of these stories shares, at once."""
        for one in found:
            self._shared[one.number] = one.shared(self.weights)[:_SHARED_LOOKED_AT]
        wanted = {word for shared in self._shared.values() for word in shared}
        self._spelled = neighbours.spelled(self.desk.library, sorted(wanted))

    def copy(self, facts: Facts) -> str:
        """Return what kind of copy a near copy is."""
        number = facts.number
        if number in self.ties.rewritten_from:
            return "Earlier version of this story"
        if number in self.ties.rewritten_as:
            return "Later version of this story"
        if number in self.ties.translated_from:
            return "This story is its translation"
        if number in self.ties.translated_as:
            return "Translation of this story"
        if _base(facts.language) != _base(self.of.language):
            same_lead = facts.lead and facts.lead == self.of.lead
            shared = "same lead picture and names" if same_lead else "same names and numbers"
            return f"Probably a translation: {shared}"
        return "Nearly the same text"

    def why(self, facts: Facts, found: Neighbour) -> str:
        """Return the reasons for a related story, the most telling first; "" without any."""
        told: list[str] = []
        if facts.number in self.ties.series:
            told.append(f"Same series: {facts.series}")
        if facts.number in self.ties.cited:
            told.append("Cited in this story")
        if facts.number in self.ties.citing:
            told.append("Links to this story")
        shared = self._shared_names(found)
        if shared:
            told.append(f"Both mention {listed(shared)}")
        subjects = [] if len(shared) > 1 or len(told) > 1 else self._shared_words(found)
        if subjects:
            told.append(f"Both about {listed(subjects)}")
        near = abs(facts.at - self.of.at) <= WEEK
        if len(told) < 2 and facts.section and facts.section == self.of.section and near:
            told.append("Same section, same week")
        return "; ".join(told)

    def _telling(self, found: Neighbour) -> dict[str, int]:
        """Return the shared terms that do not stand everywhere, in their order."""
        most = max(_FEW, self.total * _EVERYWHERE)
        shared = self._shared.get(found.number, ())
        looked_up = [self._spelled[word] for word in shared if word in self._spelled]
        telling = [term for term, stories in looked_up if stories <= most]
        return {term: place for place, term in enumerate(telling)}

    def _shared_names(self, found: Neighbour) -> list[str]:
        """Return this story's names that stand in the other too, the most telling first.

        A name that is a part of one shown already ("Nova" of "Olena Nova") is left out.
        """
        telling = self._telling(found)
        known = set(terms(fold(found.names)))
        ranked: list[tuple[int, int, str, set[str]]] = []
        for at, (name, parts) in enumerate(self._parts.items()):
            places = [telling[part] for part in parts if part in telling]
            if parts and parts <= known and places:
                # A whole name tells more than a word of it or a town.
                ranked.append((min(places) - _WORD_OF_A_NAME * len(parts), at, name, parts))
        shown: list[str] = []
        covered = set[str]()
        for _place, _at, name, parts in sorted(ranked, key=lambda entry: entry[:2]):
            if not parts <= covered and len(shown) < _NAMES_SHOWN:
                shown.append(name)
                covered |= parts
        return shown

    def _shared_words(self, found: Neighbour) -> list[str]:
        in_names = set[str]().union(*self._parts.values())
        told = [term for term in self._telling(found) if term not in in_names]
        whole = (self._whole_words.get(term, "") for term in told if not term.isdigit())
        return [w for w in whole if len(w) > _SHORT and w not in _NO_SUBJECTS][:_WORDS_SHOWN]

    @cached_property
    def _parts(self) -> dict[str, set[str]]:
        return {name: set(terms(fold(name))) for name in self.names}

    @cached_property
    def _whole_words(self) -> dict[str, str]:
        text = " ".join(textindex.kept_columns(self.desk.library, self.of.number)[:3])
        found: dict[str, str] = {}
        for word in words(text):
            found.setdefault(stem(word), word)
        return found


def listed(names: Sequence[str]) -> str:
    """Return names as an English list: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _base(language: str) -> str:
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()
