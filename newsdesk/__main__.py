"""``newsdesk``: the window, or one of the commands of the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command when the first word names one, else open the window."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    from newsdesk.cli.table import is_command

    if given and is_command(given[0]):
        from newsdesk.cli.running import run

        return run(given)
    from newsdesk import app

    return app.main(given)


if __name__ == "__main__":
    sys.exit(main())
