"""A desk under faults: `python enduring.py LIBRARY CONTROL ERRNO CHANCE HALF ROUNDS`.

Writes states while writes to the library fail by chance; what was refused is tried again, as the
bar's Retry does. Prints how often it was refused and what was kept, as JSON.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.services import articles, libraries
from newsdesk.services.settings import Settings


def main() -> None:
    library, control = Path(sys.argv[1]), Path(sys.argv[2])
    number, chance, half, rounds = (int(word) for word in sys.argv[3:7])
    desk = libraries.open_existing(library, settings=Settings())
    (article_id,) = articles.all_ids(desk)
    article = articles.open_story(desk, article_id=article_id)
    refused: list[str] = []
    kept = 0
    for turn in range(1, rounds + 1):
        control.write_text(f"{number} {chance} {half}", encoding="ascii")
        typed = replace(article, headline=f"State {turn}", standfirst="x" * (turn % 50) * 100)
        for attempt in range(20):
            if attempt == 10:  # The cause is gone: then everything must be written.
                control.write_text("0 0 0", encoding="ascii")
            try:
                if turn % 2:
                    articles.journal(desk, article=typed)
                else:
                    article, _ = articles.save(desk, article=typed)
            except EnvironmentFailure as error:
                refused.append(str(error))
            else:
                kept = turn
                break
    control.write_text("0 0 0", encoding="ascii")
    sys.stdout.write(
        json.dumps({"refused": len(refused), "kept": kept, "said": sorted(set(refused))}) + "\n"
    )
    sys.stdout.flush()
    desk.library.close()


if __name__ == "__main__":
    main()
