"""The page: from field to field, block menu, links, cards, find and replace, spelling."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from newsdesk.domain.article import Article
from newsdesk.domain.body import (
    Body,
    CallOut,
    Divider,
    Embed,
    Figure,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    PullQuote,
    Table,
    TableRow,
)
from newsdesk.domain.normal import normal_body
from newsdesk.domain.text import Link, Mark, Run, plain
from newsdesk.domain.wanted import Wanted
from newsdesk.services import articles
from newsdesk.ui.context import Context
from newsdesk.ui.editor import finding, typographer
from newsdesk.ui.editor.blocks import KEEP
from newsdesk.ui.editor.editorcommands import STYLES
from newsdesk.ui.editor.linkpopover import address_of
from newsdesk.ui.editor.storyeditor import StoryEditor
from newsdesk.ui.mainwindow import MainWindow

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def editor(window: MainWindow, qtbot: QtBot) -> StoryEditor:
    found = window.findChild(StoryEditor)
    assert isinstance(found, StoryEditor)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    found.page.body.setFocus()
    return found


def context_of(editor: StoryEditor) -> Context:
    return editor.context


def at_new_line(editor: StoryEditor) -> None:
    body = editor.page.body
    cursor = body.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    body.setTextCursor(cursor)
    if cursor.block().text():
        QTest.keyClick(body, Key.Key_Return)


def show(editor: StoryEditor, body: Body) -> None:
    editor.context.story.edit(lambda article: replace(article, body=normal_body(body)))


def test_enter_and_the_arrows_lead_from_field_to_field(editor: StoryEditor) -> None:
    page = editor.page
    page.headline.setFocus()
    QTest.keyClick(page.headline, Key.Key_Return)
    assert page.standfirst.hasFocus()
    QTest.keyClick(page.standfirst, Key.Key_Tab)
    assert page.body.hasFocus()
    cursor = page.body.textCursor()
    cursor.setPosition(0)
    page.body.setTextCursor(cursor)
    QTest.keyClick(page.body, Key.Key_Up)
    assert page.lead.hasFocus()
    QTest.keyClick(page.lead, Key.Key_Up)
    assert page.standfirst.hasFocus()
    QTest.keyClick(page.standfirst, Key.Key_Backtab, SHIFT)
    assert page.headline.hasFocus()


def test_tab_nests_items_and_goes_on_from_paragraphs(editor: StoryEditor) -> None:
    body = editor.page.body
    show(editor, (Paragraph((Run("Above"),)),))
    at_new_line(editor)
    for text, key, shift in (
        ("- one", Key.Key_Return, False),
        ("", Key.Key_Tab, False),
        ("nested", Key.Key_Return, False),
        ("", Key.Key_Backtab, True),
        ("two", Key.Key_Return, False),
        ("", Key.Key_Return, False),
        ("``` a", Key.Key_Tab, False),
        ("b", Key.Key_Return, False),
        ("", Key.Key_Return, False),
        ("after", Key.Key_Tab, False),
    ):
        QTest.keyClicks(body, text)
        assert body.hasFocus()
        QTest.keyClick(body, key, SHIFT if shift else Qt.KeyboardModifier.NoModifier)
    items = (ListItem((Run("one"),)), ListItem((Run("nested"),), 1), ListItem((Run("two"),)))
    code, after = Preformatted("a\tb"), Paragraph((Run("after"),))
    assert body.body() == (Paragraph((Run("Above"),)), ListBlock(items), code, after)
    assert not body.hasFocus()


@pytest.mark.parametrize("mark", list(Mark))
def test_each_mark_is_put_on_by_its_keys_taken_off_and_undone(
    editor: StoryEditor, mark: Mark
) -> None:
    body = editor.page.body
    show(editor, (Paragraph((Run("E = mc2"),)),))
    body.setFocus()
    QTest.keyClick(body, Key.Key_End, CTRL)
    QTest.keyClick(body, Key.Key_Left, SHIFT)
    action = context_of(editor).actions.action(f"format.{mark}")
    QTest.keySequence(body, action.shortcut())
    assert body.body() == (Paragraph((Run("E = mc"), Run("2", frozenset({mark})))),)
    QTest.keySequence(body, action.shortcut())
    assert body.body() == (Paragraph((Run("E = mc2"),)),)
    QTest.keyClick(body, Key.Key_Z, CTRL)
    assert body.body() == (Paragraph((Run("E = mc"), Run("2", frozenset({mark})))),)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a👩‍👩‍👧", "a"), ("a👍🏽", "a"), ("a🇺🇦", "a"), ("a❤️", "a"), ("a😀😀", "a😀"),
        ("ae\u0301", "ae"), ("ab", "a"), ("क्ष", "क्"),
    ],
)  # fmt: skip
def test_backspace_takes_an_emoji_whole_and_a_mark_alone(
    editor: StoryEditor, text: str, left: str
) -> None:
    body = editor.page.body
    at_new_line(editor)
    body.insert_text(text)
    QTest.keyClick(body, Key.Key_Backspace)
    assert body.document().lastBlock().text() == left
    body.undo()
    assert body.document().lastBlock().text() in {text, ""}


def test_what_is_typed_in_the_page_is_saved(editor: StoryEditor, qtbot: QtBot) -> None:
    story = editor.context.story
    page = editor.page
    page.headline.selectAll()
    QTest.keyClicks(page.headline, "A new headline")
    at_new_line(editor)
    QTest.keyClicks(page.body, "The last line.")
    assert story.article is not None
    name = story.article.id
    story.flush()
    qtbot.waitUntil(lambda: not story.unsaved, timeout=10_000)
    found: list[object] = []
    story_task = editor.context.tasks.library(
        lambda desk: articles.saved_story(desk, article_id=name), found.append
    )
    qtbot.waitUntil(lambda: not story_task.running, timeout=10_000)
    saved = found[0]
    assert isinstance(saved, Article)
    assert saved.headline == "A new headline"
    assert saved.body[-1] == Paragraph((Run("The last line."),))


def test_counters_come_near_their_limits_and_never_block(editor: StoryEditor) -> None:
    page = editor.page
    page.headline.load("x" * 70)
    page.count()
    assert page.headline.accessibleDescription() == ""
    page.headline.load("x" * 120)
    page.count()
    assert page.headline.accessibleDescription() == "120 of 100 characters"
    QTest.keyClicks(page.headline, "y")
    assert len(page.headline.text()) == 121


def test_a_slash_opens_the_block_menu_and_a_few_letters_choose(editor: StoryEditor) -> None:
    body, menu = editor.page.body, editor.tools.inserter.menu
    at_new_line(editor)
    QTest.keyClicks(body, "/")
    assert menu.isVisible()
    QTest.keyClicks(menu.field, "pull")
    QTest.keyClick(menu.field, Key.Key_Return)
    assert not menu.isVisible()
    QTest.keyClicks(body, "Out loud")
    assert body.body()[-1] == PullQuote((Run("Out loud"),))


def test_a_slash_that_was_meant_stays(editor: StoryEditor) -> None:
    body, menu = editor.page.body, editor.tools.inserter.menu
    at_new_line(editor)
    QTest.keyClicks(body, "/")
    QTest.keyClicks(menu.field, "or")
    QTest.keyClick(menu.field, Key.Key_Escape)
    assert body.document().lastBlock().text() == "/or"


def test_a_link_is_set_changed_and_removed_in_place(editor: StoryEditor) -> None:
    body, link = editor.page.body, editor.tools.inserter.links.popover
    show(editor, (Paragraph((Run("One two three"),)),))
    editor.tools.leading.go_to(4, 3)
    context_of(editor).actions.run("insert.link")
    assert link.isVisible()
    QTest.keyClicks(link.address, "example.org/a")
    QTest.keyClick(link.address, Key.Key_Return)
    first = body.body()[0]
    assert isinstance(first, Paragraph)
    assert first.runs[1] == Run("two", link=Link("https://example.org/a"))
    editor.tools.leading.go_to(5)
    context_of(editor).actions.run("insert.link")
    assert link.address.text() == "https://example.org/a"
    link.sponsored.click()
    QTest.keyClick(link.address, Key.Key_Return)
    first = body.body()[0]
    assert isinstance(first, Paragraph)
    assert first.runs[1].link == Link("https://example.org/a", rel="sponsored")
    context_of(editor).actions.run("insert.link")
    assert link.sponsored.isChecked()
    link.address.clear()
    QTest.keyClick(link.address, Key.Key_Return)
    assert body.body() == (Paragraph((Run("One two three"),)),)


def test_the_library_suggests_stories_to_link_to(editor: StoryEditor, qtbot: QtBot) -> None:
    link = editor.tools.inserter.links.popover
    editor.tools.leading.go_to(0, 4)
    context_of(editor).actions.run("insert.link")
    link.address.clear()
    QTest.keyClicks(link.address, "bridge")
    qtbot.waitUntil(lambda: link.stories.count() > 0, timeout=10_000)
    QTest.keyClick(link.address, Key.Key_Down)
    QTest.keyClick(link.stories, Key.Key_Return)
    first = editor.page.body.body()[0]
    assert isinstance(first, Paragraph)
    assert first.runs[0].link is not None
    assert first.runs[0].link.href.startswith("newsdesk:")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("example.org", "https://example.org"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("desk@example.org", "mailto:desk@example.org"),
        ("two words", None),
        ("javascript:alert(1)", None),
        ("word", None),
    ],
)
def test_an_address_is_what_a_person_means_by_it(text: str, address: str | None) -> None:
    assert address_of(text) == address


def test_cards_are_measured_painted_and_move(editor: StoryEditor, qtbot: QtBot) -> None:
    lead = editor.context.story.article
    assert lead is not None
    assert lead.lead is not None
    cards = (
        Figure(replace(lead.lead, crop="")),
        CallOut(title="A box", paragraphs=((Run("words"),),), url="https://example.org"),
        Embed("https://example.org/v", "Example", "A film"),
        Table((TableRow(((Run("Route"),), (Run("From"),))), TableRow(((Run("2"),), ())))),
        Divider(),
    )
    body = editor.page.body
    for card in cards:
        at_new_line(editor)
        body.insert_card(card)
    editor.area.bring_caret()
    qtbot.wait(50)
    before = body.body()
    body.select_card(body.textCursor().selectionStart())
    context_of(editor).actions.run("block.move_up")
    assert body.body() != before
    body.undo()
    assert body.body() == before
    assert editor.grab().width() > 0


def test_right_to_left_stories_run_from_the_right(editor: StoryEditor) -> None:
    editor.context.story.edit(lambda article: replace(article, language="ar"))
    option = editor.page.headline.document().defaultTextOption()
    assert option.textDirection() is Qt.LayoutDirection.RightToLeft
    body = editor.page.body.document().defaultTextOption()
    assert body.textDirection() is Qt.LayoutDirection.RightToLeft
    editor.context.story.edit(lambda article: replace(article, language="en-GB"))
    body = editor.page.body.document().defaultTextOption()
    assert body.textDirection() is Qt.LayoutDirection.LeftToRight


class TestFind:
    def test_all_matches_are_replaced_in_one_step(self, editor: StoryEditor) -> None:
        body, bar = editor.page.body, editor.tools.find_bar
        show(editor, (Paragraph((Run("one cat, two cats"),)), Paragraph((Run("Cat 👩‍👩‍👧 cat"),))))
        before = body.body()
        context_of(editor).actions.run("edit.replace")
        bar.wanted.setText("cat")
        bar.replacement.setText("dog")
        bar.replace_all()
        texts = [plain(block.runs) for block in body.body() if isinstance(block, Paragraph)]
        assert texts == ["one dog, two dogs", "dog 👩‍👩‍👧 dog"]
        body.undo()
        assert body.body() == before

    def test_groups_of_an_expression_come_back(self, editor: StoryEditor) -> None:
        show(editor, (Paragraph((Run("Ana Núñez, Bob Long"),)),))
        document = editor.page.body.document()
        search = Wanted(r"(\w+) (\w+)", regex=True)
        found = finding.find_all(document, search)
        assert finding.replace_matches(document, found, search, r"\2 \1") == 2
        assert document.firstBlock().text() == "Núñez Ana, Long Bob"

    def test_whole_words_and_case(self, editor: StoryEditor) -> None:
        show(editor, (Paragraph((Run("Port ports port"),)),))
        document = editor.page.body.document()
        assert len(finding.find_all(document, Wanted("port"))) == 3
        assert len(finding.find_all(document, Wanted("port", words=True))) == 2
        assert len(finding.find_all(document, Wanted("port", words=True, case=True))) == 1

    def test_a_wrong_expression_is_said_in_a_sentence(self, editor: StoryEditor) -> None:
        editor.tools.find_bar.open()
        editor.tools.find_bar.regex.setChecked(True)
        editor.tools.find_bar.wanted.setText("(")
        editor.tools.find_bar.next()
        assert editor.tools.find_bar.said.startswith("This is no regular expression")

    def test_an_expression_that_does_not_end_is_stopped(self, editor: StoryEditor) -> None:
        show(editor, (Paragraph((Run("x" * 30_000),)),))
        bar = editor.tools.find_bar
        bar.open()
        bar.regex.setChecked(True)
        bar.wanted.setText(r"(x+x+)+y")
        begun = time.thread_time()
        bar.next()
        assert time.thread_time() - begun < 1
        assert "takes too long" in bar.said
        editor.page.body.typed.emit()
        assert "takes too long" in bar.said
        bar.wanted.setText("x+")
        bar.next()
        assert bar.said == "1 of 1"
        bar.leave()


class TestEmbeds:
    ADDRESS = "https://video.example/watch?v=a--b_1"

    def test_an_address_typed_on_a_line_is_offered_as_a_card(self, editor: StoryEditor) -> None:
        body, offer = editor.page.body, editor.tools.inserter.offer
        show(editor, (Paragraph((Run("Above"),)),))
        at_new_line(editor)
        QTest.keyClicks(body, self.ADDRESS)
        assert not offer.isVisible()
        QTest.keyClick(body, Key.Key_Return)
        assert offer.isVisible()
        button = offer.findChild(QPushButton)
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert body.body()[-1] == Embed(self.ADDRESS, "video.example")
        QTest.keyClicks(body, "Below")
        assert body.body()[-2:] == (
            Embed(self.ADDRESS, "video.example"),
            Paragraph((Run("Below"),)),
        )
        for _ in range(2):
            QTest.keyClick(body, Key.Key_Z, CTRL)
        assert body.body()[-1] == Paragraph((Run(self.ADDRESS),))

    def test_the_offer_goes_with_the_next_key(self, editor: StoryEditor) -> None:
        body, offer = editor.page.body, editor.tools.inserter.offer
        at_new_line(editor)
        QTest.keyClicks(body, self.ADDRESS)
        QTest.keyClick(body, Key.Key_Return)
        QTest.keyClicks(body, "On")
        assert not offer.isVisible()
        assert body.body()[-2:] == (Paragraph((Run(self.ADDRESS),)), Paragraph((Run("On"),)))

    @pytest.mark.parametrize(
        "text", ["See https://a.example/b", "a.example", "## https://a.example"]
    )
    def test_nothing_else_is_offered(self, editor: StoryEditor, text: str) -> None:
        at_new_line(editor)
        QTest.keyClicks(editor.page.body, text)
        QTest.keyClick(editor.page.body, Key.Key_Return)
        assert not editor.tools.inserter.offer.isVisible()

    def test_a_pasted_one_is_taken_in_place_and_by_the_command(self, editor: StoryEditor) -> None:
        body = editor.page.body
        show(editor, (Paragraph((Run("Above"),)),))
        at_new_line(editor)
        data = QMimeData()
        data.setText(self.ADDRESS)
        body.insertFromMimeData(data)
        assert editor.tools.inserter.offer.isVisible()
        context_of(editor).actions.run("insert.embed")
        assert body.body()[-1] == Embed(self.ADDRESS, "video.example")
        body.undo()
        assert body.body()[-1] == Paragraph((Run(self.ADDRESS),))


class TestLanguageOfAPassage:
    def test_words_are_put_into_a_language_and_out_of_it(self, editor: StoryEditor) -> None:
        body = editor.page.body
        show(editor, (Paragraph((Run("He said bonne journée to all"),)),))
        cursor = body.textCursor()
        cursor.setPosition(8)
        cursor.setPosition(21, KEEP)
        body.setTextCursor(cursor)
        popover = editor.tools.inserter.language.popover
        QTest.keyClick(body, Key.Key_G, CTRL | ALT)
        assert popover.isVisible()
        QTest.keyClicks(popover.list, "fre")
        QTest.keyClick(popover.list, Key.Key_Return)
        said = Run("bonne journée", language="fr")
        assert body.body() == (Paragraph((Run("He said "), said, Run(" to all"))),)
        assert body.hasFocus()
        body.undo()
        assert body.body() == (Paragraph((Run("He said bonne journée to all"),)),)
        body.redo()

        cursor = body.textCursor()
        cursor.setPosition(12)
        body.setTextCursor(cursor)
        context_of(editor).actions.run("format.language")
        assert popover.list.currentItem().text() == "French"
        QTest.keyClick(popover.list, Key.Key_Home)
        QTest.keyClick(popover.list, Key.Key_Return)
        assert body.body() == (Paragraph((Run("He said bonne journée to all"),)),)


class TestTypography:
    @pytest.mark.parametrize(
        ("language", "typed", "set_text"),
        [
            ("en-GB", "\"It isn't\" -- 'so'...", "“It isn’t” – ‘so’…"),
            ("en-US", '"Yes" -- no', "“Yes” — no"),
            ("uk", 'Він сказав "так" - і', "Він сказав «так»\u00a0— і"),
            ("de", '"Ja"', "„Ja“"),
            ("fr", '"Oui" !', "«\u202fOui\u202f» !"),
            (
                "fr",
                "Voir http://a.example/b--c?d ; si:",
                "Voir http://a.example/b--c?d ; si\u202f:",
            ),
            (
                "en-GB",
                '"www.a.example/b--c\'d..." a--b@c...',
                "“www.a.example/b--c'd...” a–b@c...",
            ),
        ],
    )
    def test_marks_are_set_as_each_language_has_them(
        self, language: str, typed: str, set_text: str
    ) -> None:
        before = ""
        house = typographer.house_of(language)
        for letter in typed:
            before += letter
            found = typographer.change_for(before, letter, house)
            if found is not None:
                before = before[: len(before) - found[0]] + found[1]
        assert before == set_text

    def test_one_undo_gives_back_what_was_typed(self, editor: StoryEditor) -> None:
        body = editor.page.body
        at_new_line(editor)
        QTest.keyClicks(body, 'So "')
        assert body.document().lastBlock().text() == "So “"
        body.undo()
        assert body.document().lastBlock().text() == 'So "'


class TestSpelling:
    def test_unknown_words_are_found_suggested_and_learnt(
        self, editor: StoryEditor, qtbot: QtBot
    ) -> None:
        at_new_line(editor)
        QTest.keyClicks(editor.page.body, "They recieve the colour. ")
        block = editor.page.body.document().lastBlock()
        qtbot.waitUntil(lambda: bool(editor.tools.spelling.unknown_in(block)), timeout=20_000)
        assert [one.word for one in editor.tools.spelling.unknown_in(block)] == ["recieve"]
        cursor = editor.page.body.textCursor()
        cursor.setPosition(block.position() + 7)
        editor.page.body.setTextCursor(cursor)
        menu = editor.tools.menu.make()
        assert menu.actions()[0].text() == "receive"
        menu.actions()[0].trigger()
        assert block.text().startswith("They receive the")
        menu.deleteLater()


def test_zoom_and_schemes_leave_the_undo_alone(editor: StoryEditor, window: MainWindow) -> None:
    body = editor.page.body
    at_new_line(editor)
    QTest.keyClicks(body, "word")
    actions = context_of(editor).actions
    for command in ("zoom.in", "scheme.dark", "scheme.light", "zoom.reset"):
        actions.run(command)
    body.undo()
    assert body.document().lastBlock().text() == ""
    assert STYLES
    assert body.mapToGlobal(QPoint(0, 0)) is not None
