"""The settings: a page for each group of the table; every change holds at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from newsdesk.domain.errors import NewsdeskError
from newsdesk.services.settings import SETTINGS, Setting, SettingKind, Value
from newsdesk.ui.controls import Dialog, button, label
from newsdesk.ui.fields.choices import Choice, Number
from newsdesk.ui.preferences import SettingsStore


class Row(QWidget):
    """One setting: title, control, what it does, and a sentence where a value does not fit."""

    def __init__(self, store: SettingsStore, setting: Setting) -> None:
        super().__init__()
        self._store = store
        self._setting = setting
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.setSpacing(4)
        makers: dict[SettingKind, Callable[[], QWidget]] = {
            SettingKind.SWITCH: self._switch,
            SettingKind.NUMBER: self._number,
            SettingKind.CHOICE: self._choice,
            SettingKind.TEXT: self._text,
            SettingKind.FOLDER: self._folder,
        }
        control = makers[setting.kind]()
        if setting.kind is not SettingKind.SWITCH:
            title = QLabel(setting.title)
            title.setTextFormat(Qt.TextFormat.PlainText)
            title.setBuddy(self._focus)
            column.addWidget(title)
        self._focus.setAccessibleName(setting.title)
        self._focus.setAccessibleDescription(setting.help)
        column.addWidget(control)
        column.addWidget(label(setting.help, "note", wrap=True))
        column.addWidget(self._problem)

    def _set(self, value: Value) -> None:
        try:
            self._store.set(self._setting.key, value)
        except NewsdeskError as error:
            self._problem.setText(str(error))
            self._problem.show()
        else:
            self._problem.hide()

    def _switch(self) -> QWidget:
        made = QCheckBox(self._setting.title)
        made.setChecked(self._store.switch(self._setting.key))
        made.toggled.connect(self._set)
        self._focus: QWidget = made
        return made

    def _number(self) -> QWidget:
        made = Number(self._setting.least, self._setting.most, unit=self._setting.unit)
        made.show_value(self._store.number(self._setting.key))
        made.setFixedWidth(180)
        made.valueChanged.connect(self._set)
        self._focus = made
        return made

    def _choice(self) -> QWidget:
        made = Choice(self._setting.choices)
        made.show_value(self._store.text(self._setting.key))
        made.setFixedWidth(220)
        made.chosen.connect(self._chosen)
        self._focus = made
        return made

    def _chosen(self, value: object) -> None:
        self._set(str(value))

    def _text(self) -> QWidget:
        made = QLineEdit(self._store.text(self._setting.key))
        made.setMaxLength(self._setting.most)
        made.editingFinished.connect(lambda: self._set(made.text().strip()))
        self._focus = made
        return made

    def _folder(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        field = QLineEdit(self._store.text(self._setting.key))
        field.setMaxLength(self._setting.most)
        field.editingFinished.connect(lambda: self._set(field.text().strip()))
        choose = button("Choose…")

        def ask() -> None:
            folder = QFileDialog.getExistingDirectory(self, self._setting.title, field.text())
            if folder:
                field.setText(folder)
                self._set(folder)

        choose.clicked.connect(ask)
        row.addWidget(field, 1)
        row.addWidget(choose)
        self._focus = field
        return whole


class SettingsDialog(Dialog):
    """Pages at the left, their settings at the right."""

    def __init__(self, store: SettingsStore, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.resize(680, 520)
        pages = tuple(dict.fromkeys(setting.page for setting in SETTINGS))
        self._stack = QStackedWidget()
        names = QListWidget()
        names.setAccessibleName("Pages of the settings")
        names.setFixedWidth(168)
        names.setProperty("look", "pages")
        for page in pages:
            name = QListWidgetItem(page)
            name.setSizeHint(QSize(0, 32))
            names.addItem(name)
            self._stack.addWidget(self._page(store, page))
        names.currentRowChanged.connect(self._stack.setCurrentIndex)
        names.setCurrentRow(0)
        done = button("Done", "primary")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(names)
        row.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.addWidget(label("Every change holds at once.", "note"))
        foot.addStretch(1)
        foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addLayout(foot)

    @staticmethod
    def _page(store: SettingsStore, page: str) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(0)
        title = label(page, "title")
        title.setContentsMargins(0, 0, 0, 12)
        column.addWidget(title)
        for setting in SETTINGS:
            if setting.page == page:
                column.addWidget(Row(store, setting))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area
