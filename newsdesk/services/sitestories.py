"""The stories of a site: which go out, whether their pages changed, and the pages themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from newsdesk.domain.article import Article, ArticleState
from newsdesk.domain.dispatch import Dispatch, StoryCard
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.publication import Section
from newsdesk.exporting import searchpage
from newsdesk.exporting.addresses import story_path
from newsdesk.exporting.page import INDEX, problems_of, write_site_page
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.views import StoryView
from newsdesk.services import dispatches
from newsdesk.services.exportreport import refusal
from newsdesk.services.siteexport import SiteExport, SiteStory, hashed
from newsdesk.storage import articles as stored
from newsdesk.storage import projections, sitelist
from newsdesk.storage.sitelist import SiteRow


def collect(site: SiteExport) -> list[SiteStory]:
    """Return the stories that go out, oldest first, and note why others do not."""
    now = site.desk.clock.now()
    found: list[SiteStory] = []
    taken = _own_places(site.sections)
    for row in sitelist.rows(site.desk.library):
        probe = _as_article(row)
        if not dispatches.goes_out(probe, now):
            why = refusal(probe, now, site.paper.time_zone)
            if why is not None and row.state is not ArticleState.SCHEDULED:
                site.refused[row.id] = str(why)
            continue
        path = _place(site, row, taken)
        published = row.first_published_at or row.scheduled_at or row.saved_at
        found.append(SiteStory(row, path, published, hashed(path, row)))
    return sorted(found, key=lambda story: story.order)


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


def judge(site: SiteExport, stories: list[SiteStory]) -> list[SiteStory]:
    """Work out for each story a hash of everything that its page is made from."""
    by_id = {story.row.id: story for story in stories}
    people = sitelist.author_versions(site.desk.library)
    pictures = sitelist.image_versions(site.desk.library)
    needs: defaultdict[ArticleId, list[object]] = defaultdict(list)
    for story, kind, name in sitelist.needs(site.desk.library):
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
        SiteStory(
            story.row,
            story.path,
            story.published,
            story.facts,
            hashed(site.whole, story.facts, needs.get(story.row.id, [])),
        )
        for story in stories
    ]


def write_stories(site: SiteExport, stories: Sequence[SiteStory]) -> None:
    """Write the page of every story that changed."""
    site.cards = {story.row.id: _card(site, story) for story in stories}
    total = len(stories)
    for number, story in enumerate(stories):
        name = f"story:{story.row.id}"
        if not site.kept(name, story.made_from):
            view = view_story(site, story)
            files = {f"{story.path}{INDEX}": write_site_page(view, site.frames)}
            site.problems += [
                f"“{view.headline}”: {problem}"
                for problem in problems_of(view)
                if site.paper.url or not problem.startswith("The paper has no web address")
            ]
            site.put(name, story.made_from, files, view.pictures)
        if number % 20 == 0:
            site.progress(number, total, "stories")
    site.progress(total, total, "stories")


def _card(site: SiteExport, story: SiteStory) -> StoryCard:
    row = story.row
    return StoryCard(
        row.id,
        story.path,
        row.headline,
        row.standfirst,
        site.sections.get(row.section) if row.section else None,
        story.published,
        row.updated_at,
        row.show_updated,
        None,
        row.language,
    )


def view_story(site: SiteExport, story: SiteStory) -> StoryView:
    """Gather a story and work out its page."""
    article = dispatches.dated(
        dispatches.with_slug(stored.load(site.desk.library, story.row.id).article)
    )
    # Automatic items would make every page depend on every other story.
    article = dispatches.with_related(site.desk, article, automatic=False)
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
