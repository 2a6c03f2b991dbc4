"""What the status line says of a story: counted off the main thread."""

from __future__ import annotations

import re

from newsdesk.domain.article import Article
from newsdesk.domain.reading import read_minutes, text_of, word_count
from newsdesk.domain.values import immutable

_TK = re.compile(r"\bTK+\b")
"""The desk's mark for "to come": it never goes out."""


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
    marks = sum(len(_TK.findall(text)) for text in texts)
    return Facts(words, minutes, article.target_words, marks, article.language)
