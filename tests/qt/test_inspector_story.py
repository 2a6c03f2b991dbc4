"""The Story panel: each field both ways, slugs that are free, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from newsdesk.domain.article import Article
from newsdesk.services import articles
from newsdesk.services.desk import Desk
from newsdesk.ui.controls import IconButton
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.tags import TagField
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.inspector.corrections import Corrections
from newsdesk.ui.inspector.storypanel import StoryPanel
from tests.qt.bench import Bench, bench, click, keys, press, with_sections


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def panel(desk: Bench, qtbot: QtBot) -> StoryPanel:
    with_sections(desk)
    desk.open(new_story(desk, "Ferries return"))
    made = StoryPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(316, 900)
    made.show()
    desk.settle()
    return made


def new_story(desk: Bench, headline: str, slug: str = "") -> Article:
    def make(at: Desk) -> Article:
        article, _ = articles.create(at, headline=headline)
        return articles.save(at, article=replace(article, slug=slug))[0]

    return desk.work(make)


def field(panel: StoryPanel, name: str) -> Field:
    return next(
        made for made in panel.findChildren(Field) if made.control.accessibleName() == name
    )


def line(panel: StoryPanel, name: str) -> Line:
    return next(made for made in panel.findChildren(Line) if made.accessibleName() == name)


def test_each_key_is_in_the_story_and_survives_the_library(desk: Bench, panel: StoryPanel) -> None:
    keys(line(panel, "Kicker"), "Ports")
    keys(line(panel, "Dateline city"), "Tollin")
    keys(line(panel, "Title for search engines"), "Ferries are back")
    assert desk.article().kicker == "Ports"
    saved = desk.saved()
    assert (saved.dateline.city, saved.search.title) == ("Tollin", "Ferries are back")


def test_a_change_made_elsewhere_is_shown(desk: Bench, panel: StoryPanel) -> None:
    desk.context.story.edit(lambda article: replace(article, series="Nine winters"), origin=desk)
    assert line(panel, "Series").text() == "Nine winters"


def test_tags_are_made_with_enter_and_comma_and_none_twice(desk: Bench, panel: StoryPanel) -> None:
    tags = next(t for t in panel.findChildren(TagField) if t.line.accessibleName() == "Tags")
    keys(tags.line, "ferries, ports,Ferries,")
    keys(tags.line, "one more")
    press(tags.line, Qt.Key.Key_Return)
    assert desk.article().tags == ("ferries", "ports", "one more")
    press(tags.line, Qt.Key.Key_Backspace)
    assert desk.article().tags == ("ferries", "ports")
    assert tags.line.text() == "one more"


def test_a_slug_that_breaks_the_rules_stays_out_of_the_story(
    desk: Bench, panel: StoryPanel
) -> None:
    before = desk.article().slug
    slug = line(panel, "Slug")
    slug.clear()
    keys(slug, "Ferries Return!")
    QTest.qWait(400)
    desk.settle()
    assert "lower-case letters" in field(panel, "Slug").problem
    assert desk.article().slug == before


def test_a_slug_of_another_story_is_refused_with_a_sentence(
    desk: Bench, panel: StoryPanel
) -> None:
    new_story(desk, "Other", slug="pilots-return")
    slug = line(panel, "Slug")
    slug.selectAll()
    keys(slug, "pilots-return")
    desk.wait(lambda: "Another story" in field(panel, "Slug").problem, "the sentence")
    keys(slug, "-home")
    desk.wait(lambda: desk.article().slug == "pilots-return-home", "the slug")
    assert not field(panel, "Slug").problem


def test_a_counter_says_when_a_search_title_is_too_long(panel: StoryPanel) -> None:
    title = line(panel, "Title for search engines")
    keys(title, "x" * 61)
    assert field(panel, "Title for search engines").note == "61 of 60"


def test_a_correction_is_added_reworded_and_removed(desk: Bench, panel: StoryPanel) -> None:
    desk.context.navigator.show_place("corrections.new")
    desk.wait(lambda: len(desk.article().corrections) == 1, "the correction")
    corrections = panel.findChild(Corrections)
    assert corrections is not None
    text = next(a for a in corrections.findChildren(Area) if a.accessibleName() == "Text")
    keys(text, "The ferry is named Alma.")
    assert desk.saved().corrections[0].text == "The ferry is named Alma."
    remove = next(
        made for made in corrections.findChildren(IconButton) if made.accessibleName() == "Remove"
    )
    click(remove)
    assert desk.article().corrections == ()


def test_an_embargo_is_set_and_cleared(desk: Bench, panel: StoryPanel) -> None:
    offer = next(
        b
        for b in panel.findChildren(QPushButton)
        if b.accessibleName() == "Embargo until: Set an embargo"
    )
    click(offer)
    until = desk.article().embargoed_until
    assert until is not None
    assert until.utc.minute == 0
    clear = next(
        b for b in panel.findChildren(IconButton) if b.accessibleName() == "Clear embargo until"
    )
    click(clear)
    assert desk.article().embargoed_until is None


def test_the_slug_that_a_save_makes_of_the_headline_is_shown(desk: Bench, qtbot: QtBot) -> None:
    desk.open(desk.work(lambda at: articles.create(at)[0]))
    panel = StoryPanel(desk.context)
    qtbot.addWidget(panel)
    panel.show()
    desk.context.story.edit(lambda article: replace(article, headline="Ferries are back"))
    desk.saved()
    assert line(panel, "Slug").text() == "ferries-are-back"
