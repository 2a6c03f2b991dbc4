"""Checks: each finds what it is for, and a finished story is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from newsdesk.domain.article import Article, ArticleState, SearchText
from newsdesk.domain.author import AuthorProfile, Biography
from newsdesk.domain.body import (
    Block,
    CallOut,
    CallOutKind,
    Divider,
    Figure,
    Paragraph,
    Quote,
    Subhead,
    Table,
    TableRow,
)
from newsdesk.domain.byline import BylineRow, CreditRole
from newsdesk.domain.checks import BY_ID, CHECKS, Case, Finding, Severity, judge, worst
from newsdesk.domain.correction import Correction, CorrectionKind
from newsdesk.domain.dispatch import Dispatch, StoryCard
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Credit, ImageAsset, Placement, PlacementRole, PurposeRight
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.related import RelatedItem, RelatedList
from newsdesk.domain.text import Link, Run
from tests import strategies

NOW = Moment.parse("2026-11-24T09:30:00Z")
EARLIER = Moment.parse("2026-11-20T08:00:00Z")
LAST_YEAR = Moment.parse("2025-11-20T08:00:00Z")
LATER = Moment.parse("2026-12-01T08:00:00Z")
SECTION, AUTHOR, PICTURE = SectionSlug("news"), AuthorId("a"), ImageId("p")
OTHER, DRAFT, GONE = (
    ArticleId(f"00000000-0000-4000-8000-00000000000{number}") for number in range(3)
)
ASSET = ImageAsset(
    id=PICTURE,
    media_type="image/jpeg",
    width=1600,
    height=1000,
    byte_count=1,
    title="Quay",
    caption=(Run("The quay at noon."),),
    alt_text="Two boats at a stone quay",
    credit=Credit("Ana Núñez"),
)


def paragraph(text: str = "Boats came in at noon.", href: str = "") -> Paragraph:
    return Paragraph((Run(text, link=Link(href) if href else None),))


STORY = Article(
    id=ArticleId("00000000-0000-4000-8000-000000000009"),
    section=SECTION,
    slug="boats",
    headline="Boats come in at noon",
    standfirst="Eleven boats reached the quay before the storm, and one came after it.",
    body=(Subhead((Run("The quay"),)), paragraph()),
    lead=Placement(PICTURE, PlacementRole.LEAD),
    byline=(BylineRow(AUTHOR),),
    state=ArticleState.PUBLISHED,
    first_published_at=EARLIER,
    tags=("Boats",),
)
CLEAN = Dispatch(
    STORY,
    "news/boats/",
    Publication(name="Quay Post", url="https://post.example"),
    {SECTION: Section(SECTION, "News")},
    {AUTHOR: AuthorProfile(AUTHOR, "ana", "Ana Núñez", biographies=(Biography("en", "Writes."),))},
    {PICTURE: ASSET},
    {
        OTHER: StoryCard(OTHER, "news/other/", "Other"),
        DRAFT: StoryCard(DRAFT, "news/draft/", "Draft", exported=False),
    },
)


def found(dispatch: Dispatch) -> tuple[Finding, ...]:
    return judge(Case(dispatch, NOW))


def story(**fields: object) -> Dispatch:
    return replace(CLEAN, article=replace(STORY, **fields))


def body(*blocks: Block) -> Dispatch:
    return story(body=(*STORY.body, *blocks))


def asset(**fields: object) -> Dispatch:
    return replace(CLEAN, images={PICTURE: replace(ASSET, **fields)})


def related(**fields: object) -> Dispatch:
    return story(related=RelatedList(items=(RelatedItem(**fields),)))  # pyright: ignore[reportArgumentType] - each case names fields of its own


def corrected(text: str, at: Moment, **fields: object) -> Dispatch:
    record = Correction(CorrectionKind.CORRECTION, text, at)
    return story(corrections=(record,), **fields)


CASES: dict[str, tuple[Dispatch, str, int | None]] = {
    "held-back": (story(state=ArticleState.SPIKED), "state", None),
    "legal": (story(legal_flag=True), "legal_flag", None),
    "embargo": (story(embargoed_until=LATER), "embargoed_until", None),
    "expired": (story(expires_at=EARLIER), "expires_at", None),
    "schedule": (story(state=ArticleState.SCHEDULED), "scheduled_at", None),
    "sensitive": (story(sensitive_flag=True), "sensitive_flag", None),
    "headline-missing": (story(headline=""), "headline", None),
    "headline-long": (story(headline="Boats " * 20), "headline", None),
    "standfirst-missing": (story(standfirst=""), "standfirst", None),
    "standfirst-long": (story(standfirst="Eleven boats. " * 30), "standfirst", None),
    "section-missing": (story(section=None), "section", None),
    "byline-missing": (
        story(byline=(BylineRow(AUTHOR, credit_role=CreditRole.PHOTOS),)), "byline", None,
    ),
    "byline-gone": (story(byline=(BylineRow(AUTHOR), BylineRow(AuthorId("z")))), "byline.1", None),
    "biography-missing": (
        replace(CLEAN, authors={AUTHOR: AuthorProfile(AUTHOR, "ana", "Ana")}), "byline.0", None,
    ),
    "text-missing": (story(body=(Divider(),)), "body", None),
    "text-short": (story(target_words=400), "body", None),
    "lead-missing": (story(lead=None), "lead", None),
    "picture-gone": (body(Figure(Placement(ImageId("q")))), "body", 2),
    "alt-missing": (asset(alt_text=""), "lead.alt_text", None),
    "alt-as-caption": (asset(alt_text="The quay at noon."), "lead.alt_text", None),
    "caption-missing": (asset(caption=()), "lead.caption", None),
    "credit-missing": (asset(credit=Credit()), "lead.credit", None),
    "rights-expired": (
        asset(rights=(PurposeRight("web", until=date(2026, 1, 31)),)), "lead.rights", None,
    ),
    "picture-small": (asset(width=800), "lead", None),
    "picture-twice": (body(Figure(Placement(PICTURE))), "body", 2),
    "to-come": (body(paragraph("The fare is TK pounds.")), "body", 2),
    "levels-skipped": (body(Subhead((Run("Deep"),), 4)), "body", 2),
    "quote-unattributed": (body(Quote(((Run("Never."),),))), "body", 2),
    "table-without-header": (
        body(Table((TableRow(((Run("Noon"),),)),), header_row=False)), "body", 2,
    ),
    "repeated-words": (body(paragraph("They sailed in in the rain.")), "body", 2),
    "double-spaces": (body(paragraph("One  boat.")), "body", 2),
    "space-before-mark": (body(paragraph("One boat , two.")), "body", 2),
    "straight-quotes": (body(paragraph("It's noon.")), "body", 2),
    "long-paragraphs": (body(paragraph("Rain fell all day. " * 40)), "body", 2),
    "link-text-empty": (body(paragraph("here", "https://a.example/")), "body", 2),
    "link-dead": (body(paragraph("the fare", f"newsdesk:{GONE}")), "body", 2),
    "link-not-out": (body(paragraph("the fare", f"newsdesk:{DRAFT}")), "body", 2),
    "call-out-without-link": (body(CallOut(CallOutKind.NEWSLETTER, title="Daily")), "body", 2),
    "related-dead": (related(article=GONE), "related.0", None),
    "related-not-out": (related(article=DRAFT), "related.0", None),
    "related-without-headline": (related(url="https://a.example/"), "related.0", None),
    "correction-incomplete": (corrected(" ", NOW, updated_at=NOW), "corrections.0", None),
    "corrected-without-update": (corrected("It was noon.", NOW), "updated_at", None),
    "updated-too-early": (story(updated_at=LAST_YEAR), "updated_at", None),
    "description-length": (
        story(search=SearchText(description="Boats. " * 30)), "search.description", None,
    ),
    "search-title-long": (story(search=SearchText(title="Boats " * 12)), "search.title", None),
    "tags-missing": (story(tags=()), "tags", None),
    "address-missing": (replace(CLEAN, publication=Publication(name="Post")), "publication", None),
    "name-missing": (
        replace(CLEAN, publication=Publication(url="https://post.example")), "publication", None,
    ),
}  # fmt: skip


def test_a_finished_story_is_left_alone() -> None:
    assert found(CLEAN) == ()


def test_every_check_has_a_case() -> None:
    assert set(CASES) == set(BY_ID)
    assert len(BY_ID) == len(CHECKS)


@pytest.mark.parametrize("name", CASES)
def test_each_check_finds_what_it_is_for_and_says_where(name: str) -> None:
    dispatch, field, block = CASES[name]
    mine = [finding for finding in found(dispatch) if finding.id == name]
    assert len(mine) >= 1
    assert (mine[-1].field, mine[-1].block) == (field, block)
    assert mine[0].sentence[0].isupper() or mine[0].sentence[0] == "“"
    assert mine[0].sentence.rstrip("”").endswith(".")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Un bateau arrive ! Un autre ?"),
        ("he", 'צה"ל הודיע'),
        ("en-GB", "The ’90s were 6' 2\" tall, “so they said”."),
        ("en-GB", "He had had enough; they said that that was so."),
        ("en-GB", "Take the STK route to TKO."),
        ("uk", "П’ять човнів — «усі» наші."),
        ("ar", "وصلت القوارب، قال: «نعم»."),
    ],
)
def test_what_is_right_in_its_language_is_left_alone(language: str, text: str) -> None:
    dispatch = story(language=language, body=(*STORY.body, paragraph(text)))
    assert found(dispatch) == ()


def test_errors_stand_first() -> None:
    findings = found(story(headline="", tags=(), standfirst=""))
    order = [list(Severity).index(finding.severity) for finding in findings]
    assert order == sorted(order)
    assert worst(findings) is Severity.ERROR
    assert worst(()) is None


@given(article=strategies.articles())
def test_whatever_a_story_holds_it_can_be_judged(article: Article) -> None:
    for finding in found(replace(CLEAN, article=article)):
        assert finding.sentence
        assert finding.block is None or article.body[finding.block]
