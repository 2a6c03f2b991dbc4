"""The stories of a site: which go out, whether their pages changed, and the pages themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.ids import SectionSlug
from newsdesk.domain.publication import Section
from newsdesk.domain.related import RelatedItem, RelatedLevel
from newsdesk.exporting import searchpage
from newsdesk.exporting.addresses import story_path
from newsdesk.exporting.page import INDEX, problems_of, write_site_page
from newsdesk.exporting.storyview import StoryView, view_of
from newsdesk.services import dispatches
from newsdesk.services.exportreport import refusal
from newsdesk.services.sitecards import SiteStory
from newsdesk.services.siteexport import SiteExport
from newsdesk.storage import articles as stored
from newsdesk.storage import projections, sitelist
from newsdesk.storage.sitelist import SiteRow

_HELD = "The paper has no web address"


def collect(site: SiteExport) -> list[SiteStory]:
    """Return the stories that go out, oldest first, and note why others do not."""
    now = site.desk.clock.now()
    found: list[SiteStory] = []
    taken = _own_places(site.sections)
    for row in sitelist.rows(site.desk.library):
        if not _is_plainly_out(row):
            probe = _as_article(row)
            if not dispatches.goes_out(probe, now):
                why = refusal(probe, now, site.paper.time_zone)
                if why is not None and row.state is not ArticleState.SCHEDULED:
                    site.refused[row.id] = str(why)
                continue
        story = SiteStory(
            row.number,
            row.id,
            row.version,
            _place(site, row, taken),
            row.section,
            row.published,
            row.language,
            row.updated_at,
        )
        found.append(story)
    found.sort(key=lambda story: (story.at, story.id))
    site.cards.stories.update((story.id, story) for story in found)
    return found


def _is_plainly_out(row: SiteRow) -> bool:
    held = row.legal_flag or row.embargoed_until or row.expires_at
    return row.state is ArticleState.PUBLISHED and not held


def _place(site: SiteExport, row: SiteRow, taken: set[str]) -> str:
    """Return where a story's page lives; a place that is taken is reported and moved."""
    slug = row.slug or dispatches.with_slug(_as_article(row)).slug
    path = story_path(site.paper, row.section, slug, row.canonical_url)
    if path.casefold() in taken:
        other = f"{path.rstrip('/')}-{row.id[:8]}/"
        site.problems.append(
            f"“{row.headline}” would stand where another page stands ({path}); it was written "
            f"to {other}. Change its slug."
        )
        path = other
    taken.add(path.casefold())
    return path


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


def write_stories(site: SiteExport, stories: Sequence[SiteStory]) -> None:
    """Write the page of every story that changed."""
    changed = {
        story.number: story
        for story in stories
        if not site.kept(f"story:{story.id}", story.facts, *story.related)
    }
    total, done = len(stories), len(stories) - len(changed)
    for article in stored.load_many(site.desk.library, sorted(changed)):
        if done % 20 == 0:
            site.progress(done, total, "stories")
        done += 1
        _write_story(site, site.cards.stories[article.id], article)
    site.progress(total, total, "stories")


def _write_story(site: SiteExport, story: SiteStory, article: Article) -> None:
    site.cards.asked.clear()
    view = view_story(site, story, article)
    page = write_site_page(view, site.frames)
    site.problems += [
        f"“{view.headline}”: {problem}"
        for problem in problems_of(view)
        if site.paper.url or not problem.startswith(_HELD)
    ]
    dispatch = view.dispatch
    needs = [
        *(f"a{name}" for row in article.byline if (name := row.author)),
        *(f"a{profile.id}" for profile in dispatch.authors.values()),
        *(f"i{name}" for name in dispatch.images),
        *(f"i{image}" for image, _ in projections.placements(article)),
        *(f"s{name}" for name in site.cards.asked),
    ]
    site.put(
        f"story:{story.id}",
        story.facts,
        *story.related,
        files={f"{story.path}{INDEX}": page},
        pictures=view.pictures,
        needs=list(dict.fromkeys(needs)),
    )


def view_story(site: SiteExport, story: SiteStory, article: Article) -> StoryView:
    """Gather what a story refers to and work out its page."""
    article = _with_related(site, story, dispatches.dated(dispatches.with_slug(article)))
    people = [row.author for row in article.byline if row.author]
    site.know(people)
    known = {author: site.profiles[author] for author in people if author in site.profiles}
    shown = [image for image, _ in projections.placements(article)]
    shown += [profile.avatar for profile in known.values() if profile.avatar]
    if site.paper.logo is not None:
        shown.append(site.paper.logo)
    site.learn(shown)
    dispatch = Dispatch(
        article,
        story.path,
        site.paper,
        site.sections,
        known,
        {image: site.assets[image] for image in shown if image in site.assets},
        site.cards,
    )
    return view_of(dispatch, whole_site=True, shared=site.frames.shared)


def _with_related(site: SiteExport, story: SiteStory, article: Article) -> Article:
    """Return a story with its list: pins, the curated list, then what is like it."""
    article = dispatches.with_related(site.desk, article, automatic=False)
    wanted = article.related
    missing = wanted.wanted - len(wanted.items)
    if missing <= 0 or not story.related:
        return article
    taken = {item.article for item in wanted.items}
    taken |= {article.rewrite_of, article.translated_from}
    fitting = [name for name in story.related if name not in taken][:missing]
    site.cards.many(site.cards.stories[name] for name in fitting)
    items = (RelatedItem(article=name, level=RelatedLevel.AUTOMATIC) for name in fitting)
    return replace(article, related=replace(wanted, items=(*wanted.items, *items)))
