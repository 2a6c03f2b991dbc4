"""The screen of find and replace: lines to tick, the page beside, one undo for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.body import Paragraph
from newsdesk.domain.text import Run
from newsdesk.services import articles, replacing
from newsdesk.services.desk import Desk
from newsdesk.ui.notices import Notice
from newsdesk.ui.replacing import ReplaceScreen
from tests.qt.bench import Bench, bench, press

OLD, NEW = "Port Board", "Port Authority"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as found:
        yield found


def add(made: Bench, headline: str, text: str, **fields: object) -> Article:
    def work(desk: Desk) -> Article:
        story, _changes = articles.create(desk, headline=headline)
        story = replace(story, body=(Paragraph((Run(text),)),))
        return articles.save(desk, article=replace(story, **fields))[0]

    return made.work(work)


def shown(made: Bench, wanted: str = OLD, to: str = NEW) -> ReplaceScreen:
    screen = ReplaceScreen(made.context)
    screen.resize(1200, 800)
    screen.show()
    screen.form.wanted.setText(wanted)
    screen.form.replacement.setText(to)
    ask(made, screen)
    return screen


def ask(made: Bench, screen: ReplaceScreen) -> None:
    screen.form.ask_now()
    made.settle()  # Looking begins when the open story is saved.
    made.wait(lambda: screen.stop.isHidden() and "Looking" not in screen.form.said.text())
    made.settle()


def text_of(made: Bench, story: Article) -> str:
    found = made.work(lambda desk: articles.saved_story(desk, article_id=story.id))
    block = found.body[0]
    assert isinstance(block, Paragraph)
    return block.runs[0].text


def test_changes_are_shown_ticked_made_and_taken_back(made: Bench) -> None:
    one = add(made, "One", f"The {OLD} and the {OLD}")
    two = add(made, "Two", f"A {OLD}", state=ArticleState.PUBLISHED)
    made.open(one)
    heard: list[Notice] = []
    made.context.notices.shown.connect(heard.append)
    screen = shown(made)
    assert screen.form.said.text() == "3 matches in 2 stories."
    assert screen.agree.text() == "Replace 2 in 1 story"

    first = next(
        row
        for row in range(screen.model.rowCount())
        if screen.model.line(row).kind == "spot"
        and screen.model.stories[screen.model.line(row).story].article == one.id
    )
    area = screen.view.visualRect(screen.model.index(first))
    QTest.mouseClick(
        screen.view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(46, area.center().y()),
    )
    assert screen.agree.text() == "Replace 1 in 1 story"
    screen.agree.click()
    made.wait(lambda: any("Replaced 1" in notice.text for notice in heard))
    made.settle()
    assert text_of(made, one) == f"The {OLD} and the {NEW}"
    assert text_of(made, two) == f"A {OLD}"
    assert made.article().version == 3

    screen.maker.undo()
    made.wait(lambda: any("as before" in notice.text for notice in heard))
    made.settle()
    assert text_of(made, one) == f"The {OLD} and the {OLD}"
    assert made.work(replacing.last) is None
    assert not made.errors
    screen.deleteLater()


def test_what_was_typed_and_not_saved_is_looked_through_too(made: Bench) -> None:
    made.open(add(made, "One", "nothing"))
    made.context.story.edit(lambda article: replace(article, standfirst=f"The {OLD}"))
    screen = shown(made)
    assert screen.form.said.text() == "1 match in 1 story."
    screen.deleteLater()


def test_keys_fold_tick_and_walk(made: Bench) -> None:
    add(made, "One", f"{OLD}, {OLD}")
    screen = shown(made)
    screen.view.setCurrentIndex(screen.model.index(0))
    press(screen.view, Qt.Key.Key_Left)
    assert screen.model.rowCount() == 1
    press(screen.view, Qt.Key.Key_Right)
    assert screen.model.rowCount() == 3
    press(screen.view, Qt.Key.Key_Space)
    assert not screen.agree.isEnabled()
    press(screen.view, Qt.Key.Key_Space)
    press(screen.view, Qt.Key.Key_Down)
    press(screen.view, Qt.Key.Key_Space)
    assert screen.model.on(screen.model.line(0)) is Qt.CheckState.PartiallyChecked
    made.settle()
    assert NEW in screen.page.toPlainText()
    screen.grab()
    screen.deleteLater()


def test_an_expression_that_does_not_end_is_refused(made: Bench) -> None:
    add(made, "One", "x" * 30_000)
    screen = shown(made, "(x+x+)+y")
    screen.form.regex.setChecked(True)
    ask(made, screen)
    made.wait(lambda: "takes too long" in screen.form.said.text())
    assert not screen.agree.isEnabled()
    screen.deleteLater()


def test_a_mistake_in_an_expression_is_said_and_nothing_is_offered(made: Bench) -> None:
    add(made, "One", OLD)
    screen = shown(made, "(")
    screen.form.regex.setChecked(True)
    ask(made, screen)
    assert "no regular expression" in screen.form.said.text()
    assert not screen.agree.isEnabled()
    screen.form.wanted.setText("")
    ask(made, screen)
    assert not screen.form.said.text()
    screen.deleteLater()
