"""Starts what is to be killed: `python nursery.py`.

Reads a line of JSON, begins what it asks for and says "begun" with the number of its process;
what that says follows, and "ended" when it is dead. Where processes can be forked with Qt imported
(Linux), a thousand windows need one import of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from newsdesk.domain.errors import NewerFormatError
from newsdesk.domain.reading import text_of
from newsdesk.services import articles, authors, doctor, images, libraries
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from tests.crash import migrator
from tests.crash.typist import say, type_until_killed

FORKS = sys.platform == "linux"


def texts(desk: Desk) -> dict[str, str]:
    """Return everything that words are typed into, by its id."""
    found: dict[str, str] = {}
    for name in articles.all_ids(desk):
        found[name] = text_of(articles.open_story(desk, article_id=name).body)
    for profile in authors.many(desk, ids=[row.id for row in authors.rows(desk)]).values():
        found[profile.id] = "".join(entry.short for entry in profile.biographies[:1])
    for row in images.rows(desk).rows:
        found[row.id] = images.get(desk, image=row.id).alt_text
    return found


def check(library: Path) -> None:
    """Say what a crash left, read without letting the library mend itself."""
    try:
        desk = libraries.open_existing(library, settings=Settings(), read_only=True)
    except NewerFormatError:
        migrator.teach()
        desk = libraries.open_existing(library, settings=Settings(), read_only=True)
    with closing(desk.library):
        faults = [
            *desk.library.rows("PRAGMA integrity_check"),
            *desk.library.rows("PRAGMA foreign_key_check"),
        ]
        report = doctor.examine(desk)
        found = [finding.sentence for finding in report.findings]
        say("checked", texts(desk), faults, report.healthy, found)


def do(asked: dict[str, Any]) -> None:
    if asked["what"] == "check":
        check(Path(asked["library"]))
    else:
        type_until_killed(asked)


def main() -> None:
    if len(sys.argv) > 1:
        do(json.loads(sys.argv[1]))
        return
    for line in sys.stdin:
        if not FORKS:
            process = subprocess.Popen([sys.executable, __file__, line])
            say("begun", process.pid)
            process.wait()
        elif (child := os.fork()) == 0:
            do(json.loads(line))
            os._exit(0)
        else:
            say("begun", child)
            os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
