"""Every command of the interface, declared once.

Menus, toolbar, palette, shortcut sheet and docs/commands.md are made from ``COMMANDS``. A new
command is one entry here and one ``actions.connect(id, slot)`` where it is done.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from newsdesk.domain.values import immutable

Menu: TypeAlias = Literal["File", "Edit", "Story", "Insert", "Format", "View", "Window", "Help"]
Need: TypeAlias = Literal["", "story", "text"]
"""What must be there: nothing, an open story, or the caret in the story's text."""

MENUS: tuple[Menu, ...] = ("File", "Edit", "Story", "Insert", "Format", "View", "Window", "Help")


@immutable
class Command:
    """A command. ``shortcut`` is in Qt's portable form (``"Ctrl+Shift+P"``, more after ``"; "``).

    ``group`` parts a menu with lines; ``submenu`` puts it into a menu of its own; ``icon`` is a
    file of ``resources/icons``; ``needs`` says what must be there; ``checkable`` ones are on or
    off, of one ``choice`` only one is. ``toolbar`` and ``palette`` say where else it is found.
    """

    id: str
    title: str
    menu: Menu
    group: int = 0
    shortcut: str = ""
    icon: str = ""
    needs: Need = ""
    submenu: str = ""
    checkable: bool = False
    choice: str = ""
    toolbar: bool = False
    palette: bool = True
    help: str = ""


def _blocks() -> tuple[Command, ...]:
    kinds = (
        ("paragraph", "Paragraph", "Ctrl+Alt+0", "pilcrow"),
        ("subhead_2", "Subhead", "Ctrl+Alt+2", "heading-2"),
        ("subhead_3", "Smaller subhead", "Ctrl+Alt+3", "heading-3"),
        ("subhead_4", "Smallest subhead", "Ctrl+Alt+4", "heading-4"),
        ("quote", "Quote", "Ctrl+Shift+9", "text-quote"),
        ("pull_quote", "Pull quote", "Ctrl+Alt+Q", "quote"),
        ("bulleted_list", "Bulleted list", "Ctrl+Shift+8", "list"),
        ("numbered_list", "Numbered list", "Ctrl+Shift+7", "list-ordered"),
        ("preformatted", "Preformatted text", "", "code"),
    )
    return tuple(
        Command(
            f"block.{kind}",
            title,
            "Format",
            1,
            shortcut,
            icon,
            "text",
            "Paragraph style",
            checkable=True,
            choice="block",
            toolbar=kind in {"quote", "bulleted_list"},
        )
        for kind, title, shortcut, icon in kinds
    )


def _marks() -> tuple[Command, ...]:
    kinds = (
        ("strong", "Bold", "Ctrl+B", "bold"),
        ("emphasis", "Italic", "Ctrl+I", "italic"),
        ("underline", "Underline", "Ctrl+U", "underline"),
        ("strike", "Strike through", "Ctrl+Shift+X", "strikethrough"),
        ("superscript", "Superscript", "Ctrl+.", "superscript"),
        ("subscript", "Subscript", "Ctrl+,", "subscript"),
        ("code", "Code", "Ctrl+Shift+M", "code"),
    )
    return tuple(
        Command(
            f"format.{kind}",
            title,
            "Format",
            0,
            shortcut,
            icon,
            "text",
            checkable=True,
            toolbar=kind in {"strong", "emphasis"},
        )
        for kind, title, shortcut, icon in kinds
    )


def _states() -> tuple[Command, ...]:
    states = (
        ("draft", "Draft"),
        ("review", "In review"),
        ("legal", "With legal"),
        ("ready", "Ready"),
        ("scheduled", "Scheduled"),
        ("published", "Published"),
        ("withheld", "Withheld"),
        ("spiked", "Spiked"),
    )
    return tuple(
        Command(
            f"state.{state}",
            title,
            "Story",
            1,
            needs="story",
            submenu="State",
            checkable=True,
            choice="state",
        )
        for state, title in states
    )


