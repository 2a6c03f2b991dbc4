"""The few questions that are asked in a dialog, because there is no going on without an answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

LIBRARY_FILTER = "Newsdesk libraries (*.newsdesk);;All files (*)"


def ask_to_close(parent: QWidget, sentence: str) -> bool:
    """Ask whether to close although the story could not be saved; staying is the default."""
    box = QMessageBox(parent)
    box.setWindowTitle("Newsdesk")
    box.setText("The last changes are not saved.")
    box.setInformativeText(f"{sentence}\n\nClosing now loses what is not in the journal.")
    stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton("Close without saving", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is leave


def ask_for_new_library(parent: QWidget, folder: Path, title: str) -> Path | None:
    """Ask where a library file shall be written; ``None`` when nobody chose."""
    name, _kind = QFileDialog.getSaveFileName(parent, title, str(folder), LIBRARY_FILTER)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".newsdesk")


def ask_for_story_file(parent: QWidget, offered: Path) -> Path | None:
    """Ask where a story file shall be written; ``None`` when nobody chose."""
    name, _kind = QFileDialog.getSaveFileName(
        parent, "Save this story", str(offered), "Newsdesk stories (*.json);;All files (*)"
    )
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(".json")


def ask_for_library(parent: QWidget, folder: Path) -> Path | None:
    """Ask which library to open; ``None`` when nobody chose."""
    name, _kind = QFileDialog.getOpenFileName(parent, "Open library", str(folder), LIBRARY_FILTER)
    return Path(name) if name else None


def ask_for_files(parent: QWidget, title: str, kinds: str) -> tuple[Path, ...]:
    """Ask for files to read; empty when nobody chose."""
    names, _kind = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return tuple(Path(name) for name in names)


def ask_for_name(parent: QWidget, title: str, question: str, offered: str = "") -> str:
    """Ask for a name, offering one; "" when nobody gave any."""
    name, agreed = QInputDialog.getText(parent, title, question, text=offered)
    return name.strip() if agreed else ""


def confirm(parent: QWidget, question: str, text: str, yes: str) -> bool:
    """Ask before something that cannot simply be undone; the default is not to."""
    box = QMessageBox(parent)
    box.setWindowTitle("Newsdesk")
    box.setText(question)
    box.setInformativeText(text)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.exec()
    return box.clickedButton() is agree
