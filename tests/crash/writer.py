"""A desk that works without end, to be killed: `python writer.py LIBRARY BACKUPS`.

It reads a line "go SEED FIRST" and forks a child that opens the library and writes states with
rising numbers. Each is written to standard output once the library said that it is kept. When the
child is dead "dead" follows. So a thousand crashes need one start of Python.
"""

from __future__ import annotations

import os
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from newsdesk.domain.article import Article
from newsdesk.domain.body import Paragraph
from newsdesk.domain.listing import VersionReason
from newsdesk.domain.text import Run
from newsdesk.services import articles, backups, keeping, libraries, undo
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings


def state(article: Article, number: int) -> Article:
    """The story as it is at a number; checked to the letter after the crash."""
    words = " ".join(["word"] * 60)
    lines = tuple(Paragraph((Run(f"Line {n} of state {number}. {words}"),)) for n in range(40))
    return replace(article, headline=f"State {number}", standfirst=f"{number}" * 20, body=lines)


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def work(desk: Desk, folder: Path, seed: int, number: int) -> NoReturn:
    rng = random.Random(seed)
    # Others may be left of a crash between their making and their removal.
    article_id = articles.all_ids(desk)[0]
    article = articles.open_story(desk, article_id=article_id)
    while True:
        number += 1
        before, article = article, state(article, number)
        chance = rng.random()
        if chance < 0.55:
            articles.journal(desk, article=article, caret=number, scroll=number)
        else:
            article, _ = articles.save(desk, article=article)
        say(f"kept {number}")
        if chance > 0.9:
            keeping.keep(desk, article, VersionReason.INTERVAL)
        elif chance > 0.8:
            undo.note(desk, before=before, after=article)
        elif chance > 0.78:
            backups.back_up(desk, folder=folder)
        elif chance > 0.75:
            desk.library.checkpoint()
        elif chance > 0.7:
            extra, _ = articles.create(desk, headline="Passing")
            articles.delete(desk, article_id=extra.id)


def child(library: Path, folder: Path, seed: int, number: int) -> NoReturn:
    desk = libraries.open_existing(library, settings=Settings())
    say(f"open {os.getpid()}")
    work(desk, folder, seed, number)


def main() -> None:
    library, folder = Path(sys.argv[1]), Path(sys.argv[2])
    for line in sys.stdin:
        _, seed, number = line.split()
        process = os.fork()
        if process == 0:
            say(f"begun {os.getpid()}")
            child(library, folder, int(seed), int(number))
        _, status = os.waitpid(process, 0)
        say("dead" if os.WIFSIGNALED(status) else "failed")


if __name__ == "__main__":
    main()
