"""What screen readers, keyboards and weak eyes find: names, roles, focus, contrast."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias, cast

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from newsdesk.domain.body import (
    Block,
    CallOut,
    CallOutKind,
    Divider,
    Embed,
    Gallery,
    Paragraph,
    RawHtml,
    Subhead,
    Table,
    TableRow,
)
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import Placement, PlacementRole
from newsdesk.domain.text import Run
from newsdesk.ui.editor.accessible import StoryParts
from newsdesk.ui.editor.storyeditor import StoryEditor
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.screens import PANELS
from newsdesk.ui.tokens import DARK, LIGHT, ColourRole, Palette
from tests.qt.test_editor import editor, show

__all__ = ["editor"]

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
Role = QAccessible.Role

OPERATED = {
    Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.SpinBox,
    Role.EditableText, Role.Slider, Role.List, Role.Table, Role.Tree, Role.PageTab, Role.Link,
    Role.ProgressBar,
}  # fmt: skip
"""Roles of what a person works with: each needs a name. Icons beside words need none."""


def shown(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything below an interface that is on the screen, as a screen reader walks it."""
    yield interface
    for at in range(interface.childCount()):
        child = cast("QAccessibleInterface | None", interface.child(at))
        if child is not None and child.isValid() and not child.state().invisible:
            yield from shown(child)


def name_of(interface: QAccessibleInterface) -> str:
    value = ""
    if interface.role() is Role.ProgressBar:
        value = interface.text(QAccessible.Text.Value)
    return (interface.text(QAccessible.Text.Name) or value).strip()


def nameless(root: QWidget) -> list[str]:
    found: list[str] = []
    for interface in shown(QAccessible.queryAccessibleInterface(root)):
        if interface.role() in OPERATED and not name_of(interface) and not internal(interface):
            widget = interface.object()
            owner = type(widget.parent()).__name__
            found.append(f"{type(widget).__name__} ({interface.role()}) in {owner}")
    return sorted(set(found))


def internal(interface: QAccessibleInterface) -> bool:
    """Whether it is a part that Qt makes inside a control, which speaks for it."""
    widget = cast("QObject | None", interface.object())
    if widget is None:
        return True
    name = widget.objectName()
    parent = widget.parent()
    inside = parent is not None and parent.metaObject().className() == "QComboBoxPrivateContainer"
    return name.startswith("qt_") or inside


def settle(qtbot: QtBot) -> None:
    qtbot.wait(150)


def test_every_screen_and_tab_has_names(window: MainWindow, qtbot: QtBot) -> None:
    found: dict[str, list[str]] = {}
    for tab in PANELS:
        window.context.navigator.show_tab(tab)
        settle(qtbot)
        found[tab] = nameless(window)
    for screen in ("authors", "images", "stories"):
        window.context.actions.run(f"view.{screen}")
        settle(qtbot)
        found[screen] = nameless(window)
    assert sorted({f"{name}: {one}" for name, missing in found.items() for one in missing}) == []


DIALOGS = (
    "file.settings", "file.publication", "file.backups", "file.deleted_profiles", "edit.spelling",
    "file.export", "help.palette", "help.shortcuts", "help.about",
    "insert.call_out", "insert.embed", "insert.table", "insert.raw_html", "insert.picture",
)  # fmt: skip


def opened(window: MainWindow, qtbot: QtBot, command: str) -> QWidget:
    before = set(QApplication.topLevelWidgets())
    window.context.actions.run(command)

    def new() -> list[QWidget]:
        return [one for one in QApplication.topLevelWidgets()
                if one.isVisible() and one not in before and one.isWindow()]  # fmt: skip

    qtbot.waitUntil(lambda: bool(new()) or bool(window.findChildren(QDialog)), timeout=10_000)
    settle(qtbot)
    return next(iter(new() or window.findChildren(QDialog)))


