"""A desk whose file and folder are made read-only, as nobody: `python shutout.py LIBRARY`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.services import articles, libraries
from newsdesk.services.settings import Settings


def main() -> None:
    library = Path(sys.argv[1])
    desk = libraries.create_empty(library, settings=Settings())
    article, _ = articles.create(desk, headline="Before")
    library.chmod(0o400)
    library.parent.chmod(0o500)
    # An open file goes on being written, whatever its name may be shown as now.
    articles.journal(desk, article=replace(article, headline="Journalled"))
    articles.save(desk, article=replace(article, headline="After"))
    desk.library.close()
    said = ""
    try:
        libraries.open_existing(library, settings=Settings())
    except EnvironmentFailure as error:
        said = str(error)
    assert "is read-only" in said
    for mode, read_only in ((0o500, True), (0o700, False)):
        library.parent.chmod(mode)
        if not read_only:
            library.chmod(0o600)
        desk = libraries.open_existing(library, settings=Settings(), read_only=read_only)
        (name,) = articles.all_ids(desk)
        assert articles.open_story(desk, article_id=name).headline == "After"
        if not read_only:
            articles.save(desk, article=articles.open_story(desk, article_id=name))
        desk.library.close()


if __name__ == "__main__":
    main()
