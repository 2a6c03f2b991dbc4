"""The lists of a site: the front page, sections, tags and the people of the bylines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from newsdesk.domain.dispatch import StoryCard
from newsdesk.domain.ids import AuthorId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.publication import Section
from newsdesk.exporting import feeds, head, locales
from newsdesk.exporting.addresses import Addresses, topic_path
from newsdesk.exporting.authorpage import AuthorPage, write_author_page
from newsdesk.exporting.lists import ListedStory, ListPage, write_list
from newsdesk.exporting.page import ATOM_FILE, INDEX, JSON_FILE, RSS_FILE
from newsdesk.exporting.views import TimeView
from newsdesk.services.sitecards import SiteStory
from newsdesk.services.siteexport import SiteExport
from newsdesk.storage import sitelist

_LISTED: Final = 50
"""Stories on a page of a list."""

_AUTHORED: Final = 200
"""Stories on the page of an author or a tag."""


def write_lists(site: SiteExport, stories: Sequence[SiteStory]) -> list[str]:
    """Write the front page, the sections and the tags; returns their paths."""
    paths = _write_listing(site, "", "front", site.strings.latest, stories, None)
    front = Addresses(site.paper)
    by_section: defaultdict[SectionSlug | None, list[SiteStory]] = defaultdict(list)
    for story in stories:
        by_section[story.section].append(story)
    for section in site.sections.values():
        path = front.section_path(section)
        if path:
            own = by_section.get(section.slug, [])
            paths += _write_listing(site, path, "list", section.label, own, section)
    by_topic: defaultdict[str, list[SiteStory]] = defaultdict(list)
    names: dict[str, str] = {}
    by_number = {story.number: story for story in stories}
    for number, tag in sitelist.tags(site.desk.library):
        story = by_number.get(number)
        if story is not None:
            path = topic_path(tag)
            names.setdefault(path, tag)
            by_topic[path].append(story)
    for path in sorted(by_topic):
        own = _latest(by_topic[path])
        _list_page(site, path, "list", names[path], own, None, None, None)
        paths.append(path)
    return paths


def _write_listing(
    site: SiteExport,
    path: str,
    template: str,
    title: str,
    stories: Sequence[SiteStory],
    section: Section | None,
) -> list[str]:
    """Write a list in pages and return their paths.

    Older pages are numbered from the oldest, so that they stay as they are.
    """
    full = max(0, len(stories) // _LISTED - 1)
    paths: list[str] = []
    for number in range(full):
        part = stories[number * _LISTED : (number + 1) * _LISTED]
        newer = f"{path}page/{number + 2}/" if number + 1 < full else path
        older = f"{path}page/{number}/" if number else None
        here = f"{path}page/{number + 1}/"
        _list_page(site, here, "list", f"{title} · {number + 1}", part, section, newer, older)
        paths.append(here)
    older = f"{path}page/{full}/" if full else None
    _list_page(site, path, template, title, stories[full * _LISTED :], section, None, older)
    return [path, *paths]


def _list_page(
    site: SiteExport,
    path: str,
    template: str,
    title: str,
    stories: Sequence[SiteStory],
    section: Section | None,
    newer: str | None,
    older: str | None,
) -> None:
    shown = list(reversed(stories))
    name = f"list:{path}"
    made_from = (template, title, str(newer), str(older), *(one.facts for one in shown))
    if site.kept(name, *made_from):
        return
    addresses = Addresses(site.paper, path, whole_site=True)
    page = ListPage(
        template,
        path,
        title,
        listed(site, shown, label=section is None),
        site.language,
        newer=newer,
        older=older,
        section=section,
        feeds=_feed_links(site, addresses),
    )
    html = write_list(page, site.frames, addresses, site.strings)
    site.put(name, *made_from, files={f"{path}{INDEX}": html})


def _feed_links(site: SiteExport, addresses: Addresses) -> tuple[head.Feed, ...]:
    title = site.paper.name or addresses.site
    return (
        head.Feed(addresses.file(RSS_FILE), feeds.RSS, title),
        head.Feed(addresses.file(ATOM_FILE), feeds.ATOM, title),
        head.Feed(addresses.file(JSON_FILE), feeds.JSON_FEED, title),
    )


def write_authors(site: SiteExport, stories: Sequence[SiteStory]) -> list[str]:
    """Write the page of everybody in a byline; returns their paths."""
    by_author: defaultdict[AuthorId, list[SiteStory]] = defaultdict(list)
    by_number = {story.number: story for story in stories}
    for number, author in sitelist.bylines(site.desk.library):
        if (story := by_number.get(number)) is not None:
            by_author[author].append(story)
    paths: list[str] = []
    front = Addresses(site.paper)
    for author in sorted(by_author):
        site.know([author])
        profile = site.profiles.get(author)
        if profile is None:
            continue
        paths.append(front.author_path(profile.slug))
        own = list(reversed(_latest(by_author[author])))
        name = f"author:{author}"
        made_from = tuple(one.facts for one in own)
        if site.kept(name, *made_from):
            continue
        site.learn([profile.avatar] if profile.avatar else [])
        page = AuthorPage(
            profile, site.paper, site.sections, site.assets, listed(site, own), whole_site=True
        )
        bundle = write_author_page(page, site.frames)
        needs = [
            f"a{author}",
            f"a{profile.id}",
            *([f"i{profile.avatar}"] if profile.avatar else []),
        ]
        site.put(name, *made_from, files=bundle.files, pictures=bundle.pictures, needs=needs)
    return paths


def _latest(stories: Sequence[SiteStory]) -> list[SiteStory]:
    """Return the latest of some stories, oldest first, none of them twice."""
    unique = {story.id: story for story in stories}.values()
    return sorted(unique, key=lambda story: (story.at, story.id))[-_AUTHORED:]


def listed(
    site: SiteExport, stories: Sequence[SiteStory], *, label: bool = True
) -> tuple[ListedStory, ...]:
    """Return what a list shows of stories."""
    return tuple(_listed(site, card, label=label) for card in site.cards.many(stories))


def _listed(site: SiteExport, card: StoryCard, *, label: bool) -> ListedStory:
    assert card.published_at is not None
    return ListedStory(
        card.path,
        card.headline,
        card.standfirst,
        card.section.label if card.section and label else "",
        _time(site, card.published_at),
        _time(site, card.updated_at) if card.updated_at and card.show_updated else None,
        card.language,
    )


def _time(site: SiteExport, moment: Moment) -> TimeView:
    zone = site.paper.time_zone
    return TimeView(locales.iso(moment, zone), locales.short_time(moment, zone, site.language))