@pytest.mark.parametrize("command", DIALOGS)
def test_every_dialog_has_names_and_a_way_round_by_tab(
    editor: StoryEditor, qtbot: QtBot, command: str
) -> None:
    window = editor.window()
    assert isinstance(window, MainWindow)
    dialog = opened(window, qtbot, command)
    assert nameless(dialog) == []
    assert unreachable(dialog) == []
    if isinstance(dialog, QDialog):
        dialog.reject()
    else:
        dialog.close()
    settle(qtbot)


def unreachable(root: QWidget) -> list[str]:
    """Controls that are shown and enabled, and that Tab does not lead to."""
    chain: set[int] = set()
    first = root
    at: QWidget | None = root
    while at is not None:
        chain.add(id(at))
        at = at.nextInFocusChain()
        if at is first or (at is not None and id(at) in chain):
            break
    missed: list[str] = []
    for interface in shown(QAccessible.queryAccessibleInterface(root)):
        widget = interface.object()
        if interface.role() is not Role.Button or not isinstance(widget, QWidget):
            continue
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and id(widget) in chain
        in_line = isinstance(widget.parent(), QLineEdit)  # Escape does what it does.
        if widget.isEnabled() and not reached and not in_line and not internal(interface):
            missed.append(f"{type(widget).__name__} {name_of(interface)}")
    return missed


@pytest.mark.parametrize("command", [one for one in DIALOGS if one.startswith("insert.")][:-1])
def test_a_card_begins_with_its_first_field_and_ends_with_ctrl_enter(
    editor: StoryEditor, qtbot: QtBot, command: str
) -> None:
    window = editor.window()
    assert isinstance(window, MainWindow)
    dialog = opened(window, qtbot, command)
    first = dialog.focusWidget()
    assert first is not None
    assert not isinstance(first, QPushButton)
    at: QWidget | None = first
    texts: list[str] = []
    for _ in range(60):
        at = at.nextInFocusChain() if at is not None else None
        if isinstance(at, QPushButton) and dialog.isAncestorOf(at):
            texts.append(at.text())
    assert texts.index("Cancel") == texts.index("Done") - 1
    assert texts[: texts.index("Done") + 1].count("Done") == 1
    if command == "insert.embed":
        QTest.keyClicks(first, "https://video.example/1")
    QTest.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    settle(qtbot)


BESIDE_KEYS = {"Insert a block"}
"""Buttons for the mouse alone, because a key does the same where the caret stands ("/")."""


def test_every_button_of_the_window_is_reached_by_tab(window: MainWindow, qtbot: QtBot) -> None:
    missed: list[str] = []
    for tab in PANELS:
        window.context.navigator.show_tab(tab)
        settle(qtbot)
        missed += unreachable(window)
    for screen in ("authors", "images"):
        window.context.actions.run(f"view.{screen}")
        settle(qtbot)
        missed += unreachable(window)
    missed = [one for one in missed if one.split(" ", 1)[1] not in BESIDE_KEYS]
    assert sorted(set(missed)) == []


def without_sign_of_focus(root: QWidget, qtbot: QtBot) -> list[str]:
    """What Tab leads to within a widget and looks the same with the focus as without."""
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        if (
            widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and not widget.objectName().startswith("qt_")
            and not (isinstance(widget, QAbstractItemView) and not widget.model().rowCount())
        ):
            widget.clearFocus()
            before = pixels(widget)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            # As the Tab key does: rows show a frame to those who use keys.
            root.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            qtbot.wait(1)
            if pixels(widget) == before:
                name = name_of(QAccessible.queryAccessibleInterface(widget))
                found.append(f"{type(widget).__name__} {name}")
    return found


def pixels(widget: QWidget) -> QImage:
    """A widget as it looks, with a few pixels around it where its frame may be."""
    parent = widget.parentWidget()
    assert parent is not None
    return parent.grab(widget.geometry().adjusted(-6, -6, 6, 6)).toImage()


