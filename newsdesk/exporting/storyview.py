"""A story as its page shows it: everything worked out, nothing left for the template to decide."""

from __future__ import annotations

from typing import Final

from newsdesk.domain import reading, weblink
from newsdesk.domain.body import (
    Block,
    Body,
    CallOut,
    CallOutKind,
    Embed,
    Figure,
    Gallery,
    Paragraph,
    PullQuote,
)
from newsdesk.domain.correction import CorrectionKind, CorrectionPlace
from newsdesk.domain.dispatch import Dispatch
from newsdesk.exporting import locales
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.bodyhtml import HtmlOptions, write_blocks
from newsdesk.exporting.callouts import CallOutWriter
from newsdesk.exporting.figures import PageFigures
from newsdesk.exporting.people import people_of, writers
from newsdesk.exporting.pictures import plain
from newsdesk.exporting.shared import Shared
from newsdesk.exporting.storylinks import (
    canonical_of,
    more_of,
    related_of,
    section_link_of,
    topics_of,
)
from newsdesk.exporting.storypeople import author_of, byline_of
from newsdesk.exporting.storypictures import logo_of, plate_of, social_pictures
from newsdesk.exporting.storywork import Work
from newsdesk.exporting.views import CorrectionView, StoryView

_OPENING: Final = 160


def view_of(
    dispatch: Dispatch, *, whole_site: bool = False, shared: Shared | None = None
) -> StoryView:
    """Work out the page of a story.

    ``whole_site`` says that every page of ours goes out too; pages that do may have things
    ``shared``.
    """
    addresses = Addresses(dispatch.publication, dispatch.path, whole_site)
    work = Work.of(dispatch, addresses, shared or Shared())
    article, paper = dispatch.article, dispatch.publication
    figures = PageFigures(work.shelf, addresses, work.runs, work.strings)
    call_outs = CallOutWriter(paper, work.runs, work.strings)
    lead_html = figures.write_lead(article.lead) if article.lead is not None else ""
    body_html = _body(work, figures, call_outs)
    people = people_of(dispatch)
    named = tuple(author_of(work, person) for person in people)
    wrote = writers(people)
    counts = [(block, reading.word_count((block,))) for block in article.body]
    words = sum(count for _, count in counts)
    minutes = article.read_minutes or reading.read_minutes(
        words, work.language, pace=paper.words_per_minute
    )
    related = related_of(work)
    newsletter = any(
        isinstance(block, CallOut) and block.purpose is CallOutKind.NEWSLETTER
        for block in article.body
    )
    newsletter_html = "" if newsletter else call_outs.write_standing()
    heading = article.related.heading or work.strings.related
    return StoryView(
        dispatch=dispatch,
        addresses=addresses,
        strings=work.strings,
        language=work.language,
        direction=weblink.direction(work.language),
        canonical=canonical_of(work),
        headline=article.headline,
        standfirst=article.standfirst,
        description=article.search.description or article.standfirst or _opening(article.body),
        section=work.section,
        section_link=section_link_of(work),
        byline=byline_of(work, people, named),
        people=people,
        authors=tuple(view for view, person in zip(named, people, strict=True) if person in wrote),
        published=work.time(article.first_published_at),
        updated=work.time(article.updated_at) if article.show_updated else None,
        minutes=minutes,
        min_read=locales.counted(work.strings.min_read, minutes, work.language),
        minutes_words=locales.counted(work.strings.minutes, minutes, work.language),
        word_count=sum(count for block, count in counts if _is_text(block)),
        lead_html=lead_html,
        plate_html="" if lead_html else plate_of(work),
        body_html=body_html,
        corrections=_corrections(work) if article.corrections else (),
        related_heading=heading,
        related=related,
        more=(more := more_of(work, len(related))),
        more_of=work.strings.more_of.format(heading=heading) if more else "",
        topics=topics_of(work),
        social=social_pictures(work, figures),
        logo=logo_of(work),
        form_address=call_outs.form_address() if newsletter or newsletter_html else "",
        newsletter_html=newsletter_html,
        pictures=tuple(work.shelf.planned.values()),
        unreachable=tuple(dict.fromkeys(work.unreachable)),
        missing_pictures=tuple(figures.missing),
    )


def _body(work: Work, figures: PageFigures, call_outs: CallOutWriter) -> str:
    """Write the body, with a line break at the end where an archive needs it.

    newspaper4k, which many archives read pages with, throws away the last element of a text when
    that has elements inside, such as a link. Style sheets hide the break that takes its place.
    """
    body = work.dispatch.article.body
    options = HtmlOptions(
        work.runs,
        write_call_out=call_outs.write,
        table_label=work.strings.table,
        loose_quotes=True,
    )
    written = write_blocks(body, pictures=figures, options=options)
    last = next(
        (one for one, block in zip(reversed(written), reversed(body), strict=True)
         if _is_text(block)),
        "",
    )  # fmt: skip
    return "\n".join((*written, "<br>") if last.count("<") > 2 else written)  # <p> and </p>


def _corrections(work: Work) -> tuple[CorrectionView, ...]:
    """Work out the records readers see, oldest first."""
    labels = {
        CorrectionKind.CORRECTION: work.strings.correction,
        CorrectionKind.CLARIFICATION: work.strings.clarification,
        CorrectionKind.UPDATE: work.strings.update,
        CorrectionKind.RETRACTION: work.strings.retraction,
    }
    found: list[CorrectionView] = []
    for one in sorted(work.dispatch.article.corrections, key=lambda one: one.at):
        at = work.time(one.at)
        assert at is not None
        top = one.place is CorrectionPlace.TOP
        record = one.correction_kind is not CorrectionKind.UPDATE
        found.append(CorrectionView(labels[one.correction_kind], at, one.text, top, record))
    return tuple(found)


def _is_text(block: Block) -> bool:
    """Whether a block is part of the running text, as schema.org's wordCount counts it."""
    return not isinstance(block, Figure | Gallery | CallOut | Embed | PullQuote)


def _opening(body: Body) -> str:
    """Return the beginning of a body, for stories without a standfirst: at most 160 characters."""
    for block in body:
        if isinstance(block, Paragraph) and (text := plain(block.runs)):
            return text if len(text) <= _OPENING else f"{text[:_OPENING].rsplit(' ', 1)[0]}…"
    return ""
