"""The commands of the File menu that concern the library as a whole, and those of Help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QMessageBox

from newsdesk import __version__
from newsdesk.domain.article import Article
from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.services.changes import Changes, Kind
from newsdesk.services.desk import Desk
from newsdesk.services.paths import Paths
from newsdesk.ui import dialogs
from newsdesk.ui.mainwindow import MainWindow
from newsdesk.ui.notices import NoticeButton
from newsdesk.ui.tasks import Progress
from newsdesk.ui.theme import Scheme

if TYPE_CHECKING:
    from newsdesk.ui.replacing.making import Maker


class OpenLibrary(Protocol):
    """Opens a library, or makes it where there is none; called in the library's thread."""

    def __call__(self, path: Path, /, *, read_only: bool = False) -> Desk:
        """Raise EnvironmentFailure; to read, the library must be there."""
        ...


_ZOOM = "editor.text_size"
_USUAL_SIZE = 18


class LibraryCommands(QObject):
    """Connects the commands. ``moved`` carries the path of the library that is open now."""

    moved = Signal(object)

    def __init__(
        self, window: MainWindow, library: Path, paths: Paths, open_library: OpenLibrary
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._library = library
        self._paths = paths
        self._open_library = open_library
        self._maker: Maker | None = None
        self._connect()

    @property
    def library(self) -> Path:
        """The library that is open."""
        return self._library

    def _connect(self) -> None:
        actions = self._context.actions
        slots: tuple[tuple[str, Callable[..., object]], ...] = (
            ("file.new_library", self._new),
            ("file.open_library", self._open),
            ("file.save_copy", self.save_copy),
            ("file.backups", self._backups),
            ("file.deleted_profiles", self._deleted_profiles),
            ("story.empty_trash", self._empty_trash),
            ("file.move_library", self._move),
            ("file.import", self._import),
            ("file.export", self._export),
            ("file.publication", self._publication),
            ("file.settings", self._settings),
            ("edit.keep_search", self._keep_search),
            ("edit.replace_all", partial(self._context.navigator.show_screen, "replace")),
            ("edit.undo_replacing", self._undo_replacing),
            ("help.palette", self._palette),
            ("help.shortcuts", self._shortcuts),
            ("help.log", self._log),
            ("help.about", self._about),
            ("zoom.in", partial(self._zoom, 1)),
            ("zoom.out", partial(self._zoom, -1)),
            ("zoom.reset", partial(self._zoom, 0)),
            *((f"scheme.{s}", partial(self._scheme, s)) for s in Scheme),
        )
        for name, slot in slots:
            actions.connect(name, slot)
        actions.check(f"scheme.{self._context.theme.choice}", True)
        self._window.sidebar.search_removed.connect(self._remove_search)
        self._window.menus.add_menu("file.open_library", "Open recent", self._fill_recent)

    # --- libraries ---

    def _new(self) -> None:
        path = dialogs.ask_for_new_library(self._window, self._library.parent, "New library")
        if path is not None:
            self.switch(path, _made_empty(self._open_library))

    def _open(self) -> None:
        path = dialogs.ask_for_library(self._window, self._library.parent)
        if path is not None:
            self.switch(path)

    def switch(self, path: Path, open_library: OpenLibrary | None = None) -> None:
        """Save the open story, then open another library in this window.

        Where that fails, the story comes back. ``open_library`` opens it in a way of its own.
        """
        if path.absolute() == self._library.absolute():
            return
        opens = open_library or self._open_library
        self._context.story.close(partial(self._switch_now, path, opens, self._back_to_story()))

    def _back_to_story(self) -> Callable[[], object]:
        """Return what shows the story again that is open now."""
        article = self._context.story.article
        if article is None:
            return lambda: None
        return partial(self._context.story.open, article.id)

    def _switch_now(
        self, path: Path, open_library: OpenLibrary, back: Callable[[], object]
    ) -> None:
        def failed(error: Exception) -> None:
            retry = NoticeButton("Retry", partial(self.switch, path, open_library), primary=True)
            lasting = isinstance(error, EnvironmentFailure) and not error.retryable
            self._context.notices.fail(
                error,
                key="library",
                lead=f"“{path.name}” was not opened.",
                buttons=() if lasting else (retry,),
            )
            back()

        def done() -> None:
            self._library = path
            self._context.notices.withdraw("library")
            self.moved.emit(path)
            self._context.bus.tell(Changes.of(Kind.LIBRARY))

        self._context.tasks.open(partial(open_library, path), done, failed)

    def save_copy(self) -> None:
        """Ask for a file and write a copy of the library there, with what is on the screen."""
        path = dialogs.ask_for_new_library(
            self._window, self._library.with_stem(f"{self._library.stem} copy"), "Save a copy"
        )
        if path is None:
            return

        story = self._context.story

        def copy(unsaved: Article | None, desk: Desk) -> None:
            from newsdesk.services import libraries

            libraries.save_copy(desk, to=path, unsaved=unsaved)

        def done(_nothing: None) -> None:
            go_on = NoticeButton("Go on in the copy", partial(self._go_on_in, path))
            self._context.notices.say(
                f"A copy is in “{path}”.", key="copy", buttons=(go_on,) if story.unsaved else ()
            )

        def failed(error: Exception) -> None:
            alone = NoticeButton("Save this story…", self._save_story)
            retry = NoticeButton("Retry", self.save_copy, primary=True)
            self._context.notices.fail(
                error,
                key="copy",
                lead="The copy was not written.",
                buttons=(retry,) if story.article is None else (alone, retry),
            )

        def copy_now() -> None:
            unsaved = story.collected() if story.unsaved else None
            self._context.tasks.library(partial(copy, unsaved), done, failed)

        story.flush(copy_now, copy_now)

    def _save_story(self) -> None:
        """Write what is on the screen into a story file, though the library cannot be read."""
        article = self._context.story.collected()
        if article is None:
            return
        path = dialogs.ask_for_story_file(
            self._window, Path.home() / f"{article.slug or article.id}.json"
        )
        if path is None:
            return

        def write(_progress: Progress) -> None:
            from newsdesk.services import storyfiles

            storyfiles.write_alone(article, to=path)

        def done(_nothing: None) -> None:
            self._context.notices.withdraw("copy")
            self._context.notices.say(
                f"The story’s text is in “{path}”. Any library can import it.", key="story_file"
            )

        def failed(error: Exception) -> None:
            self._context.notices.fail(error, key="copy", lead="The story was not written.")

        self._context.tasks.background(write, done, failed)

    def _go_on_in(self, path: Path) -> None:
        """Open a copy that holds what could not be saved in the library itself."""
        self._context.notices.withdraw("copy")
        self._context.notices.withdraw("save")
        self._context.story.let_go()
        self._switch_now(path, self._open_library, lambda: None)

    def _backups(self) -> None:
        from newsdesk.services import backups
        from newsdesk.ui.backups import BackupsDialog

        folder = backups.folder_for(self._context.settings.settings, self._paths)
        self._context.story.flush()
        BackupsDialog(self._context, self._window, self._library, folder).open()

    def _deleted_profiles(self) -> None:
        from newsdesk.ui.authors.deleted import DeletedProfiles

        DeletedProfiles(self._context, self._window).open()

    def _empty_trash(self) -> None:
        from newsdesk.services import articles

        agreed = dialogs.confirm(
            self._window,
            "Empty the trash?",
            "The stories in it go for good, with their versions. Those that other stories still "
            "point to stay. Backups keep what they hold.",
            "Empty the trash",
        )
        if not agreed:
            return

        def done(changes: Changes) -> None:
            self._context.bus.tell(changes)
            gone = len(changes.ids(Kind.ARTICLE))
            stories = "1 story is gone." if gone == 1 else f"{gone} stories are gone."
            none = "Nothing went: the trash was empty, or other stories point to what is in it."
            self._context.notices.say(stories if gone else none, key="trash")
            self._context.story.reload()

        self._context.story.flush(
            partial(
                self._context.tasks.library, lambda desk: articles.empty_trash(desk=desk), done
            )
        )

    def _move(self) -> None:
        path = dialogs.ask_for_new_library(self._window, self._library, "Move library")
        if path is None or path.absolute() == self._library.absolute():
            return
        before, back = self._library, self._back_to_story()

        def copy(desk: Desk) -> None:
            from newsdesk.services import libraries

            libraries.save_copy(desk, to=path)

        def not_removed(error: Exception) -> None:
            self._context.notices.fail(error, key="library")

        def failed(error: Exception) -> None:
            self._context.notices.fail(error, key="library", lead="The library was not moved.")
            back()

        def opened() -> None:
            self._library = path
            self.moved.emit(path)
            self._context.bus.tell(Changes.of(Kind.LIBRARY))
            self._context.tasks.background(
                partial(_remove, before), partial(self._moved, path), not_removed
            )

        def copied(_nothing: None) -> None:
            self._context.tasks.open(partial(self._open_library, path), opened, failed)

        self._context.story.close(partial(self._context.tasks.library, copy, copied, failed))

    def _moved(self, path: Path, _nothing: None) -> None:
        self._context.notices.say(f"The library is now in “{path}”.", key="library")

    def _fill_recent(self, menu: QMenu) -> None:
        from newsdesk.services import libraries

        menu.clear()
        recent = [path for path in libraries.recent(self._paths) if path != self._library]
        for path in recent:
            action = menu.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(partial(self._switch_from_menu, path))
        if not recent:
            menu.addAction("No other library was open yet").setEnabled(False)

    def _switch_from_menu(self, path: Path, _on: object = None) -> None:
        self.switch(path)

    # --- saved searches ---

    def _keep_search(self) -> None:
        from newsdesk.services import savedsearches

        text = self._window.stories.search.text().strip()
        if not text:
            self._window.stories.focus_search()
            self._context.notices.say("Search for something first, then keep it.", key="search")
            return
        name = dialogs.ask_for_name(self._window, "Keep this search", "Name", text)
        if not name:
            return

        def done(kept: tuple[object, Changes]) -> None:
            self._context.bus.tell(kept[1])

        def failed(error: Exception) -> None:
            self._context.notices.fail(error, key="search")

        self._context.tasks.library(
            lambda desk: savedsearches.save_search(desk, name=name, text=text), done, failed
        )

    def _remove_search(self, search_id: str) -> None:
        from newsdesk.services import savedsearches

        self._context.tasks.library(
            lambda desk: savedsearches.delete_search(desk, search_id=search_id),
            self._context.bus.tell,
        )

    def _undo_replacing(self) -> None:
        from newsdesk.ui.replacing.making import Maker

        if self._maker is None:
            self._maker = Maker(self._context)
        self._maker.undo()

    # --- in and out ---

    def _import(self) -> None:
        from newsdesk.ui.importing import ImportFiles

        ImportFiles(self._context, self._window).ask()

    def _export(self) -> None:
        from newsdesk.ui.export import ExportDialog

        self._context.story.flush()
        ExportDialog(self._context, self._window).open()

    # --- the interface ---

    def _publication(self) -> None:
        from newsdesk.ui.publication import PublicationDialog

        PublicationDialog(self._context, self._window).open()

    def _settings(self) -> None:
        from newsdesk.ui.settings.dialog import SettingsDialog

        SettingsDialog(self._context.settings, self._window).open()

    def _palette(self) -> None:
        from newsdesk.ui.palette.panel import Palette

        palette = Palette(self._context, self._window)
        palette.open()

    def _shortcuts(self) -> None:
        from newsdesk.ui.shortcuts import ShortcutSheet

        ShortcutSheet(self._window).open()

    def _log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._paths.log.parent)))

    def _about(self) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle("About Newsdesk")
        box.setText(f"Newsdesk {__version__}")
        box.setInformativeText(
            f"A newsroom editor. Your stories are in\n{self._library}\n\n"
            "MIT licence. Fonts: Inter and Source Serif 4 (SIL OFL). Icons: Lucide (ISC)."
        )
        box.open()

    def _zoom(self, by: int) -> None:
        settings = self._context.settings
        size = settings.number(_ZOOM) + by if by else _USUAL_SIZE
        settings.set(_ZOOM, max(12, min(36, size)))

    def _scheme(self, scheme: Scheme, _on: object = None) -> None:
        self._context.settings.set("appearance.scheme", scheme.value)


def _made_empty(open_library: OpenLibrary) -> OpenLibrary:
    """Return what makes a library without stories and opens it; never one that is there."""

    def opened(path: Path, /, *, read_only: bool = False) -> Desk:
        from newsdesk.services import libraries

        libraries.make_empty(path)
        return open_library(path, read_only=read_only)

    return opened


def _remove(library: Path, _progress: object) -> None:
    """Remove a library's file after its copy was opened elsewhere. Raises EnvironmentFailure."""
    try:
        for ending in ("", "-wal", "-shm", ".lock"):
            library.with_name(library.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFailure(
            f"The library was copied and is open, but the old file “{library}” could not be "
            "removed. Remove it yourself when you no longer need it.",
            path=str(library),
        ) from error
