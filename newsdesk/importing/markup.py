"""What elements of HTML are to a reader of text: the tables that reading goes by."""

from __future__ import annotations

from typing import Final

from newsdesk.domain.text import Mark


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DROPPED: Final = _words(
    """applet base button canvas dialog frame frameset head input link map math meta noembed
    noframes noscript object optgroup option param script select style svg template textarea title
    track xml datalist progress meter rp"""
)
"""Elements that go with everything inside them."""

FURNITURE: Final = _words("aside footer form header menu nav search")
"""Elements of a page that stand around its story; left out when a whole page is read."""

BLOCKS: Final = _words(
    """address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main
    menu nav ol p search section summary table tbody td tfoot th thead tr ul"""
)
"""Elements that begin and end a line."""

MARKS: Final = {
    "b": Mark.STRONG,
    "strong": Mark.STRONG,
    "i": Mark.EMPHASIS,
    "em": Mark.EMPHASIS,
    "cite": Mark.EMPHASIS,
    "dfn": Mark.EMPHASIS,
    "var": Mark.EMPHASIS,
    "u": Mark.UNDERLINE,
    "ins": Mark.UNDERLINE,
    "s": Mark.STRIKE,
    "strike": Mark.STRIKE,
    "del": Mark.STRIKE,
    "sup": Mark.SUPERSCRIPT,
    "sub": Mark.SUBSCRIPT,
    "code": Mark.CODE,
    "tt": Mark.CODE,
    "kbd": Mark.CODE,
    "samp": Mark.CODE,
}

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

COMMENT_CLASSES: Final = _words("msocomanchor msocomoff msocomtxt msocommentreference msodel")
"""Classes of Word's comments and tracked deletions, in lower case."""

COMMENT_PARTS: Final = _words("comment comment-list")
"""Word's ``mso-element`` and ``mso-special-character`` of comments."""

DEEPEST: Final = 100
"""Beyond this depth in the tree elements are read for their text only."""

MOST_NODES: Final = 150_000
"""Elements and texts that are read; a page of a million words has fewer."""
