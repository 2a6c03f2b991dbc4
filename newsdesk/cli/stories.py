"""``newsdesk new``, ``list``, ``show``, ``search`` and ``related``."""

from __future__ import annotations

import argparse
import json
from typing import Final

from newsdesk.cli.console import Console, Exit, columns, without_empty
from newsdesk.cli.running import Call
from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.errors import NotFoundError
from newsdesk.domain.ids import ArticleId, SectionSlug
from newsdesk.domain.listing import ArticleQuery, ArticleRow
from newsdesk.domain.moment import Moment
from newsdesk.services.desk import Desk

_MOST: Final = 100_000


def story_named(desk: Desk, name: str) -> ArticleId:
    """Return the story with an id or a slug. Raises NotFoundError."""
    from newsdesk.services import articles

    found = articles.find(desk, name)
    if found is None:
        raise NotFoundError(f"There is no story “{name}”; “newsdesk list” shows them all.")
    return found


def row_value(row: ArticleRow) -> dict[str, object]:
    """Return a row of a list as JSON."""
    return without_empty(
        {
            "id": row.id,
            "headline": row.headline,
            "state": row.state.value,
            "section": row.section,
            "byline": list(row.byline_names),
            "language": row.language,
            "words": row.word_count,
            "saved_at": row.saved_at.text(),
            "first_published_at": _time(row.first_published_at),
            "scheduled_at": _time(row.scheduled_at),
            "embargoed_until": _time(row.embargoed_until),
        }
    )


def _time(moment: Moment | None) -> str | None:
    return None if moment is None else moment.text()


def row_line(row: ArticleRow) -> tuple[str, ...]:
    """Return a row of a list for a person."""
    return (
        row.saved_at.text()[:10],
        row.state.value,
        row.section or "–",
        f"{row.word_count:,} words",
        row.headline or "(no headline)",
    )


# --- new ---


def arguments_of_new(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``new``."""
    parser.add_argument("headline", nargs="?", default="")
    parser.add_argument("--section", default="", help="the slug of its section")
    parser.add_argument("--language", default="", help="its language, such as uk or en-GB")


def run_new(call: Call) -> int:
    """Start a story."""
    from newsdesk.services import articles

    options = call.options
    with call.desk(writing=True, create=True) as desk:
        article, _changes = articles.create(
            desk,
            section=SectionSlug(options.section) or None,
            language=options.language,
            headline=options.headline,
        )
    value = {"id": article.id, "slug": article.slug, "headline": article.headline}
    call.console.result(value, [article.id])
    return Exit.DONE


# --- list ---


def arguments_of_list(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``list``."""
    parser.add_argument("--state", choices=[state.value for state in ArticleState])
    parser.add_argument("--section", help="the slug of a section")
    parser.add_argument("--text", default="", help="only stories with these words")
    parser.add_argument("--author", help="the slug or id of a profile")
    parser.add_argument("--limit", type=_count, default=50, help="how many (50)")


def _count(text: str) -> int:
    number = int(text)
    if not 0 < number <= _MOST:
        raise argparse.ArgumentTypeError(f"must be between 1 and {_MOST:,}")
    return number


def run_list(call: Call) -> int:
    """List stories."""
    from newsdesk.services import articles, authors

    options = call.options
    rows: list[ArticleRow] = []
    with call.desk() as desk:
        author = None
        if options.author:
            author = authors.named(desk, name=options.author)
            if author is None:
                raise NotFoundError(f"There is no profile “{options.author}”.")
        query = ArticleQuery(
            state=ArticleState(options.state) if options.state else None,
            section=SectionSlug(options.section) if options.section is not None else None,
            author=author,
            text=options.text,
        )
        after = None
        while len(rows) < options.limit:
            page = articles.rows(
                desk, query=query, after=after, limit=min(500, options.limit - len(rows))
            )
            rows.extend(page.rows)
            after = page.next
            if after is None or not page.rows:
                break
    if not rows and not call.console.json:
        call.console.note("No story is like that.")
    call.console.result([row_value(row) for row in rows], columns(map(row_line, rows)))
    return Exit.DONE


# --- show ---


def arguments_of_show(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``show``."""
    parser.add_argument("story", help="the id or slug of a story")


def run_show(call: Call) -> int:
    """Show a story."""
    from newsdesk.services import articles, storyfiles

    with call.desk() as desk:
        story = story_named(desk, call.options.story)
        if call.console.json:
            value: object = json.loads(storyfiles.story_text(desk, article_id=story))
            call.console.result(value, ())
            return Exit.DONE
        article = articles.open_story(desk, article_id=story)
        _show(desk, article, call.console)
    return Exit.DONE


def _show(desk: Desk, article: Article, console: Console) -> None:
    from newsdesk.services import bylines, converting

    fields = (
        ("Headline", article.headline),
        ("Standfirst", article.standfirst),
        ("Byline", bylines.line(desk, article=article)),
        ("Section", article.section or ""),
        ("Slug", article.slug),
        ("State", article.state.value),
        ("Language", article.language),
        ("Published", _time(article.first_published_at) or ""),
        ("Updated", _time(article.updated_at) or ""),
        ("Tags", ", ".join(article.tags)),
        ("Id", article.id),
    )
    lines = columns((f"{name}:", value) for name, value in fields if value)
    console.result(None, [*lines, "", converting.write_text(article.body).rstrip("\n")])


# --- search and related ---


def arguments_of_search(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``search``."""
    parser.add_argument("words", nargs="+")
    parser.add_argument("--limit", type=_count, default=20, help="how many (20)")


def run_search(call: Call) -> int:
    """Search all stories."""
    from newsdesk.services import search

    words = " ".join(call.options.words)
    with call.desk() as desk:
        hits = search.search(desk, text=words, limit=call.options.limit)
        for sentence in search.problems(desk, text=words):
            call.console.note(sentence)
    if not hits and not call.console.json:
        call.console.note("Nothing found.")
    lines: list[str] = []
    for hit in hits:
        lines.extend(columns([row_line(hit.row)]))
        if hit.excerpt:
            lines.append(f"    {' '.join(hit.excerpt.split())}")
    call.console.result([{**row_value(hit.row), "excerpt": hit.excerpt} for hit in hits], lines)
    return Exit.DONE


def arguments_of_related(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``related``."""
    parser.add_argument("story", help="the id or slug of a story")
    parser.add_argument("--limit", type=_count, default=10, help="how many (10)")


def run_related(call: Call) -> int:
    """Suggest related stories."""
    from newsdesk.services import related

    with call.desk() as desk:
        found = related.suggestions(
            desk,
            article_id=story_named(desk, call.options.story),
            limit=call.options.limit,
        )
    values = [
        {
            **row_value(one.row),
            "score": round(one.score, 3),
            "reason": one.reason,
            "near_copy": one.near_copy,
        }
        for one in found
    ]
    rows = [(f"{one.score:.2f}", one.row.headline, one.reason) for one in found]
    call.console.result(values, columns(rows))
    return Exit.DONE
