"""What stands around every page of a site: name, sections, policies, icon, colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsdesk.domain import weblink
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.values import immutable
from newsdesk.exporting.addresses import ASSETS, Addresses
from newsdesk.exporting.colour import readable
from newsdesk.exporting.head import GROUND_LIGHT
from newsdesk.exporting.runhtml import escape_text
from newsdesk.exporting.strings import Strings

ICON: Final = f"{ASSETS}icon.svg"
_ICON_COLOUR: Final = "#1d4f91"
_BOX_DARK: Final = "#1e2328"
"""The ground of the house theme's boxes in the dark: what is readable there is so everywhere."""

_MOST_WORDS: Final = 24
"""Words of section labels above a headline: a reader without a style sheet meets them first."""


@immutable
class NavLink:
    """A link of the masthead or the imprint."""

    words: str
    address: str
    current: bool = False


@immutable
class Site:
    """The paper as the masthead and the imprint show it."""

    name: str
    home: str
    tagline: str
    holder: str
    sections: tuple[NavLink, ...] = ()
    policies: tuple[NavLink, ...] = ()


def site_of(
    addresses: Addresses,
    sections: Mapping[SectionSlug, Section],
    strings: Strings,
    current: Section | None = None,
) -> Site:
    """Gather what stands around a page."""
    paper = addresses.publication
    links: list[NavLink] = []
    words = 0
    for section in sorted(sections.values(), key=lambda one: (one.position, one.slug)):
        address = addresses.section(section)
        words += len(section.label.split())
        if section.label and address and words <= _MOST_WORDS:
            links.append(NavLink(section.label, address, section == current))
    policies = (
        (strings.principles, paper.publishing_principles_url),
        (strings.corrections, paper.corrections_policy_url),
        (strings.ethics, paper.ethics_policy_url),
        (strings.privacy, paper.privacy_url),
    )
    return Site(
        paper.name or addresses.site,
        addresses.page(""),
        paper.tagline,
        paper.copyright_holder or paper.name,
        tuple(links),
        tuple(NavLink(label, url) for label, url in policies if weblink.is_web_address(url)),
    )


def accent(section: Section | None) -> str:
    """Return the rules that colour a page by its section, readable on both grounds."""
    if section is None or not section.colour:
        return ""
    light = readable(section.colour, GROUND_LIGHT)
    dark = readable(section.colour, _BOX_DARK)
    if not light or not dark:
        return ""
    return (
        f":root{{--accent:{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}"
        "@media print{:root{--accent:#000}}"
    )


def icon_file(publication: Publication) -> bytes:
    """Draw the icon that browsers show in a tab: the paper's first letter."""
    letter = next((one for one in publication.name if one.isalnum()), "·").upper()
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="12" fill="{_ICON_COLOUR}"/>'
        '<text x="32" y="46" font-family="Georgia,serif" font-size="40" font-weight="700" '
        f'text-anchor="middle" fill="#fff">{escape_text(letter)}</text></svg>\n'
    )
    return drawing.encode()
