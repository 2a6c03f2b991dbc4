"""Pages put together: the theme's layout, filled once for all that share it, around each text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsdesk.domain import weblink
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.publication import Section
from newsdesk.exporting import chrome, head
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.characters import cleaned
from newsdesk.exporting.shared import Shared
from newsdesk.exporting.strings import Strings
from newsdesk.exporting.themes import Theme


@dataclass(slots=True)
class Frames:
    """Writes the pages of one export with one theme.

    What stands around a page depends on its folder, language and section alone, so thousands of
    pages share it; a layout is given nothing else.
    """

    theme: Theme
    sections: Mapping[SectionSlug, Section]
    shared: Shared = field(default_factory=Shared)

    def style(self, section: Section | None = None) -> str:
        """Return the style sheet of a page, in its section's colour."""
        name = section.slug if section is not None else ""
        return self.shared.once(
            ("style", name), lambda: self.theme.style + chrome.accent(section) or " "
        )

    def write(
        self,
        template: str,
        page_head: head.PageHead,
        *,
        addresses: Addresses,
        strings: Strings,
        language: str,
        section: Section | None = None,
        **values: object,
    ) -> bytes:
        """Write a page. Raises InvalidInputError, with file and line, for a broken theme."""
        common: dict[str, object] = {
            "kind": template,
            "strings": strings,
            "language": language,
            "direction": weblink.direction(language),
        }
        key = (addresses.place, addresses.whole_site, section and section.slug, language)
        common["site"] = self.shared.once(
            ("site", *key), lambda: self._site(addresses, strings, section)
        )
        before, between, after = self.shared.once(
            ("frame", template, *key), lambda: self.theme.frame(common)
        )
        main = self.theme.write(template, {**common, **values})
        return b"".join(
            (
                before,
                cleaned(head.write_head(page_head)),
                head.style_element(page_head.style),
                between,
                cleaned(main),
                after,
            )
        )

    def _site(
        self, addresses: Addresses, strings: Strings, section: Section | None
    ) -> chrome.Site:
        beside = Addresses(addresses.publication, addresses.place, addresses.whole_site)
        return chrome.site_of(beside, self.sections, strings, section)
