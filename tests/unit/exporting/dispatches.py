"""Dispatches for tests: an invented paper, its people, pictures and stories, as values alone."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.article import Article, ArticleState, Dateline
from newsdesk.domain.author import (
    AuthorKind,
    AuthorProfile,
    Biography,
    RolePeriod,
    SocialLink,
    SocialNetwork,
)
from newsdesk.domain.body import (
    Block,
    CallOut,
    CallOutKind,
    Divider,
    Embed,
    Figure,
    Gallery,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    PullQuote,
    Quote,
    RawHtml,
    Subhead,
    Table,
    TableRow,
)
from newsdesk.domain.byline import BylineRow, CreditRole
from newsdesk.domain.correction import Correction, CorrectionKind, CorrectionPlace
from newsdesk.domain.credit import parse
from newsdesk.domain.dispatch import Dispatch, StoryCard
from newsdesk.domain.ids import ArticleId, AuthorId, ImageId, SectionSlug
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import FocalPoint, ImageAsset, Placement, PlacementRole
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.related import RelatedItem, RelatedList
from newsdesk.domain.text import Link, Mark, Run, Runs

STORY = ArticleId("0b5c9d6a-3f4e-4c0d-8a51-6f2c1e0d7a01")
OTHER = ArticleId("0b5c9d6a-3f4e-4c0d-8a51-6f2c1e0d7a02")
HELD = ArticleId("0b5c9d6a-3f4e-4c0d-8a51-6f2c1e0d7a03")
REPORTER = AuthorId("5e0f7b1c-9a3d-4f62-8b0e-2d4c6a8e0f01")
AGENCY = AuthorId("5e0f7b1c-9a3d-4f62-8b0e-2d4c6a8e0f02")
LEAD = ImageId("1" * 64)
TALL = ImageId("2" * 64)
FACE = ImageId("3" * 64)
LOGO = ImageId("4" * 64)
SECTION = Section(SectionSlug("quayside"), "Quayside", 1, "#aa3300")
SECTIONS = {
    SECTION.slug: SECTION,
    SectionSlug("uplands"): Section(SectionSlug("uplands"), "Uplands", 2),
}
PAPER = Publication(
    name="The Saltmarsh Echo",
    url="https://echo.example",
    language="en-GB",
    time_zone="Europe/Dublin",
    logo=LOGO,
    tagline="News from the tide line",
    copyright_holder="Saltmarsh Echo Ltd",
    corrections_policy_url="https://echo.example/corrections/",
    privacy_url="https://echo.example/privacy/",
    newsletter_form_url="https://letters.example/subscribe",
    social_handle="saltmarshecho",
)


def text(words: str) -> Runs:
    return (Run(words),)


def moment(written: str) -> Moment:
    return Moment.parse(written, zone="Europe/Dublin")


def picture(name: ImageId, width: int = 2400, height: int = 1600) -> ImageAsset:
    return ImageAsset(
        name,
        "image/jpeg",
        width,
        height,
        900_000,
        original_name="quay.jpg",
        caption=text("Low water at the old quay."),
        alt_text="Boats lying on mud below a stone wall",
        credit=parse("Rua Ferreira/POOL via Tidewire"),
        copyright_notice="© 2026 Tidewire",
        focal_point=FocalPoint(0.3, 0.4),
    )


IMAGES = {
    LEAD: picture(LEAD),
    TALL: picture(TALL, 1200, 1800),
    FACE: picture(FACE, 800, 900),
    LOGO: ImageAsset(LOGO, "image/png", 800, 200, 9_000, alt_text="The Saltmarsh Echo"),
}
AUTHORS = {
    REPORTER: AuthorProfile(
        REPORTER,
        "maeve-o-riordan",
        "Maeve O’Riordan",
        first_name="Maeve",
        last_name="O’Riordan",
        roles=(RolePeriod("Harbour Correspondent"),),
        biographies=(
            Biography(
                "",
                "Maeve O’Riordan writes about harbours.",
                (text("Maeve O’Riordan writes about harbours & the people in them."),),
            ),
        ),
        avatar=FACE,
        links=(SocialLink(SocialNetwork.MASTODON, "https://social.example/@maeve"),),
        expertise=("Harbours",),
    ),
    AGENCY: AuthorProfile(AGENCY, "tidewire", "Tidewire", author_kind=AuthorKind.AGENCY),
}
CARDS = {
    OTHER: StoryCard(
        OTHER,
        "uplands/sheep-come-down/",
        "Sheep come down early",
        "Snow is forecast.",
        SECTIONS[SectionSlug("uplands")],
        moment("2026-02-01T08:00:00Z"),
    ),
    HELD: StoryCard(HELD, "quayside/not-yet/", "Not yet", exported=False),
}
NEWSLETTER = CallOut(
    CallOutKind.NEWSLETTER,
    "Every Friday",
    "The Tide Letter",
    (text("Five stories from the shore."),),
    "Sign up",
)
BODY = (
    Paragraph(text("R&D costs rose by <2% – “too much”, said Lucía Sælen.")),
    Paragraph(
        (
            Run("The "),
            Run("quay", frozenset({Mark.STRONG})),
            Run(" is "),
            Run("older", link=Link("https://archive.example/quay?a=1&b=2")),
            Run(" than the town, as "),
            Run("the sheep", link=Link(f"newsdesk:{OTHER}")),
            Run(" know."),
        )
    ),
    NEWSLETTER,
    Subhead(text("What comes next")),
    Figure(Placement(TALL, alt_text="A tall crane")),
    Paragraph(text("Work starts in April.")),
)
EVERY_BLOCK: tuple[Block, ...] = (
    *BODY,
    Quote((text("One."), text("Two.")), text("A skipper")),
    PullQuote(text("Never again"), text("The mayor")),
    ListBlock((ListItem(text("mud")), ListItem(text("sand"), 1, True)), 3),
    Gallery(
        (
            Placement(LEAD, PlacementRole.GALLERY, alt_text="One"),
            Placement(TALL, PlacementRole.GALLERY, alt_text="Two"),
        ),
        text("Both ends"),
    ),
    Embed("https://video.example/1", "Video", "A film", "<iframe src='https://video.example'>"),
    CallOut(CallOutKind.FACT_BOX, "Facts", "The quay", (text("Built in 1740."),)),
    Table((TableRow((text("Year"), text("Boats"))), TableRow((text("1900"), text("40"))))),
    Divider(),
    Preformatted("a < b\n  c", "text"),
    RawHtml("<p>kept</p><script>alert(1)</script>"),
)


def story(**changes: object) -> Article:
    """An ordinary, published and updated story."""
    article = Article(
        STORY,
        section=SECTION.slug,
        slug="quay-reopens",
        headline="Quay reopens after “nine” years & a flood",
        standfirst="The harbour’s oldest wall is open again; most boats have not come back.",
        body=BODY,
        lead=Placement(LEAD, PlacementRole.LEAD, illustrative=True),
        byline=(
            BylineRow(REPORTER),
            BylineRow(literal_name="Tom Ash", credit_role=CreditRole.PHOTOS),
        ),
        dateline=Dateline("Saltmarsh", "Ireland"),
        created_at=moment("2026-03-01T08:00:00Z"),
        saved_at=moment("2026-03-03T08:00:00Z"),
        first_published_at=moment("2026-03-01T09:30:00Z"),
        updated_at=moment("2026-03-02T10:00:00Z"),
        state=ArticleState.PUBLISHED,
        tags=("Harbours", "R&D"),
        corrections=(
            Correction(
                CorrectionKind.CORRECTION,
                "The wall is from 1740, not 1704.",
                moment("2026-03-02T09:00:00Z"),
                place=CorrectionPlace.END,
            ),
        ),
        related=RelatedList(
            items=(
                RelatedItem(article=OTHER),
                RelatedItem(
                    url="https://elsewhere.example/a", headline="Elsewhere", label="Abroad"
                ),
            )
        ),
        internal_note="SECRET: the mayor lied",
        ed_note="Please check the year",
    )
    return replace(article, **changes)


def dispatch(article: Article | None = None, *, paper: Publication = PAPER) -> Dispatch:
    """A story with everything it refers to."""
    told = article or story()
    path = f"{told.section}/{told.slug}/" if told.section else f"{told.slug}/"
    return Dispatch(told, path, paper, SECTIONS, AUTHORS, IMAGES, CARDS)


def right_to_left() -> Article:
    """A story in Arabic."""
    return story(
        language="ar",
        slug="quay-ar",
        headline="الرصيف القديم يفتح من جديد",
        standfirst="أقدم جدار في الميناء مفتوح مرة أخرى بعد تسع سنوات.",
        body=(
            Paragraph(text("بدأت الأعمال في أبريل وستنتهي قبل الشتاء.")),
            Paragraph((Run("قال "), Run("Tidewire", language="en"), Run(" إن القوارب عادت."))),
        ),
    )
