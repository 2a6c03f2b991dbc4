"""What stands once in a site: feeds, sitemaps, the search page, the page for what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.exporting import chrome, feeds, searchpage, sitemaps
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.lists import ListPage, write_list
from newsdesk.exporting.page import ATOM_FILE, INDEX, JSON_FILE, RSS_FILE, feed_item
from newsdesk.services.siteexport import SiteExport, SiteStory, hashed
from newsdesk.services.sitelists import listed
from newsdesk.services.sitestories import view_story


def write_feeds(site: SiteExport, stories: Sequence[SiteStory]) -> None:
    """Write the three feeds of the latest stories."""
    latest = list(reversed(stories[-feeds.LONGEST :]))
    made_from = hashed(site.whole, [story.made_from for story in latest])
    if site.kept("feeds", made_from):
        return
    made = [feed_item(view_story(site, story)) for story in latest]
    entries = [item for item, _ in made]
    pictures = tuple(dict.fromkeys(one for _, planned in made for one in planned))
    files = {
        RSS_FILE: feeds.write_rss(_channel(site, RSS_FILE), entries),
        ATOM_FILE: feeds.write_atom(_channel(site, ATOM_FILE), entries),
        JSON_FILE: feeds.write_json_feed(_channel(site, JSON_FILE), entries),
    }
    site.put("feeds", made_from, files, pictures)


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
    made_from = hashed(site.whole, [one.facts for one in stories], paths)
    if site.kept("rest", made_from):
        return
    addresses = Addresses(site.paper)
    zone = site.paper.time_zone
    files = {chrome.ICON: chrome.icon_file(site.paper)}
    if addresses.site:
        places = [sitemaps.Place(path) for path in dict.fromkeys(paths)]
        places += [
            sitemaps.Place(one.path, one.row.updated_at or one.published) for one in stories
        ]
        news = [
            sitemaps.NewsPlace(one.path, one.row.headline, one.published, one.row.language)
            for one in stories
        ]
        files |= sitemaps.write_sitemaps(places, addresses, zone)
        files[sitemaps.NEWS_SITEMAP] = sitemaps.write_news_sitemap(news, addresses, zone)
    files["robots.txt"] = sitemaps.write_robots(addresses)
    newest = [listed(site, story) for story in reversed(stories[-searchpage.LONGEST :])]
    search = Addresses(site.paper, searchpage.PATH, whole_site=True)
    files[f"{searchpage.PATH}{INDEX}"] = searchpage.write_search(
        newest, site.frames, search, site.strings
    )
    files["404.html"] = _missing(site)
    site.put("rest", made_from, files)


def _missing(site: SiteExport) -> bytes:
    """Write the page for addresses that lead nowhere; it may be shown at any depth."""
    addresses = Addresses(site.paper, "", whole_site=not site.paper.url)
    page = ListPage("missing", "404.html", site.strings.not_found, (), site.language)
    return write_list(page, site.frames, addresses, site.strings)