def test_the_focus_is_seen_wherever_tab_leads(editor: StoryEditor, qtbot: QtBot) -> None:
    window = editor.window()
    assert isinstance(window, MainWindow)
    unseen: list[str] = []
    for tab in PANELS:
        window.context.navigator.show_tab(tab)
        settle(qtbot)
        unseen += without_sign_of_focus(window.inspector, qtbot)
    unseen += without_sign_of_focus(window.sidebar, qtbot)
    unseen += without_sign_of_focus(window.stories, qtbot)
    unseen += without_sign_of_focus(window.stage, qtbot)
    for screen in ("authors", "images"):
        window.context.actions.run(f"view.{screen}")
        settle(qtbot)
        unseen += without_sign_of_focus(window.stage, qtbot)
    assert "\n".join(sorted(set(unseen))) == ""


def test_f6_goes_round_the_panes(editor: StoryEditor, qtbot: QtBot) -> None:
    window = editor.window()
    assert isinstance(window, MainWindow)
    panes = (window.sidebar, window.stories, window.stage, window.inspector)
    seen: list[QWidget] = []
    for _ in panes:
        window.context.actions.run("window.next_pane")
        settle(qtbot)
        focused = QApplication.focusWidget()
        seen += [pane for pane in panes if focused is not None and pane.isAncestorOf(focused)]
    shown_panes = [pane for pane in panes if pane.isVisible()]
    assert set(map(id, seen)) == set(map(id, shown_panes))


CARDS: tuple[Block, ...] = (
    Gallery((Placement(ImageId("0" * 64), PlacementRole.GALLERY),)),
    Embed("https://video.example/1", title="A film"),
    CallOut(CallOutKind.FACT_BOX, title="The quay"),
    Table((TableRow(((Run("a"),), (Run("b"),))),)),
    Divider(),
    RawHtml("<p>x</p>"),
)


def test_the_tree_names_headings_cards_and_fields(editor: StoryEditor) -> None:
    show(editor, (Subhead((Run("A subhead"),), 3), *CARDS, Paragraph((Run("End"),))))
    names = {
        name_of(one): one.role() for one in shown(QAccessible.queryAccessibleInterface(editor))
    }
    for field in ("Headline", "Standfirst", "Story text"):
        assert names[field] is Role.EditableText
    assert names["A subhead, heading level 3"] is Role.Heading
    assert names["Gallery of 1 pictures"] is Role.Graphic
    assert names["Fact box: The quay"] is Role.Grouping
    assert names["Embed: A film"] is Role.Grouping
    assert names["Table of 1 rows"] is Role.Table
    assert names["Divider"] is Role.Separator
    parts = editor.tools.parts
    assert isinstance(parts, StoryParts)
    interface = QAccessible.queryAccessibleInterface(parts)
    rects = [interface.child(at).rect() for at in range(interface.childCount())]
    assert all(one.top() < other.top() for one, other in pairwise(rects))
    # What was given once stands for what is there now.
    show(editor, (Paragraph((Run("Nothing"),)),))
    assert interface.childCount() == 0


@pytest.mark.parametrize("card", CARDS, ids=lambda card: type(card).__name__)
def test_a_card_is_reached_opened_moved_and_deleted_by_keys(
    editor: StoryEditor, qtbot: QtBot, card: Block
) -> None:
    body = editor.page.body
    ends = Paragraph((Run("Above"),)), Paragraph((Run("Below"),))
    show(editor, (ends[0], card, ends[1]))
    cursor = body.textCursor()
    cursor.setPosition(0)
    body.setTextCursor(cursor)
    opened_at: list[int] = []
    body.card_activated.connect(opened_at.append)
    QTest.keyClick(body, Key.Key_Down)
    assert body.textCursor().selectedText() == "\ufffc"
    QTest.keyClick(body, Key.Key_Return)
    assert len(opened_at) == 1
    for dialog in editor.window().findChildren(QDialog):
        dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    body.setFocus()
    body.move_blocks(1)
    assert body.body() == (ends[0], ends[1], card)
    body.move_blocks(-1)
    assert body.body() == (ends[0], card, ends[1])
    QTest.keyClick(body, Key.Key_Delete)
    assert body.body() == ends


