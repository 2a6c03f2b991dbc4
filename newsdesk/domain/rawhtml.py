"""What may stand in a raw HTML block: the one list that reading, showing and exporting go by.

No element or attribute here runs code, loads a document, submits a form, styles the page or can be
addressed by a script (``id`` and ``name`` would shadow properties of the document).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TAGS: Final[frozenset[str]] = frozenset(
    """a abbr article aside b bdi bdo blockquote br caption cite code col colgroup data dd del
    details dfn div dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i img ins kbd li
    mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td
    tfoot th thead time tr u ul var wbr""".split()  # noqa: SIM905 - a word list is read at a glance
)

ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "*": frozenset({"lang", "dir", "title"}),
    "a": frozenset({"href", "hreflang"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "data": frozenset({"value"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "ins": frozenset({"cite", "datetime"}),
    "ol": frozenset({"start", "reversed"}),
    "q": frozenset({"cite"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope", "abbr"}),
    "time": frozenset({"datetime"}),
}

EMPTIED: Final[frozenset[str]] = frozenset(
    """applet audio base button canvas embed form frame frameset head iframe input link map math
    meta noembed noframes noscript object option param script select slot source style svg template
    textarea title track video xmp""".split()  # noqa: SIM905 - a word list is read at a glance
)
"""Elements that go with everything inside them."""

URL_SCHEMES: Final[frozenset[str]] = frozenset({"http", "https", "mailto", "tel"})
