"""Searching in the list: ways to go on, what was not understood, marks, saved searches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from newsdesk.domain.body import Paragraph
from newsdesk.domain.listing import ArticleQuery
from newsdesk.domain.text import Run
from newsdesk.services import articles, savedsearches
from newsdesk.services.desk import Desk
from newsdesk.ui.library.entries import Entry
from newsdesk.ui.library.marking import passage_of
from newsdesk.ui.library.sidebar import ENTRY_ROLE, Sidebar
from newsdesk.ui.library.storylist import StoryList
from newsdesk.ui.models.stories import MARKED_ROLE, ROW_ROLE
from newsdesk.ui.palette.panel import Palette
from tests.qt.bench import Bench, bench, keys, press, with_sections

popups_warn = pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing the keyboard)", extend=True
)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as found:
        with_sections(found)
        found.work(_fill)
        yield found


def _fill(desk: Desk) -> None:
    for headline, text in (
        ("The old bridge", "Nothing more was said about it at the meeting of the council."),
        ("A council votes", "After two hours, and some coffee, it agreed to mend the bridge."),
        ("Weather", "Rain."),
    ):
        story, _changes = articles.create(desk, headline=headline)
        articles.save(desk, article=replace(story, body=(Paragraph((Run(text),)),)))


def shown(made: Bench) -> StoryList:
    stories = StoryList(made.context)
    stories.resize(300, 600)
    stories.show()
    stories.model.refresh()
    made.settle()
    return stories


def search(made: Bench, stories: StoryList, text: str) -> None:
    stories.search.setText(text)
    made.wait(lambda: stories.model.query.text == text.strip())
    made.settle(8)


def test_rows_show_where_the_words_stand(made: Bench) -> None:
    stories = shown(made)
    search(made, stories, "bridge")
    places = [stories.model.index(n, 0) for n in range(stories.model.total)]
    found = {place.data(ROW_ROLE).headline: place.data(MARKED_ROLE) for place in places}
    assert found.keys() == {"The old bridge", "A council votes"}
    assert found["The old bridge"].headline == ((8, 14),)
    marked = found["A council votes"]
    assert [marked.passage[a:b] for a, b in marked.matches] == ["bridge"]
    stories.grab()
    search(made, stories, "")
    assert stories.model.index(0, 0).data(MARKED_ROLE) is None
    stories.deleteLater()


def test_a_passage_begins_shortly_before_its_first_mark() -> None:
    text, spans = passage_of("After two hours, and some coffee, it agreed on it", ((37, 43),))
    assert text == "…coffee, it agreed on it"
    assert [text[a:b] for a, b in spans] == ["agreed"]
    assert passage_of("Near it", ((0, 4),)) == ("Near it", ((0, 4),))


@popups_warn
def test_operators_and_their_values_are_offered_and_taken(made: Bench) -> None:
    stories = shown(made)
    stories.activateWindow()
    stories.search.setFocus()
    made.wait(stories.search.hasFocus)
    keys(stories.search, "st")
    made.wait(stories.help.popup.isVisible)
    press(stories.help.popup, Qt.Key.Key_Down)
    press(stories.help.popup, Qt.Key.Key_Return)
    assert stories.search.text() == "state:"
    made.wait(stories.help.popup.isVisible)
    assert stories.help.completer.completionCount() > 3
    keys(stories.search, "dra")
    made.wait(lambda: stories.help.completer.completionCount() == 1)
    press(stories.help.popup, Qt.Key.Key_Down)
    press(stories.help.popup, Qt.Key.Key_Return)
    assert stories.search.text() == "state:draft "
    made.settle()
    assert not stories.help.popup.isVisible()
    stories.deleteLater()


def test_what_was_not_understood_is_said(made: Bench) -> None:
    stories = shown(made)
    search(made, stories, "before:maybe")
    made.wait(lambda: "is no date" in stories.help.sentence)
    search(made, stories, "bridge")
    made.wait(lambda: not stories.help.sentence)
    stories.deleteLater()


def test_saved_searches_are_counted_and_renamed(
    made: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    sidebar = Sidebar(made.context)
    kept, _changes = made.work(
        lambda desk: savedsearches.save_search(desk, name="Bridges", text="bridge")
    )
    counts = made.work(articles.counts)
    sidebar.show_counts(counts, (), "Paper", (kept,))
    made.wait(lambda: entry_of(sidebar, "Bridges").count == 2)

    monkeypatch.setattr("newsdesk.ui.dialogs.ask_for_name", _crossings)
    sidebar.rename_search(entry_of(sidebar, "Bridges"))
    made.settle()
    (now,) = made.work(savedsearches.saved)
    assert (now.id, now.name, now.text) == (kept.id, "Crossings", "bridge")
    sidebar.deleteLater()


def _crossings(*_question: object) -> str:
    return "Crossings"


def entry_of(sidebar: Sidebar, label: str) -> Entry:
    model = sidebar.model
    for row in range(model.rowCount()):
        entry = model.index(row).data(ENTRY_ROLE)
        if entry.label == label:
            return entry
    raise AssertionError(label)


@popups_warn
def test_the_next_key_stops_the_search_before(made: Bench) -> None:
    stories = shown(made)
    for end in range(1, 7):
        stories.model.ask(ArticleQuery(text="bridge"[:end]))
    made.settle(8)
    assert stories.model.total == 2
    palette = Palette(made.context, stories)
    palette.open()
    for end in range(1, 7):
        palette.search("bridge"[:end])
    made.settle(8)
    assert any(hit.title == "The old bridge" for hit in palette.hits)
    palette.hide()
    stories.deleteLater()
    assert not made.errors