# --- contrast ---

GROUNDS: tuple[ColourRole, ...] = ("window", "sidebar", "panel", "paper", "raised", "field")
TEXTS: tuple[ColourRole, ...] = ("text", "text2", "accent", "bad", "warn", "ok")
Pairs: TypeAlias = tuple[tuple[ColourRole, ColourRole], ...]
PAIRS: Pairs = (
    ("on_accent", "accent_fill"), ("ok", "ok_ground"), ("warn", "warn_ground"),
    ("bad", "bad_ground"), ("inserted", "inserted_ground"), ("removed", "removed_ground"),
    ("text", "selected"), ("text", "selected_idle"), ("text", "hover"), ("text2", "hover"),
    ("text", "text_selection"), ("text", "call_out"), ("text2", "call_out"),
    ("text", "warn_ground"), ("text", "note_ground"), ("text3", "paper"), ("text3", "field"),
    ("text3", "panel"), ("text2", "selected"), ("text2", "selected_idle"),
)  # fmt: skip
CONTROL_PARTS: Pairs = (
    *(("line2", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in GROUNDS),
    ("note", "paper"), ("note", "note_ground"), ("accent_fill", "paper"), ("accent", "selected"),
)  # fmt: skip
"""Borders of fields, frames of focus, and signs: 3:1."""
STATES: tuple[ColourRole, ...] = (
    "draft", "review", "legal", "ready", "scheduled", "published", "withheld", "spiked",
)  # fmt: skip


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_the_contrast_of_aa(palette: Palette) -> None:
    more: Pairs = tuple((text, ground) for text in TEXTS for ground in GROUNDS)
    pairs = PAIRS + more
    weak = {
        (text, ground): round(contrast(palette[text], palette[ground]), 2)
        for text, ground in pairs
        if contrast(palette[text], palette[ground]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_and_signs_stand_out_from_their_grounds(palette: Palette) -> None:
    on_panel: Pairs = tuple((one, "panel") for one in STATES)
    pairs = CONTROL_PARTS + on_panel
    weak = {
        (part, ground): round(contrast(palette[part], palette[ground]), 2)
        for part, ground in pairs
        if contrast(palette[part], palette[ground]) < 3
    }
    assert weak == {}


# --- finding the way by keys ---


def test_outline_and_marks_of_what_is_to_come_are_walked_by_keys(
    editor: StoryEditor, qtbot: QtBot
) -> None:
    body = editor.page.body
    show(
        editor,
        (
            Paragraph((Run("First TK."),)),
            Subhead((Run("One"),), 2),
            Paragraph((Run("Second tk tk."),)),
            Subhead((Run("Two"),), 3),
            Paragraph((Run("End"),)),
        ),
    )
    editor.context.actions.run("view.outline")
    assert editor.tools.leading.outline.list.hasFocus()
    QTest.keyClick(editor.tools.leading.outline.list, Key.Key_Down)
    QTest.keyClick(editor.tools.leading.outline.list, Key.Key_Return)
    assert body.hasFocus()
    assert body.textCursor().block().text() == "Two"
    found: list[int] = []
    for _ in range(3):
        editor.context.actions.run("edit.next_to_come")
        assert body.textCursor().selectedText() in {"TK", "tk tk"}
        found.append(body.textCursor().blockNumber())
    assert found == [0, 2, 0]
    qtbot.waitUntil(lambda: "2 TK" in said(editor))


def test_the_length_wished_for_is_set_and_shown(editor: StoryEditor, qtbot: QtBot) -> None:
    editor.context.navigator.show_tab("story")
    editor.context.navigator.show_place("target_words")
    field = QApplication.focusWidget()
    assert field is not None
    assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name) == (
        "Target words"
    )
    QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "800")
    QTest.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: "Target 800" in said(editor))


def said(editor: StoryEditor) -> str:
    window = editor.window()
    assert isinstance(window, MainWindow)
    labels = window.status.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())
