"""The ways of profiles out of files and into files, as menus ask for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from newsdesk.services.desk import Desk
from newsdesk.ui.authors.profileimport import ProfileImport
from newsdesk.ui.context import Context
from newsdesk.ui.moments import number_text

FILES = "Profiles (*.csv *.tsv *.vcf *.vcard *.json);;All files (*)"
KINDS = "Table (*.csv);;vCard (*.vcf);;JSON (*.json)"


def ask_and_import(context: Context, parent: QWidget) -> None:
    """Ask for a file of profiles and show what it would do."""
    name, _kind = QFileDialog.getOpenFileName(parent, "Import profiles", "", FILES)
    if name:
        ProfileImport(context, Path(name), parent).open()


def ask_and_export(context: Context, parent: QWidget) -> None:
    """Ask where all profiles shall be written, and write them."""
    name, kind = QFileDialog.getSaveFileName(parent, "Export profiles", "authors.csv", KINDS)
    if not name:
        return
    path = Path(name)
    if not path.suffix:
        path = path.with_suffix(kind.partition("*")[2].rstrip(")"))
    export_profiles(context, path)


def export_profiles(context: Context, path: Path) -> None:
    """Write all profiles into a file whose ending says what kind it is."""

    def work(desk: Desk) -> int:
        from newsdesk.services import authorfiles

        return authorfiles.export_file(desk, to=path)

    def done(number: int) -> None:
        profiles = "1 profile is" if number == 1 else f"{number_text(number)} profiles are"
        context.notices.say(f"{profiles} in {path}.", key="profiles")

    def failed(error: Exception) -> None:
        context.notices.fail(error, key="profiles", lead="The profiles were not written.")

    context.tasks.library(work, done, failed)
