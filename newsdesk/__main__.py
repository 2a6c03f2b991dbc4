"""``newsdesk``: the window, or one of the commands of the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command when the first word names one, else open the window."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    from newsdesk.cli.table import is_command

    if given and is_command(given[0]):
        from newsdesk.cli.running import run

        return run(given)
    if given and _is_mistyped(given[0]):
        sys.stderr.write(
            f"newsdesk: “{given[0]}” is no command and no library; newsdesk --help lists all.\n"
        )
        return 2
    from newsdesk import app

    return app.main(given)


def _is_mistyped(word: str) -> bool:
    """Whether a word was meant as a command: opening it would make a library of that name."""
    path = Path(word)
    return not word.startswith("-") and not path.suffix and not path.exists()


if __name__ == "__main__":
    sys.exit(main())
