"""Exports the whole library as a site that any web server, or none, can serve.

Only what changed is written again. Beside the manifest lies a file that names, for every page, a
hash of all that it was made from; a page whose hash is the same is not made again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from newsdesk import __version__
from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.dispatch import Dispatch, StoryCard
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.publication import Publication, Section
from newsdesk.exporting import chrome, feeds, head, locales, searchpage, sitemaps
from newsdesk.exporting.addresses import Addresses, story_path, topic_path
from newsdesk.exporting.authorpage import AuthorPage, write_author_page
from newsdesk.exporting.lists import ListedStory, ListPage, write_list
from newsdesk.exporting.page import (
    ATOM_FILE,
    INDEX,
    JSON_FILE,
    RSS_FILE,
    feed_item,
    problems_of,
    write_page,
)
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.exporting.storyview import StoryView, TimeView, view_of
from newsdesk.exporting.strings import Strings, strings_for
from newsdesk.exporting.targets.base import Choices
from newsdesk.exporting.themes import Theme, load
from newsdesk.services import (
    authors,
    dispatches,
    images,
    publication,
    related,
    renditions,
    sections,
)
from newsdesk.services.desk import Desk
from newsdesk.services.dispatches import DeskImages
from newsdesk.services.exportreport import ExportReport, refusal
from newsdesk.services.folders import Folder
from newsdesk.services.renditions import Cache, Progress, quietly
from newsdesk.services.sitestate import STATE, STATE_FORMAT, SiteState
from newsdesk.storage import articles as stored
from newsdesk.storage import projections, sitelist
from newsdesk.storage.sitelist import SiteRow

__all__ = ["export_all"]

_LISTED: Final = 50
"""Stories on a page of a list."""

_AUTHORED: Final = 200
"""Stories on the page of an author or a tag."""


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Story:
    """A story that goes out, with its place.

    ``facts`` is a hash of what lists show of it, ``made_from`` of all that its page is made from.
    """

    row: SiteRow
    path: str
    published: Moment
    facts: str
    made_from: str = ""

    @property
    def order(self) -> tuple[int, str]:
        """Sorts by the time of publication, then by id."""
        return int(self.published.utc.timestamp() * 1_000_000), self.row.id


@dataclass(slots=True)
class _Site:
    """One export of a library on its way into a folder."""

    desk: Desk
    folder: Folder
    theme: Theme
    paper: Publication
    sections: Mapping[SectionSlug, Section]
    before: SiteState
    cache: Cache
    progress: Progress
    whole: str = ""
    after: SiteState = field(default_factory=SiteState)
    problems: list[str] = field(default_factory=list[str])
    refused: dict[ArticleId, str] = field(default_factory=dict[ArticleId, str])
    assets: dict[ImageId, ImageAsset] = field(default_factory=dict[ImageId, ImageAsset])
    profiles: dict[AuthorId, AuthorProfile] = field(default_factory=dict[AuthorId, AuthorProfile])
    cards: dict[ArticleId, StoryCard] = field(default_factory=dict[ArticleId, StoryCard])

    @property
    def strings(self) -> Strings:
        """The site's own words, in the paper's language."""
        return strings_for(self.language)

    @property
    def language(self) -> str:
        """The paper's language."""
        return self.paper.language or "en"

    def kept(self, name: str, made_from: str) -> bool:
        """Keep a page that would come out the same; False when it must be made."""
        found = self.before.pages.get(name)
        if found is None or found[0] != made_from:
            return False
        if not all(self.folder.entry(file) is not None for file in found[1]):
            return False
        for file in found[1]:
            self.folder.keep(file)
        self.after.pages[name] = found
        return True

    def put(
        self,
        name: str,
        made_from: str,
        files: Mapping[str, bytes],
        pictures: Sequence[PlannedPicture] = (),
    ) -> None:
        """Take a page that was made, with its pictures."""
        for file, data in files.items():
            self.folder.put(file, data)
        self.add_pictures(pictures)
        names = sorted({*files, *(picture.file for picture in pictures)})
        self.after.pages[name] = (made_from, tuple(names))

    def add_pictures(self, pictures: Sequence[PlannedPicture]) -> None:
        """Make the pictures that the folder does not hold yet; their names tell what they are."""
        wanted: list[PlannedPicture] = []
        for picture in pictures:
            if self.folder.taken(picture.file):
                continue
            if self.folder.entry(picture.file) is not None:
                self.folder.keep(picture.file)
            else:
                wanted.append(picture)
        if wanted:
            made = renditions.make(
                wanted, assets=self.assets, source=DeskImages(self.desk), cache=self.cache
            )
            for file, data in made:
                self.folder.put(file, data)

    def learn(self, wanted: Iterable[ImageId]) -> None:
        """Read what is known of pictures that were not met yet."""
        new = [image for image in dict.fromkeys(wanted) if image not in self.assets]
        if new:
            self.assets.update(images.many(self.desk, images=new))

    def know(self, wanted: Iterable[AuthorId]) -> None:
        """Read the profiles that were not met yet."""
        new = [author for author in dict.fromkeys(wanted) if author not in self.profiles]
        if new:
            self.profiles.update(authors.many(self.desk, ids=new))

    # --- stories ---

    def collect(self) -> list[_Story]:
        """Return the stories that go out, oldest first, and note why others do not."""
        now = self.desk.clock.now()
        found: list[_Story] = []
        taken = _own_places(self.sections)
        for row in sitelist.rows(self.desk.library):
            probe = _as_article(row)
            if not dispatches.goes_out(probe, now):
                why = refusal(probe, now, self.paper.time_zone)
                if why is not None and row.state is not ArticleState.SCHEDULED:
                    self.refused[row.id] = str(why)
                continue
            path = self._place(row, taken)
            published = row.first_published_at or row.scheduled_at or row.saved_at
            found.append(_Story(row, path, published, _hash(path, row)))
        return sorted(found, key=lambda story: story.order)

    def _place(self, row: SiteRow, taken: set[str]) -> str:
        """Return where a story's page lives; a place that is taken is reported and moved."""
        slug = row.slug or dispatches.with_slug(_as_article(row)).slug
        path = story_path(self.paper, row.section, slug, row.canonical_url)
        if path.casefold() in taken:
            other = f"{path.rstrip('/')}-{row.id[:8]}/"
            self.problems.append(
                f"“{row.headline}” would stand where another page stands ({path}); it was written "
                f"to {other}. Change its slug."
            )
            path = other
        taken.add(path.casefold())
        return path

    def judge(self, stories: list[_Story]) -> list[_Story]:
        """Work out for each story a hash of everything that its page is made from."""
        by_id = {story.row.id: story for story in stories}
        people = sitelist.author_versions(self.desk.library)
        pictures = sitelist.image_versions(self.desk.library)
        needs: defaultdict[ArticleId, list[object]] = defaultdict(list)
        for story, kind, name in sitelist.needs(self.desk.library):
            if story not in by_id:
                continue
            if kind == "author":
                version, avatar = people.get(AuthorId(name), (0, None))
                needs[story].append((name, version, pictures.get(avatar) if avatar else 0))
            elif kind == "image":
                needs[story].append((name, pictures.get(ImageId(name))))
            else:
                other = by_id.get(ArticleId(name))
                needs[story].append((name, other.facts if other else ""))
        return [
            _Story(
                story.row,
                story.path,
                story.published,
                story.facts,
                _hash(self.whole, story.facts, needs.get(story.row.id, [])),
            )
            for story in stories
        ]

    def write_stories(self, stories: Sequence[_Story]) -> None:
        """Write the page of every story that changed."""
        self.cards = {story.row.id: self._card(story) for story in stories}
        total = len(stories)
        for number, story in enumerate(stories):
            name = f"story:{story.row.id}"
            if not self.kept(name, story.made_from):
                view = self.view(story)
                page = write_page(view, self.theme, feed_folder="")
                files = {f"{story.path}{INDEX}": page.encode()}
                self.problems += [
                    f"“{view.headline}”: {problem}"
                    for problem in problems_of(view)
                    if self.paper.url or not problem.startswith("The paper has no web address")
                ]
                self.put(name, story.made_from, files, view.pictures)
            if number % 20 == 0:
                self.progress(number, total, "stories")
        self.progress(total, total, "stories")

    def _card(self, story: _Story) -> StoryCard:
        row = story.row
        return StoryCard(
            row.id,
            story.path,
            row.headline,
            row.standfirst,
            self.sections.get(row.section) if row.section else None,
            story.published,
            row.updated_at,
            row.show_updated,
            None,
            row.language,
        )

    def view(self, story: _Story) -> StoryView:
        """Gather a story and work out its page."""
        article = dispatches.dated(
            dispatches.with_slug(stored.load(self.desk.library, story.row.id).article)
        )
        # Automatic items would make every page depend on every other story.
        article = dispatches.with_related(self.desk, article, automatic=False)
        people = [row.author for row in article.byline if row.author]
        self.know(people)
        known = {author: self.profiles[author] for author in people if author in self.profiles}
        shown = [image for image, _ in projections.placements(article)]
        shown += [profile.avatar for profile in known.values() if profile.avatar]
        if self.paper.logo is not None:
            shown.append(self.paper.logo)
        self.learn(shown)
        dispatch = Dispatch(
            article,
            story.path,
            self.paper,
            self.sections,
            known,
            {image: self.assets[image] for image in shown if image in self.assets},
            self.cards,
        )
        return view_of(dispatch, whole_site=True)

    # --- lists ---

    def listed(self, story: _Story, *, label: bool = True) -> ListedStory:
        """Return what a list shows of a story."""
        row = story.row
        section = self.sections.get(row.section) if row.section else None
        updated = row.updated_at if row.show_updated else None
        return ListedStory(
            story.path,
            row.headline,
            row.standfirst,
            section.label if section and label else "",
            self._time(story.published),
            self._time(updated) if updated else None,
            row.language,
        )

    def _time(self, moment: Moment) -> TimeView:
        zone = self.paper.time_zone
        return TimeView(locales.iso(moment, zone), locales.short_time(moment, zone, self.language))

    def write_listing(
        self,
        path: str,
        template: str,
        title: str,
        stories: Sequence[_Story],
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
            self._list_page(here, "list", f"{title} · {number + 1}", part, section, newer, older)
            paths.append(here)
        older = f"{path}page/{full}/" if full else None
        self._list_page(path, template, title, stories[full * _LISTED :], section, None, older)
        return [path, *paths]

    def _list_page(
        self,
        path: str,
        template: str,
        title: str,
        stories: Sequence[_Story],
        section: Section | None,
        newer: str | None,
        older: str | None,
    ) -> None:
        shown = list(reversed(stories))
        name = f"list:{path}"
        made_from = _hash(self.whole, template, title, newer, older, [one.facts for one in shown])
        if self.kept(name, made_from):
            return
        addresses = Addresses(self.paper, path, whole_site=True)
        page = ListPage(
            template,
            path,
            title,
            tuple(self.listed(story, label=section is None) for story in shown),
            self.language,
            newer=newer,
            older=older,
            section=section,
            feeds=self._feed_links(addresses),
            kind=template,
        )
        html = write_list(page, self.theme, addresses, self.sections, self.strings)
        self.put(name, made_from, {f"{path}{INDEX}": html})

    def _feed_links(self, addresses: Addresses) -> tuple[head.Feed, ...]:
        title = self.paper.name or addresses.site
        return (
            head.Feed(addresses.file(RSS_FILE), feeds.RSS, title),
            head.Feed(addresses.file(ATOM_FILE), feeds.ATOM, title),
            head.Feed(addresses.file(JSON_FILE), feeds.JSON_FEED, title),
        )

    def write_lists(self, stories: Sequence[_Story]) -> list[str]:
        """Write the front page, the sections and the tags; returns their paths."""
        paths = self.write_listing("", "front", self.strings.latest, stories, None)
        front = Addresses(self.paper)
        by_section: defaultdict[SectionSlug | None, list[_Story]] = defaultdict(list)
        for story in stories:
            by_section[story.row.section].append(story)
        for section in self.sections.values():
            path = front.section_path(section)
            if path:
                own = by_section.get(section.slug, [])
                paths += self.write_listing(path, "list", section.label, own, section)
        tags = sitelist.tags(self.desk.library)
        by_topic: defaultdict[str, list[_Story]] = defaultdict(list)
        names: dict[str, str] = {}
        for story in stories:
            for tag in tags.get(story.row.id, ()):
                path = topic_path(tag)
                names.setdefault(path, tag)
                by_topic[path].append(story)
        for path in sorted(by_topic):
            own = list(dict.fromkeys(by_topic[path]))[-_AUTHORED:]
            self._list_page(path, "list", names[path], own, None, None, None)
            paths.append(path)
        return paths

    def write_authors(self, stories: Sequence[_Story]) -> list[str]:
        """Write the page of everybody in a byline; returns their paths."""
        by_author: defaultdict[AuthorId, list[_Story]] = defaultdict(list)
        bylines = sitelist.bylines(self.desk.library)
        for story in stories:
            for author in bylines.get(story.row.id, ()):
                by_author[author].append(story)
        versions = sitelist.author_versions(self.desk.library)
        paths: list[str] = []
        front = Addresses(self.paper)
        for author in sorted(by_author):
            own = list(reversed(by_author[author][-_AUTHORED:]))
            self.know([author])
            profile = self.profiles.get(author)
            if profile is None:
                continue
            paths.append(front.author_path(profile.slug))
            name = f"author:{author}"
            made_from = _hash(self.whole, versions.get(author), [one.facts for one in own])
            if self.kept(name, made_from):
                continue
            self.learn([profile.avatar] if profile.avatar else [])
            page = AuthorPage(
                profile,
                self.paper,
                self.sections,
                self.assets,
                tuple(self.listed(story) for story in own),
                whole_site=True,
            )
            bundle = write_author_page(page, self.theme)
            self.put(name, made_from, bundle.files, bundle.pictures)
        return paths

    # --- what stands once ---

    def write_feeds(self, stories: Sequence[_Story]) -> None:
        """Write the three feeds of the latest stories."""
        latest = list(reversed(stories[-feeds.LONGEST :]))
        made_from = _hash(self.whole, [story.made_from for story in latest])
        if self.kept("feeds", made_from):
            return
        made = [feed_item(self.view(story)) for story in latest]
        entries = [item for item, _ in made]
        pictures = tuple(dict.fromkeys(one for _, planned in made for one in planned))
        files = {
            RSS_FILE: feeds.write_rss(self._channel(RSS_FILE), entries),
            ATOM_FILE: feeds.write_atom(self._channel(ATOM_FILE), entries),
            JSON_FILE: feeds.write_json_feed(self._channel(JSON_FILE), entries),
        }
        self.put("feeds", made_from, files, pictures)

    def _channel(self, file: str) -> feeds.FeedChannel:
        addresses = Addresses(self.paper)
        return feeds.FeedChannel(
            self.paper.name or addresses.site or "Newsdesk",
            addresses.site,
            addresses.absolute(file),
            self.language,
            self.paper.tagline,
            addresses,
        )

    def write_rest(self, stories: Sequence[_Story], paths: Sequence[str]) -> None:
        """Write sitemaps, robots, the search page, the page for what is missing, the icon."""
        made_from = _hash(self.whole, [one.facts for one in stories], paths)
        if self.kept("rest", made_from):
            return
        addresses = Addresses(self.paper)
        zone = self.paper.time_zone
        files = {chrome.ICON: chrome.icon_file(self.paper)}
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
        newest = [self.listed(story) for story in reversed(stories[-searchpage.LONGEST :])]
        search = Addresses(self.paper, searchpage.PATH, whole_site=True)
        files[f"{searchpage.PATH}{INDEX}"] = searchpage.write_search(
            newest, self.theme, search, self.sections, self.strings
        )
        files["404.html"] = self._missing()
        self.put("rest", made_from, files)

    def _missing(self) -> bytes:
        """Write the page for addresses that lead nowhere; it may be shown at any depth."""
        addresses = Addresses(self.paper, "", whole_site=not self.paper.url)
        page = ListPage("missing", "404.html", self.strings.not_found, (), self.language)
        return write_list(page, self.theme, addresses, self.sections, self.strings)


def _own_places(all_sections: Mapping[SectionSlug, Section]) -> set[str]:
    """Return the paths that the site itself needs, in small letters."""
    return {
        "authors/", "topics/", "assets/", "page/", searchpage.PATH,
        *(f"{slug}/".casefold() for slug in all_sections),
        *(f"{slug}/page/".casefold() for slug in all_sections),
    }  # fmt: skip


def _as_article(row: SiteRow) -> Article:
    """Return as much of a story as it takes to judge it."""
    return Article(
        row.id,
        headline=row.headline,
        slug=row.slug,
        language=row.language,
        state=row.state,
        legal_flag=row.legal_flag,
        scheduled_at=row.scheduled_at,
        embargoed_until=row.embargoed_until,
        expires_at=row.expires_at,
    )


def export_all(
    desk: Desk,
    *,
    to: Path,
    choices: Choices | None = None,
    progress: Progress = quietly,
    check: bool = False,
    cache: Cache | None = None,
) -> ExportReport:
    """Export everything that is published or due as a site; only what changed is written.

    Raises EnvironmentFailure, InvalidInputError and Cancelled; the site there is then still whole.
    """
    theme = load((choices or Choices()).theme)
    paper = publication.get(desk)
    all_sections = {section.slug: section for section in sections.all_sections(desk)}
    kept = cache or Cache.standard()
    with desk.library.snapshot(), Folder(to, export="site", check=check) as folder:
        site = _Site(
            desk, folder, theme, paper, all_sections, SiteState.read(folder.to), kept, progress
        )
        site.whole = _hash(
            STATE_FORMAT, __version__, renditions.ENCODER_VERSION, theme.fingerprint, paper,
            sorted(all_sections.items()), related.curated_lists(desk),
        )  # fmt: skip
        stories = site.judge(site.collect())
        site.write_stories(stories)
        paths = [*site.write_lists(stories), *site.write_authors(stories)]
        site.write_feeds(stories)
        site.write_rest(stories, paths)
        folder.put(STATE, site.after.write())
        report = folder.deliver()
    if not paper.url:
        site.problems.insert(
            0,
            "The paper has no web address yet, so the site has no canonical links and no sitemap. "
            "Set it in the publication's settings.",
        )
    return ExportReport(
        report.folder,
        report.folder / INDEX,
        "site",
        report.written,
        report.unchanged,
        report.removed,
        (),
        tuple(dict.fromkeys(site.problems)),
        report.differs,
        len(stories),
        site.refused,
    )
