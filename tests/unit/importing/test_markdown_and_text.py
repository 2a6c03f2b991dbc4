"""Markdown and plain text."""

import pytest

from newsdesk.domain.body import ListBlock, Paragraph, Preformatted, Quote, Subhead, Table
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.text import Mark, Run, plain
from newsdesk.importing.markdown import read_markdown
from newsdesk.importing.plaintext import looks_like_markdown, read_text
from newsdesk.services.converting import write_text

DOCUMENT = """---
title: Front matter
tags: [a, b]
---
# Head

Text with **bold**, *leaning*, ~~gone~~ and `code`.\\
Next line.

- one
  - two

> Quoted

| a | b |
|---|---|
| 1 | 2 |

```python
x = 1
```
"""


def test_markdown_with_its_extensions() -> None:
    kinds = [type(block) for block in read_markdown(DOCUMENT).body]
    assert kinds == [Subhead, Paragraph, ListBlock, Quote, Table, Preformatted]


def test_html_in_markdown_is_cleaned() -> None:
    found = read_markdown("a <b>b</b>\n\n<script>x</script>\n\n[x](javascript:y)")
    assert found.body == (
        Paragraph((Run("a "), Run("b", frozenset({Mark.STRONG})))),
        Paragraph((Run("[x](javascript:y)"),)),
    )
    assert found.losses == ("A script was left out.",)


@pytest.mark.parametrize(
    "text",
    ["a\n\nb", "a\r\n\r\nb", "a\rb", "a\nb", "\ufeffa\n \n\nb\n", "a\u2029b"],
)
def test_plain_text_has_paragraphs(text: str) -> None:
    body = read_text(text).body
    assert [plain(block.runs) for block in body if isinstance(block, Paragraph)] == ["a", "b"]


def test_lines_with_bullets_are_a_list() -> None:
    paragraph, items = read_text("Buy:\n\n• milk\n  •  bread").body
    assert isinstance(paragraph, Paragraph)
    assert isinstance(items, ListBlock)
    assert [plain(item.runs) for item in items.items] == ["milk", "bread"]


def test_lines_that_a_mail_program_wrapped_are_joined() -> None:
    line = "word " * 13 + "end."
    (block,) = read_text("\n".join([line.strip()] * 5 + ["Last."])).body
    assert isinstance(block, Paragraph)
    assert "\n" not in plain(block.runs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Head\n\n- a\n- b", True),
        ("See [it](https://example.org).", True),
        ("```\ncode\n```", True),
        ("1. First\n2. Second\n\n**Bold** words", True),
        ("- One dash\nand a line", False),
        ("A price of 3 * 4 * 5.", False),
        ("#hashtag and more", False),
        ("He said [sic] (really).", False),
        ("- a\n- b", False),
    ],
)
def test_markdown_is_told_from_other_text(text: str, expected: bool) -> None:
    assert looks_like_markdown(text) is expected


def test_too_much_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="2 MB"):
        read_markdown("x" * 3_000_000)
    with pytest.raises(InvalidInputError, match="5 MB"):
        read_text("x" * 6_000_000)


@pytest.mark.parametrize("marker", ["> ", "- ", "1. ", "- > ", ">", "**a ", "*"])
@pytest.mark.parametrize("depth", [3, 30, 59, 60, 61, 300, 4_000])
def test_words_that_stand_deep_are_kept(marker: str, depth: int) -> None:
    found = read_markdown(marker * depth + "innermost -5 words\nand the next\n\nafter")
    text = write_text(found.body)
    assert "innermost -5 words" in text
    assert text.endswith("and the next\n\nafter\n")


def test_a_list_that_goes_ever_deeper_keeps_its_words() -> None:
    lines = [f"{'  ' * level}- item{level}" for level in range(200)]
    words = write_text(read_markdown("\n".join(lines)).body).split()
    assert [word for word in words if word != "•"] == [f"item{level}" for level in range(200)]
