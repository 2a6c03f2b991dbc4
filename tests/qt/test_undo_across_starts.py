"""Undo that outlives the program: Ctrl+Z goes on where the last session began."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from newsdesk.domain.article import Article
from newsdesk.domain.byline import BylineRow
from newsdesk.domain.text import Run
from newsdesk.ui.editor.body import BodyEdit
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.starting import Session

CONTROL = Qt.KeyboardModifier.ControlModifier


def editor_of(window: MainWindow) -> BodyEdit:
    editor = window.findChild(BodyEdit)
    assert editor is not None
    editor.setFocus()
    return editor


def saved(window: MainWindow, qtbot: QtBot) -> None:
    window.context.story.flush()
    qtbot.waitUntil(
        lambda: window.context.story.state == "saved" and not window.context.story.unsaved
    )


def test_undo_goes_on_after_a_restart_over_every_field(
    start: Callable[[Path], Session], sample_path: Path, qtbot: QtBot
) -> None:
    first = start(sample_path)
    story = first.context.story
    assert story.article is not None
    before = story.article
    editor = editor_of(first.window)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, "Typed yesterday. ")
    saved(first.window, qtbot)
    story.edit(lambda article: replace(article, standfirst="Another standfirst", urgency=1))
    saved(first.window, qtbot)
    first.window.close()
    first.context.tasks.stop()

    second = start(sample_path)
    story = second.context.story
    qtbot.waitUntil(lambda: story.steps == (2, 0))
    editor = editor_of(second.window)
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: story.article is not None and story.article.urgency == before.urgency)
    assert story.article is not None
    assert story.article.standfirst == before.standfirst
    assert story.article.body != before.body
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: story.article is not None and story.article.body == before.body)
    qtbot.waitUntil(lambda: story.steps == (0, 2))
    story.redo()
    qtbot.waitUntil(lambda: story.article is not None and story.article.body != before.body)
    saved(second.window, qtbot)
    assert story.steps == (1, 1)


def other_byline(article: Article) -> Article:
    return replace(article, byline=(*article.byline, BylineRow(literal_name="Ada Lund")))


def other_related(article: Article) -> Article:
    return replace(article, related=replace(article.related, items=article.related.items[1:]))


def other_caption(article: Article) -> Article:
    assert article.lead is not None
    return replace(article, lead=replace(article.lead, caption=(Run("Another caption"),)))


def other_words(article: Article) -> Article:
    return replace(article, tags=(*article.tags, "undone"), kicker="Undone")


def test_bylines_related_stories_and_pictures_are_undone_after_a_restart(
    start: Callable[[Path], Session], sample_path: Path, qtbot: QtBot
) -> None:
    first = start(sample_path)
    story = first.context.story
    assert story.article is not None
    states = [story.article]
    for change in (other_byline, other_related, other_caption, other_words):
        story.edit(change)
        saved(first.window, qtbot)
        states.append(story.article)
    assert len({repr(state.byline) for state in states}) == 2
    assert len({repr(state.related) for state in states}) == 2
    first.window.close()
    first.context.tasks.stop()

    second = start(sample_path)
    story = second.context.story
    qtbot.waitUntil(lambda: story.steps == (4, 0))
    for state in reversed(states[:-1]):
        before = story.article
        QTest.keyClick(editor_of(second.window), Qt.Key.Key_Z, CONTROL)
        qtbot.waitUntil(lambda: story.article is not before)  # noqa: B023 - waited for at once
        saved(second.window, qtbot)
        assert story.article is not None
        same = replace(story.article, version=state.version, saved_at=state.saved_at)
        assert same == state


def test_what_the_editor_undid_itself_is_not_undone_twice(
    start: Callable[[Path], Session], sample_path: Path, qtbot: QtBot
) -> None:
    session = start(sample_path)
    story = session.context.story
    assert story.article is not None
    before = story.article.body
    editor = editor_of(session.window)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, "Passing ")
    saved(session.window, qtbot)
    qtbot.waitUntil(lambda: story.steps == (1, 0))
    while editor.document().isUndoAvailable():
        editor.undo()
    saved(session.window, qtbot)
    assert story.article.body == before
    qtbot.waitUntil(lambda: story.steps == (0, 1))
