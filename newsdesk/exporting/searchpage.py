"""The page that finds stories without a server: a list that a small script narrows.

Without the script it is a list of stories with links, newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsdesk.exporting import chrome, head
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.frames import Frames
from newsdesk.exporting.lists import ListedStory, ListPage, items
from newsdesk.exporting.strings import Strings

PATH: Final = "search/"
LONGEST: Final = 1_000
"""Stories on the page; it is loaded whole."""

_SCRIPT: Final = (
    "const form=document.querySelector('form.search'),field=form.querySelector('input'),"
    "found=form.querySelector('[role=status]'),words=found.dataset.found,"
    "fold=text=>text.normalize('NFKD').replace(/\\p{M}/gu,'').toLocaleLowerCase(),"
    "stories=[...document.querySelectorAll('.stories>li')].map(item=>"
    "[item,fold(item.textContent)]);form.hidden=false;"
    "form.addEventListener('submit',event=>event.preventDefault());"
    "field.addEventListener('input',()=>{const asked=fold(field.value).split(/\\s+/)"
    ".filter(Boolean);let count=0;for(const [item,text] of stories){"
    "item.hidden=!asked.every(word=>text.includes(word));if(!item.hidden)count++}"
    "found.textContent=asked.length?words.replace('{n}',count):''});"
)


def write_search(
    stories: Sequence[ListedStory],
    frames: Frames,
    addresses: Addresses,
    strings: Strings,
) -> bytes:
    """Write the page. It is the only one with a script, and its policy names that very script."""
    paper = addresses.publication
    language = paper.language or "en"
    title = f"{strings.search} – {paper.name}" if paper.name else strings.search
    page_head = head.PageHead(
        title=title,
        description=title,
        canonical=addresses.absolute(PATH),
        icon=addresses.file(chrome.ICON),
        style=frames.style(),
        script=_SCRIPT,
        robots="noindex, follow",
    )
    shown = tuple(stories[:LONGEST])
    return frames.write(
        "search",
        page_head,
        addresses=addresses,
        strings=strings,
        language=language,
        page=ListPage("search", PATH, strings.search, shown, language),
        items=items(shown, addresses, language),
        script=_SCRIPT,
    )
