"""What stands once in a site: feeds, sitemaps, the search page, the page for what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.exporting import chrome, feeds, searchpage, sitemaps
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.lists import ListPage, write_list
from newsdesk.exporting.page import ATOM_FILE, INDEX, JSON_FILE, RSS_FILE, feed_item
from newsdesk.services.sitecards import SiteStory
from newsdesk.services.siteexport import SiteExport
from newsdesk.services.sitelists import listed
from newsdesk.services.sitestories import view_story
from newsdesk.storage import articles as stored
from newsdesk.storage.moments import moment


def write_feeds(site: SiteExport, stories: Sequence[SiteStory]) -> None:
    """Write the three feeds of the latest stories."""
    latest = list(reversed(stories[-feeds.LONGEST :]))
    made_from = [site.after.pages[f"story:{story.id}"][0] for story in latest]
    if site.kept("feeds", *made_from):
        return
    read = stored.load_many(site.desk.library, sorted(story.number for story in latest))
    by_id = {article.id: article for article in read}
    made = [feed_item(view_story(site, story, by_id[story.id])) for story in latest]
    entries = [item for item, _ in made]
    pictures = tuple(dict.fromkeys(one for _, planned in made for one in planned))
    files = {
        RSS_FILE: feeds.write_rss(_channel(site, RSS_FILE), entries),
        ATOM_FILE: feeds.write_atom(_channel(site, ATOM_FILE), entries),
        JSON_FILE: feeds.write_json_feed(_channel(site, JSON_FILE), entries),
    }
    site.put("feeds", *made_from, files=files, pictures=pictures)


def _channel(site: SiteExport, file: str) -> feeds.FeedChannel:
    addresses = Addresses(site.paper)
    return feeds.FeedChannel(
        site.paper.name or addresses.site or "Newsdesk",
        addresses.site,
        addresses.absolute(file),
        site.language,
        site.paper.tagline,
        addresses,
    )


def write_rest(site: SiteExport, stories: Sequence[SiteStory], paths: Sequence[str]) -> None:
    """Write sitemaps, robots, the search page, the page for what is missing, the icon."""
    addresses = Addresses(site.paper)
    if not site.kept("once"):
        files = {
            chrome.ICON: chrome.icon_file(site.paper),
            "robots.txt": sitemaps.write_robots(addresses),
            "404.html": _missing(site),
        }
        site.put("once", files=files)
    _write_search(site, stories[-searchpage.LONGEST :])
    if addresses.site:
        _write_sitemaps(site, stories, paths, addresses)


def _write_search(site: SiteExport, latest: Sequence[SiteStory]) -> None:
    made_from = [story.facts for story in latest]
    if site.kept("search", *made_from):
        return
    addresses = Addresses(site.paper, searchpage.PATH, whole_site=True)
    shown = listed(site, list(reversed(latest)))
    page = searchpage.write_search(shown, site.frames, addresses, site.strings)
    site.put("search", *made_from, files={f"{searchpage.PATH}{INDEX}": page})


def _write_sitemaps(
    site: SiteExport, stories: Sequence[SiteStory], paths: Sequence[str], addresses: Addresses
) -> None:
    made_from = [*paths, *(story.facts for story in stories)]
    if site.kept("sitemaps", *made_from):
        return
    zone = site.paper.time_zone
    places = [sitemaps.Place(path) for path in dict.fromkeys(paths)]
    places += [sitemaps.Place(one.path, one.updated or moment(one.at)) for one in stories]
    files = sitemaps.write_sitemaps(places, addresses, zone)
    recent = [one for one in stories if stories[-1].at - one.at <= sitemaps.NEWS_SPAN]
    news = [
        sitemaps.NewsPlace(card.path, card.headline, published, card.language)
        for card in site.cards.many(recent)
        if (published := card.published_at) is not None
    ]
    files[sitemaps.NEWS_SITEMAP] = sitemaps.write_news_sitemap(news, addresses, zone)
    site.put("sitemaps", *made_from, files=files)


def _missing(site: SiteExport) -> bytes:
    """Write the page for addresses that lead nowhere; it may be shown at any depth."""
    addresses = Addresses(site.paper, "", whole_site=not site.paper.url)
    page = ListPage("missing", "404.html", site.strings.not_found, (), site.language)
    return write_list(page, site.frames, addresses, site.strings)
