"""What the status line says of a story: counted off the main thread."""

from __future__ import annotations

from newsdesk.domain.article import Article
from newsdesk.domain.reading import TO_COME, read_minutes, text_of, word_count
from newsdesk.domain.values import immutable


@immutable
class Facts:
    """Words of the body, minutes to read them, words wished for, and open TK marks."""

    words: int
    minutes: int
    target: int | None
    marks: int
    language: str


def count(article: Article) -> Facts:
    """Count a story."""
    words = word_count(article.body)
    minutes = read_minutes(words, article.language, article.read_minutes)
    texts = (article.headline, article.standfirst, text_of(article.body))
    marks = sum(len(TO_COME.findall(text)) for text in texts)
    return Facts(words, minutes, article.target_words, marks, article.language)
