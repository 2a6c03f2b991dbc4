"""Exports the whole library as a site that any web server, or none, can serve.

Only what changed is written again. Beside the manifest lies a file that names, for every page, a
hash of all that it was made from; a page whose hash is the same is not made again.
"""

from __future__ import annotations

from pathlib import Path

from newsdesk import __version__
from newsdesk.exporting.frames import Frames
from newsdesk.exporting.page import INDEX
from newsdesk.exporting.targets.base import Choices
from newsdesk.exporting.themes import load
from newsdesk.services import indexing, publication, related, renditions, sections
from newsdesk.services.desk import Desk
from newsdesk.services.exportreport import ExportReport
from newsdesk.services.folders import Folder
from newsdesk.services.renditions import Cache, Progress, quietly
from newsdesk.services.sitecards import Cards
from newsdesk.services.siteexport import SiteExport, hashed
from newsdesk.services.sitelists import write_authors, write_lists
from newsdesk.services.siteonce import write_feeds, write_rest
from newsdesk.services.siterelated import relate
from newsdesk.services.sitestate import STATE, STATE_FORMAT, SiteState
from newsdesk.services.sitestories import collect, write_stories


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
    indexing.in_step(desk)
    with desk.library.snapshot(), Folder(to, export="site", check=check) as folder:
        whole = (
            STATE_FORMAT, __version__, renditions.ENCODER_VERSION, theme.fingerprint, paper,
            sorted(all_sections.items()), related.curated_lists(desk),
        )  # fmt: skip
        site = SiteExport(
            desk,
            folder,
            Frames(theme, all_sections),
            paper,
            SiteState.read(folder.to),
            kept,
            progress,
            hashed(repr(whole)),
            Cards(desk.library, all_sections),
        )
        stories = collect(site)
        relate(desk.library, stories)
        write_stories(site, stories)
        paths = [*write_lists(site, stories), *write_authors(site, stories)]
        write_feeds(site, stories)
        write_rest(site, stories, paths)
        folder.put(STATE, site.after.write())
        report = folder.deliver()
    if not paper.url:
        site.problems.insert(
            0,
            "The paper has no web address yet, so the site has no canonical links and no sitemap. "
            "Set it in the publication’s settings.",
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
