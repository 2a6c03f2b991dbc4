"""Every command of the command line, declared once. Nothing heavy is imported here."""

from __future__ import annotations

from typing import Final

from newsdesk.domain.values import immutable


@immutable
class CliCommand:
    """A command. Its module has ``arguments_of_NAME`` and ``run_NAME``.

    ``library`` says whether it takes ``--library``; ``examples`` are pairs of a line and what it
    does, shown by ``--help``.
    """

    name: str
    module: str
    about: str
    library: bool = True
    examples: tuple[tuple[str, str], ...] = ()


COMMANDS: Final[tuple[CliCommand, ...]] = (
    CliCommand(
        "new",
        "stories",
        "Start a story and print its id.",
        examples=(
            ('newsdesk new "Barrage opens" --section news', "a draft with a headline"),
            ("newsdesk new --language uk", "an empty draft in Ukrainian"),
        ),
    ),
    CliCommand(
        "list",
        "stories",
        "List stories, the last saved first.",
        examples=(
            ("newsdesk list --state published --limit 20", "what went out last"),
            ("newsdesk list --section news --json", "a section, for a script"),
        ),
    ),
    CliCommand(
        "show",
        "stories",
        "Show a story: its fields and text, or with --json its story file.",
        examples=(
            ("newsdesk show barrage-opens", "by its slug"),
            ("newsdesk show barrage-opens --json > story.json", "every field, for a script"),
        ),
    ),
    CliCommand(
        "import",
        "files",
        "Bring files in as stories: story files, HTML, Markdown, plain text.",
        examples=(
            ("newsdesk import story.json", "a story file, pictures beside it or inside"),
            ("newsdesk import *.md --section news", "several at once"),
        ),
    ),
    CliCommand(
        "export",
        "exports",
        "Write a story, or with --all the whole site.",
        examples=(
            ("newsdesk export barrage-opens --to out", "the page with its pictures"),
            ("newsdesk export barrage-opens --to out --format story", "a story file"),
            ("newsdesk export --all --to site", "everything, ready to be served"),
            ("newsdesk export --all --to site --check", "exit code 1 when something differs"),
        ),
    ),
    CliCommand(
        "convert",
        "files",
        "Convert text from one form to another, without a library.",
        library=False,
        examples=(
            ("newsdesk convert page.html --from html --to markdown", "clean Markdown"),
            ("newsdesk convert - --from html --to html < clipboard.html", "from standard input"),
        ),
    ),
    CliCommand(
        "search",
        "stories",
        "Search all stories.",
        examples=(("newsdesk search tidal power --limit 5", "best first"),),
    ),
    CliCommand(
        "related",
        "stories",
        "Suggest what a story may point its readers to, each with its reason.",
        examples=(("newsdesk related barrage-opens --limit 5", "best first"),),
    ),
    CliCommand(
        "authors",
        "people",
        "List author profiles, show one, or take them from and to files.",
        examples=(
            ("newsdesk authors", "all of them"),
            ("newsdesk authors mira-okonjo-vale", "one, with biography and stories"),
            ("newsdesk authors --import people.csv --dry-run", "what a file would change"),
            ("newsdesk authors --export people.vcf", "all as vCards, with portraits"),
        ),
    ),
    CliCommand(
        "check",
        "care",
        "Run the checks on stories; exit code 1 when one must not go out as it is.",
        examples=(
            ("newsdesk check barrage-opens", "one story"),
            ("newsdesk check --all --json", "all that are not published, for a script"),
        ),
    ),
    CliCommand(
        "backup",
        "care",
        "Write a backup of the library, checked once it is written.",
        examples=(("newsdesk backup --to ~/backups", "into a folder"),),
    ),
    CliCommand(
        "doctor",
        "care",
        "Examine the library; exit code 1 when something is wrong.",
        examples=(
            ("newsdesk doctor", "look only"),
            ("newsdesk doctor --repair", "mend what can be mended, after a backup"),
        ),
    ),
)

_NAMES: Final = frozenset(command.name for command in COMMANDS)
_OVERALL: Final = frozenset({"help", "--help", "-h", "--version"})


def is_command(word: str) -> bool:
    """Whether the first word of a command line asks for the command line, not for the window."""
    return word in _NAMES or word in _OVERALL


def command_named(name: str) -> CliCommand:
    """Return a command that is known to be one."""
    return next(command for command in COMMANDS if command.name == name)
