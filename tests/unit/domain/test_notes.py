"""Notes on passages: where they stand, and what becomes of two people's notes."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.article import Article, Note
from newsdesk.domain.body import Body, Paragraph, PullQuote
from newsdesk.domain.ids import ArticleId, NoteId
from newsdesk.domain.merging import merge
from newsdesk.domain.notes import bare, change, drop, passages
from newsdesk.domain.text import Mark, Run

ONE, TWO, THREE = (Note(NoteId(name), f"note {name}") for name in "123")
STORY = Article(ArticleId("a"), notes=(ONE, TWO))


def test_passages_are_joined_and_come_off() -> None:
    body: Body = (
        Paragraph(
            (Run("nine ", note=ONE.id), Run("years", frozenset({Mark.STRONG}), note=ONE.id))
        ),
        PullQuote((Run("more", note=ONE.id), Run(" and other", note=TWO.id))),
    )
    assert passages(body) == {ONE.id: "nine years more", TWO.id: " and other"}
    assert passages(bare(body)) == {}
    assert bare(body)[1] == PullQuote((Run("more and other"),))


def test_a_note_is_changed_and_dropped_by_its_name() -> None:
    assert change(STORY, TWO.id, resolved=True).notes == (ONE, replace(TWO, resolved=True))
    assert change(STORY, ONE.id, text="new", resolved=False).notes[0].text == "new"
    assert drop(STORY, ONE.id).notes == (TWO,)


def test_both_sides_notes_are_kept_when_two_people_wrote_some() -> None:
    mine = replace(change(STORY, ONE.id, resolved=True), headline="Mine")
    theirs = replace(drop(STORY, TWO.id), version=2)
    theirs = replace(theirs, notes=(*theirs.notes, THREE))
    merged = merge(STORY, mine, theirs)
    assert merged.clean
    assert {note.id: note.resolved for note in merged.article.notes} == {
        ONE.id: True,
        THREE.id: False,
    }


def test_of_a_note_that_both_changed_one_stays() -> None:
    mine = change(STORY, ONE.id, text="mine", resolved=False)
    theirs = change(STORY, ONE.id, text="theirs", resolved=True)
    merged = merge(STORY, mine, theirs)
    assert [note.text for note in merged.article.notes if note.id == ONE.id] == ["mine"]
