"""Long stories are indexed after their save, and nobody ever searches what was before."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.article import Article
from newsdesk.domain.body import Paragraph
from newsdesk.domain.listing import ArticleQuery
from newsdesk.domain.text import Run
from newsdesk.services import articles, doctor, indexing, libraries, related, search
from newsdesk.services.desk import Desk
from newsdesk.services.settings import Settings
from newsdesk.storage import textindex

LONG = tuple(Paragraph((Run(f"Pilots refuse the harbour, part {n}. " * 8),)) for n in range(30))


def save(desk: Desk, article: Article, word: str) -> Article:
    body = (*article.body[:-1], Paragraph((Run(f"Only now the word {word} appears."),)))
    return articles.save(desk, article=replace(article, body=body))[0]


def long_story(desk: Desk) -> Article:
    article, _ = articles.create(desk, headline="Harbour")
    return articles.save(desk, article=replace(article, body=LONG))[0]


def test_a_long_story_is_due_after_its_save_and_found_at_once(desk: Desk) -> None:
    article = save(desk, long_story(desk), "estuary")
    assert textindex.due(desk.library)
    assert [hit.row.id for hit in search.search(desk, text="estuary")] == [article.id]
    assert textindex.due(desk.library) == ()
    save(desk, article, "lighthouse")
    assert articles.rows(desk, query=ArticleQuery(text="lighthouse")).rows
    assert not articles.rows(desk, query=ArticleQuery(text="estuary")).rows
    assert doctor.examine(desk).healthy


def test_a_short_story_is_indexed_with_its_save(desk: Desk) -> None:
    article, _ = articles.create(desk, headline="Short")
    articles.save(desk, article=replace(article, standfirst="A word."))
    assert textindex.due(desk.library) == ()


def test_what_a_crash_left_to_be_indexed_is_indexed_when_the_library_is_opened(
    desk: Desk,
) -> None:
    save(desk, long_story(desk), "estuary")
    desk.library.close()  # As the end of a program does that had no time for more.
    again = libraries.open_existing(desk.library.path, settings=Settings())
    assert textindex.due(again.library) == ()
    assert len(search.search(again, text="estuary")) == 1
    assert doctor.examine(again).healthy
    again.library.close()


def test_closing_and_leisure_do_what_saves_put_off(desk: Desk) -> None:
    article = save(desk, long_story(desk), "estuary")
    indexing.at_leisure(desk)
    assert textindex.due(desk.library) == ()
    save(desk, article, "lighthouse")
    libraries.close(desk)
    reader = libraries.open_existing(desk.library.path, settings=Settings(), read_only=True)
    assert len(search.search(reader, text="lighthouse")) == 1
    reader.library.close()


def test_a_story_that_went_before_it_was_indexed_is_no_longer_due(desk: Desk) -> None:
    article = save(desk, long_story(desk), "estuary")
    articles.delete(desk, article_id=article.id)
    indexing.in_step(desk)
    assert textindex.due(desk.library) == ()
    assert doctor.examine(desk).healthy


def test_suggestions_know_the_latest_words(desk: Desk) -> None:
    one, two = save(desk, long_story(desk), "estuary"), long_story(desk)
    assert [found.row.id for found in related.suggestions(desk, article_id=two.id)] == [one.id]


def test_the_doctor_sees_words_that_are_not_those_of_the_story(desk: Desk) -> None:
    articles.create(desk, headline="Harbour")
    # Both the index and what is kept beside it, so that they agree with each other.
    row: int = desk.library.value("SELECT number FROM article")
    other, _ = articles.create(desk, headline="Mountain")
    textindex.keep(desk.library, row, other, "")
    report = doctor.examine(desk)
    assert [finding.repairable for finding in report.findings] == [True]
    doctor.repair(desk)
    assert doctor.examine(desk).healthy