_FILE = (
    Command("file.new_story", "New story", "File", 0, "Ctrl+N", "file-plus"),
    Command("file.new_library", "New library…", "File", 1, "", "database"),
    Command("file.open_library", "Open library…", "File", 1, "Ctrl+O", "folder-open"),
    Command("file.save_copy", "Save a copy…", "File", 2, "Ctrl+Shift+S", "copy"),
    Command("file.backups", "Backups…", "File", 2, "", "archive-restore"),
    Command("file.deleted_profiles", "Deleted profiles…", "File", 2, "", "trash-2"),
    Command("file.move_library", "Move library…", "File", 2, "", "folder-input"),
    Command("file.save", "Save now", "File", 2, "Ctrl+S", "save", "story"),
    Command("file.import", "Import…", "File", 3, "Ctrl+Shift+I", "import"),
    Command("file.export", "Export…", "File", 3, "Ctrl+E", "upload", "story", toolbar=True),
    Command(
        "file.publication",
        "Publication…",
        "File",
        4,
        "",
        "newspaper",
        help="What every page says of the paper, and its sections.",
    ),
    Command("file.settings", "Settings…", "File", 4, "Ctrl+Alt+S", "settings"),
    Command("file.quit", "Quit", "File", 5, "Ctrl+Q", "log-in"),
)

_EDIT = (
    Command("edit.undo", "Undo", "Edit", 0, "Ctrl+Z", "undo-2", "story"),
    Command("edit.redo", "Redo", "Edit", 0, "Ctrl+Shift+Z; Ctrl+Y", "redo-2", "story"),
    Command("edit.cut", "Cut", "Edit", 1, "Ctrl+X", "scissors", "text"),
    Command("edit.copy", "Copy", "Edit", 1, "Ctrl+C", "copy", "text"),
    Command("edit.paste", "Paste", "Edit", 1, "Ctrl+V", "clipboard-paste", "text"),
    Command(
        "edit.paste_plain", "Paste as plain text", "Edit", 1, "Ctrl+Shift+V", "clipboard", "text"
    ),
    Command("edit.select_all", "Select all", "Edit", 1, "Ctrl+A", "", "text"),
    Command("edit.find", "Find…", "Edit", 2, "Ctrl+F", "search", "story"),
    Command("edit.find_next", "Find next", "Edit", 2, "F3", "", "story"),
    Command("edit.find_previous", "Find previous", "Edit", 2, "Shift+F3", "", "story"),
    Command("edit.replace", "Replace…", "Edit", 2, "Ctrl+H", "", "story"),
    Command(
        "edit.replace_all",
        "Replace in all stories…",
        "Edit",
        2,
        "Ctrl+Alt+H",
        "file-search",
        help="Shows every change before anything is replaced.",
    ),
    Command(
        "edit.undo_replacing",
        "Undo the last replacement",
        "Edit",
        2,
        help="Takes back what “Replace in all stories” did last, also after a restart.",
    ),
    Command(
        "edit.next_to_come",
        "Next TK",
        "Edit",
        2,
        "F4",
        "flag",
        "story",
        help="Goes to the next mark of what is to come, and from the last to the first.",
    ),
    Command(
        "edit.spelling",
        "Spelling…",
        "Edit",
        2,
        "",
        "languages",
        help="Which dictionary checks the story, and the words that were added to yours.",
    ),
    Command("edit.search_library", "Search all stories", "Edit", 3, "Ctrl+Shift+F", "search"),
    Command("edit.keep_search", "Keep this search…", "Edit", 3, "Ctrl+D", "bookmark-plus"),
)

