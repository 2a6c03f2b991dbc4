"""The Related panel: pins by one key, overrides, links, lists to use again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.body import Paragraph
from newsdesk.domain.moment import Moment
from newsdesk.domain.related import RelatedItem, RelatedLevel
from newsdesk.domain.text import Run
from newsdesk.services import articles, related
from newsdesk.services.desk import Desk
from newsdesk.ui.fields.texts import Line
from newsdesk.ui.inspector.relatedform import RelatedForm
from newsdesk.ui.inspector.relatedpanel import RelatedPanel
from newsdesk.ui.inspector.relatedrow import RelatedRow
from tests.qt.bench import Bench, bench, click, keys, press
from tests.webserver import body, serving

_HEADLINES = (
    "Varnel Line orders two battery trams for Tollin",
    "A week without a tram on the Tollin line",
    "Drivers and the Tollin depot meet again",
)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def others(desk: Bench) -> tuple[Article, ...]:
    def make(at: Desk) -> tuple[Article, ...]:
        made: list[Article] = []
        for number, headline in enumerate(_HEADLINES):
            article, _ = articles.create(at, headline=headline)
            text = f"Tram drivers of Tollin and the Varnel Line met. {headline}."
            published = Moment(datetime.now(UTC) - timedelta(days=number + 1))
            article = replace(
                article, body=(Paragraph((Run(text),)),), state=ArticleState.PUBLISHED,
                first_published_at=published, series="Eastern trams",
            )  # fmt: skip
            made.append(articles.save(at, article=article)[0])
        return tuple(made)

    return desk.work(make)


@pytest.fixture
def panel(desk: Bench, others: tuple[Article, ...], qtbot: QtBot) -> RelatedPanel:
    def make(at: Desk) -> Article:
        article, _ = articles.create(at, headline="Tollin tram drivers end their strike")
        text = "Tram drivers in Tollin ended a strike. The Varnel Line runs again."
        body = (Paragraph((Run(text),)),)
        return articles.save(at, article=replace(article, body=body, series="Eastern trams"))[0]

    desk.open(desk.work(make))
    made = RelatedPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(316, 860)
    made.show()
    desk.wait(lambda: len(made.suggested.rows.rows) == 3, "the suggestions")
    return made


def pinned(desk: Bench) -> list[str]:
    return [item.article or item.url for item in desk.article().related.items]


def first(panel: RelatedPanel) -> RelatedRow:
    return panel.suggested.rows.rows[0]


def pin_all(desk: Bench, panel: RelatedPanel) -> None:
    for left in (2, 1, 0):
        press(first(panel), Qt.Key.Key_P)
        desk.wait(lambda left=left: len(panel.suggested.rows.rows) == left, "the pin")


def test_suggestions_stand_ready_each_with_its_reason(panel: RelatedPanel) -> None:
    assert all(row.told.reason for row in panel.suggested.rows.rows)
    assert "series" in first(panel).told.reason.lower()


def test_p_enter_and_a_click_on_the_pin_pin_a_suggestion(desk: Bench, panel: RelatedPanel) -> None:
    wanted = [row.told.key for row in panel.suggested.rows.rows]
    press(first(panel), Qt.Key.Key_P)
    desk.wait(lambda: len(panel.suggested.rows.rows) == 2, "the first pin")
    press(first(panel), Qt.Key.Key_Return)
    desk.wait(lambda: len(panel.suggested.rows.rows) == 1, "the second pin")
    click(first(panel), QPoint(first(panel).width() - 12, 33))
    desk.wait(lambda: not panel.suggested.rows.rows, "the third pin")
    assert pinned(desk) == wanted
    assert [item.level for item in desk.saved().related.items] == [RelatedLevel.PINNED] * 3


def test_pins_are_ordered_by_alt_and_arrows_and_by_dragging(
    desk: Bench, panel: RelatedPanel
) -> None:
    pin_all(desk, panel)
    before = pinned(desk)
    press(panel.pinned.rows.rows[2], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert pinned(desk) == [before[0], before[2], before[1]]
    desk.settle()
    row = panel.pinned.rows.rows[0]
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QTest.mousePress(row, left, none, QPoint(8, 30))
    QTest.mouseMove(row, QPoint(8, 90))
    QTest.mouseMove(row, QPoint(8, 260))
    QTest.mouseRelease(row, left, none, QPoint(8, 260))
    assert pinned(desk) == [before[2], before[1], before[0]]


def test_delete_unpins_and_the_story_is_suggested_again(desk: Bench, panel: RelatedPanel) -> None:
    press(first(panel), Qt.Key.Key_P)
    desk.wait(lambda: len(panel.pinned.rows.rows) == 1, "the pin")
    press(panel.pinned.rows.rows[0], Qt.Key.Key_Delete)
    desk.wait(lambda: len(panel.suggested.rows.rows) == 3, "the suggestion")
    assert pinned(desk) == []


def test_what_is_overridden_counts_in_this_place_only(
    desk: Bench, panel: RelatedPanel, others: tuple[Article, ...]
) -> None:
    press(first(panel), Qt.Key.Key_P)
    desk.wait(lambda: len(panel.pinned.rows.rows) == 1, "the pin")
    row = panel.pinned.rows.rows[0]
    press(row, Qt.Key.Key_Return)
    line = next(
        made for made in row.findChildren(Line) if made.accessibleName() == "Headline here"
    )
    keys(line, "The deal, in full")
    assert desk.saved().related.items[0].headline == "The deal, in full"
    desk.settle()
    assert panel.pinned.rows.rows[0].told.headline == "The deal, in full"
    kept = desk.work(lambda at: articles.saved_story(at, article_id=others[0].id))
    assert kept.headline == _HEADLINES[0]


def test_a_pasted_link_becomes_a_pin_and_a_script_does_not(
    desk: Bench, panel: RelatedPanel
) -> None:
    panel.picker.line.setText("javascript://alert(1)")
    panel.picker.line.typed.emit(panel.picker.line.text())
    texts = [made for made in panel.findChildren(QLabel) if "https://" in made.text()]
    desk.wait(lambda: any("whole address" in made.text() for made in panel.findChildren(QLabel)))
    assert not texts or not pinned(desk)
    panel.picker.line.setText("https://port.example/notice")
    panel.picker.line.typed.emit(panel.picker.line.text())
    desk.wait(lambda: panel.picker.list.count() == 1, "the offer")
    press(panel.picker.line, Qt.Key.Key_Return)
    assert pinned(desk) == ["https://port.example/notice"]


def test_the_title_of_a_page_is_fetched_when_somebody_asks_and_not_before(
    desk: Bench, panel: RelatedPanel
) -> None:
    with serving() as site:
        site.answers["/notice"] = body(b"<title>Notice to mariners</title>")
        site.answers["/none"] = body(b"%PDF", "application/pdf")
        for path in ("/notice", "/none"):
            panel.picker.line.setText(site.address + path)
            panel.picker.line.typed.emit(panel.picker.line.text())
            desk.wait(lambda: panel.picker.list.count() == 1, "the offer")
            press(panel.picker.line, Qt.Key.Key_Return)
            desk.wait(lambda path=path: pinned(desk)[-1:] == [site.address + path], "the pin")
            desk.wait(
                lambda path=path: any(
                    row.unfolded and row.told.key.endswith(path) for row in panel.pinned.rows.rows
                ),
                "its fields",
            )
        assert site.seen == []
        assert [row.unfolded for row in panel.pinned.rows.rows] == [True, True]
        forms = [row.findChild(RelatedForm) for row in panel.pinned.rows.rows]
        for form in forms:
            assert isinstance(form, RelatedForm)
            click(form.fetch)
        desk.wait(lambda: desk.saved().related.items[0].headline != "", "the title")
        assert desk.saved().related.items[0].headline == "Notice to mariners"
        desk.wait(
            lambda: any("no page" in made.text() for made in panel.findChildren(QLabel)),
            "the sentence",
        )
        assert desk.saved().related.items[1].headline == ""
        assert [form.fetch.text() for form in forms if form is not None] == ["Fetch title"] * 2


def test_pins_are_kept_as_a_list_to_use_again(desk: Bench, panel: RelatedPanel) -> None:
    pin_all(desk, panel)
    panel.curated_menu.keep("Eastern trams")
    desk.wait(lambda: len(panel.curated.rows.rows) == 3, "the list")
    assert pinned(desk) == []
    assert desk.article().related.curated is not None
    lists = desk.work(related.curated_lists)
    assert [(one.name, len(one.items)) for one in lists] == [("Eastern trams", 3)]


def test_who_links_here_is_shown(
    desk: Bench, panel: RelatedPanel, others: tuple[Article, ...]
) -> None:
    name = desk.article().id

    def point(at: Desk) -> None:
        other = articles.open_story(at, article_id=others[0].id)
        items = (RelatedItem(article=name),)
        articles.save(at, article=replace(other, related=replace(other.related, items=items)))

    desk.work(point)
    panel.refresh()
    desk.wait(lambda: len(panel.linked.rows.rows) == 1, "the link")
    assert panel.linked.rows.rows[0].told.key == others[0].id
    opened: list[str] = []
    desk.context.navigator.story_wanted.connect(opened.append)
    press(panel.linked.rows.rows[0], Qt.Key.Key_Return)
    assert opened == [others[0].id]
    assert pinned(desk) == []