_STORY = (
    Command("story.duplicate", "Duplicate", "Story", 0, "Ctrl+Shift+D", "copy", "story"),
    Command(
        "story.significant_update",
        "Mark as significant update…",
        "Story",
        2,
        "",
        "circle-check",
        "story",
        help="Sets the “Updated” time that readers see. Saving never does.",
    ),
    Command("story.correction", "Add a correction…", "Story", 2, "", "pencil", "story"),
    Command("story.version", "Keep this version…", "Story", 3, "Ctrl+Shift+H", "history", "story"),
    Command("story.trash", "Move to trash", "Story", 4, "", "trash-2", "story"),
    Command("story.empty_trash", "Empty the trash…", "Story", 4, "", "trash-2"),
    Command("story.restore", "Take out of the trash", "Story", 4, "", "archive-restore", "story"),
)

_INSERT = (
    Command(
        "insert.picture",
        "Picture…",
        "Insert",
        0,
        "Ctrl+Shift+G",
        "image-plus",
        "story",
        toolbar=True,
    ),
    Command("insert.lead", "Lead photo…", "Insert", 0, "", "image", "story"),
    Command("insert.gallery", "Gallery…", "Insert", 0, "", "images", "text"),
    Command("insert.link", "Link…", "Insert", 1, "Ctrl+K", "link", "text", toolbar=True),
    Command(
        "insert.note",
        "Note for colleagues…",
        "Insert",
        1,
        "Ctrl+Alt+M",
        "message-square",
        "text",
        help="A note on the selected words, or the one at the caret. Readers never see it.",
    ),
    Command(
        "insert.call_out",
        "Call-out",
        "Insert",
        2,
        "Ctrl+Shift+N",
        "megaphone",
        "text",
        toolbar=True,
        help="A newsletter sign-up, a fact box, a note or a related link.",
    ),
    Command("insert.embed", "Embed…", "Insert", 2, "", "video", "text"),
    Command("insert.table", "Table…", "Insert", 2, "", "table", "text"),
    Command("insert.raw_html", "HTML…", "Insert", 2, "", "code", "text"),
    Command("insert.divider", "Divider", "Insert", 2, "", "separator-horizontal", "text"),
    Command("insert.soft_break", "Line break", "Insert", 3, "Shift+Return", "", "text"),
    Command(
        "insert.no_break_space", "No-break space", "Insert", 3, "Ctrl+Shift+Space", "", "text"
    ),
)

_FORMAT = (
    Command("format.unlink", "Remove link", "Format", 2, "Ctrl+Shift+K", "unlink", "text"),
    Command("format.clear", "Clear formatting", "Format", 2, "Ctrl+\\", "eraser", "text"),
    Command(
        "format.language",
        "Language of the words…",
        "Format",
        2,
        "Ctrl+Alt+G",
        "languages",
        "text",
        help="For words in another language than the story: read aloud as such, not misspelt.",
    ),
    Command("format.indent", "Indent list item", "Format", 3, "Ctrl+]", "", "text"),
    Command("format.outdent", "Outdent list item", "Format", 3, "Ctrl+[", "", "text"),
    Command("block.move_up", "Move block up", "Format", 4, "Alt+Up", "arrow-up", "text"),
    Command("block.move_down", "Move block down", "Format", 4, "Alt+Down", "arrow-down", "text"),
)

_VIEW = (
    Command("view.stories", "Stories", "View", 0, "Ctrl+1", "files"),
    Command("view.authors", "Authors", "View", 0, "Ctrl+2", "users"),
    Command("view.images", "Images", "View", 0, "Ctrl+3", "images"),
    Command(
        "view.preview",
        "Preview",
        "View",
        1,
        "Ctrl+Shift+E",
        "eye",
        "story",
        toolbar=True,
        checkable=True,
        help="The page as readers will see it, beside the text.",
    ),
    Command("view.outline", "Outline…", "View", 1, "Ctrl+Shift+O", "layout-list", "story"),
    Command("view.sidebar", "Sidebar", "View", 2, "Ctrl+Alt+B", "panel-left", checkable=True),
    Command(
        "view.list",
        "Story list",
        "View",
        2,
        "Ctrl+Alt+L",
        "panel-left",
        checkable=True,
        toolbar=True,
    ),
    Command(
        "view.inspector",
        "Inspector",
        "View",
        2,
        "Ctrl+Alt+I",
        "panel-right",
        checkable=True,
        toolbar=True,
    ),
    Command("tab.story", "Story", "View", 3, "Alt+1", "", submenu="Inspector tab"),
    Command("tab.byline", "Byline", "View", 3, "Alt+2", "", submenu="Inspector tab"),
    Command("tab.related", "Related", "View", 3, "Alt+3", "", submenu="Inspector tab"),
    Command("tab.checks", "Checks", "View", 3, "Alt+4", "", submenu="Inspector tab"),
    Command("tab.history", "History", "View", 3, "Alt+5", "", submenu="Inspector tab"),
    Command(
        "scheme.system",
        "As the system",
        "View",
        4,
        submenu="Light and dark",
        icon="monitor",
        checkable=True,
        choice="scheme",
    ),
    Command(
        "scheme.light",
        "Light",
        "View",
        4,
        submenu="Light and dark",
        icon="sun",
        checkable=True,
        choice="scheme",
    ),
    Command(
        "scheme.dark",
        "Dark",
        "View",
        4,
        submenu="Light and dark",
        icon="moon",
        checkable=True,
        choice="scheme",
    ),
    Command("zoom.in", "Larger text", "View", 5, "Ctrl+=; Ctrl++", "zoom-in"),
    Command("zoom.out", "Smaller text", "View", 5, "Ctrl+-", "zoom-out"),
    Command("zoom.reset", "Usual text size", "View", 5, "Ctrl+0", ""),
    Command("view.focus_mode", "Focus mode", "View", 6, "F8", "focus", checkable=True),
    Command(
        "view.typewriter",
        "Typewriter scrolling",
        "View",
        6,
        "",
        "type",
        checkable=True,
        help="Keeps the line that is written at the same height of the window.",
    ),
    Command("view.full_screen", "Full screen", "View", 6, "F11", "maximize", checkable=True),
)

_WINDOW = (
    Command("window.minimise", "Minimise", "Window", 0, "Ctrl+M", "minus"),
    Command("window.next_pane", "Next pane", "Window", 1, "F6", ""),
    Command("window.previous_pane", "Previous pane", "Window", 1, "Shift+F6", ""),
    Command("window.text", "Go to the text", "Window", 1, "Ctrl+Alt+T", "type", "story"),
    Command("window.next_story", "Next story", "Window", 2, "Ctrl+PgDown", "arrow-down"),
    Command("window.previous_story", "Previous story", "Window", 2, "Ctrl+PgUp", "arrow-up"),
)

_HELP = (
    Command("help.palette", "All commands…", "Help", 0, "Ctrl+Shift+P", "command"),
    Command("help.shortcuts", "Keyboard shortcuts", "Help", 0, "F1; Ctrl+/", "keyboard"),
    Command("help.log", "Open log folder", "Help", 1, "", "folder-open"),
    Command("help.about", "About Newsdesk", "Help", 2, "", "info"),
)

COMMANDS: tuple[Command, ...] = (
    *_FILE, *_EDIT, *_STORY, *_states(), *_INSERT, *_marks(), *_blocks(), *_FORMAT, *_VIEW,
    *_WINDOW, *_HELP,
)  # fmt: skip


def shortcuts(command: Command) -> tuple[str, ...]:
    """Return the shortcuts of a command, the one that is shown first."""
    return tuple(command.shortcut.split("; ")) if command.shortcut else ()


_WRITING = frozenset(
    "file.new_story file.deleted_profiles file.move_library file.save file.import file.export "  # noqa: SIM905 - a list of names is read at a glance
    "file.publication edit.undo edit.redo edit.cut edit.paste edit.paste_plain edit.replace "
    "edit.replace_all edit.undo_replacing edit.spelling edit.keep_search".split()
)


def writes(command: Command) -> bool:
    """Say whether a command changes the library, and is not for somebody who reads along."""
    return command.menu in {"Story", "Insert", "Format"} or command.id in _WRITING
