"""A story as its page shows it: everything worked out, nothing left for the template to decide."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from newsdesk.domain import reading, weblink
from newsdesk.domain.author import AuthorProfile
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
from newsdesk.domain.dispatch import Dispatch, RenditionFormat, RenditionSpec, SocialCard
from newsdesk.domain.ids import ArticleId
from newsdesk.domain.moment import Moment
from newsdesk.domain.photo import Placement
from newsdesk.domain.publication import Section
from newsdesk.domain.related import RelatedItem
from newsdesk.domain.values import immutable
from newsdesk.exporting import locales
from newsdesk.exporting.addresses import ASSETS, Addresses, topic_path
from newsdesk.exporting.bodyhtml import HtmlOptions, write_blocks
from newsdesk.exporting.callouts import CallOutWriter
from newsdesk.exporting.colour import PLAIN, readable
from newsdesk.exporting.figures import PageFigures
from newsdesk.exporting.people import Person, line_parts, people_of, writers
from newsdesk.exporting.pictures import PictureShelf, PlannedPicture, plain
from newsdesk.exporting.plates import plate_band, plate_cuts, plate_for, write_plate
from newsdesk.exporting.runhtml import RunOptions, write_runs
from newsdesk.exporting.strings import Strings, strings_for

_OPENING = 160


@immutable
class TimeView:
    """A time for machines and for people."""

    iso: str
    words: str


@immutable
class LinkView:
    """Words that lead somewhere; without an address they are only words."""

    words: str
    address: str = ""


@immutable
class BylinePart:
    """A piece of the byline; a ``name`` is a person's, with a page where ``address`` is set.

    ``author`` says that the person wrote the story; photographers and editors did not.
    """

    words: str
    name: bool = False
    address: str = ""
    card: bool = False
    author: bool = False


@immutable
class AuthorView:
    """An author's card. ``biography_html`` holds its paragraphs."""

    name: str
    address: str
    absolute: str
    role: str
    biography_html: tuple[str, ...]
    description: str
    organisation: bool
    card: bool
    avatar: PlannedPicture | None = None
    portrait: PlannedPicture | None = None
    avatar_file: str = ""
    avatar_alt: str = ""
    from_words: str = ""
    same_as: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()


@immutable
class RelatedView:
    """One item of the list below the story."""

    label: str
    headline: str
    address: str
    teaser: str
    published: TimeView | None
    updated: TimeView | None


@immutable
class CorrectionView:
    """A correction: its kind in words, when, and what."""

    label: str
    at: TimeView
    text: str
    top: bool
    record: bool


@immutable
class SocialPictures:
    """The cuts for networks and search engines; ``cuts`` are 16:9, 4:3 and 1:1.

    A story without a photograph has a drawn card for networks and its section's plate.
    """

    og: PlannedPicture
    cuts: tuple[PlannedPicture, ...]
    alt: str
    caption: str


@immutable
class StoryView:
    """Everything a page of a story is made of. HTML is only in names that end in ``_html``."""

    dispatch: Dispatch
    addresses: Addresses
    strings: Strings
    language: str
    direction: str
    canonical: str
    headline: str
    standfirst: str
    description: str
    section: Section | None
    section_link: LinkView | None
    byline: tuple[BylinePart, ...]
    people: tuple[Person, ...]
    authors: tuple[AuthorView, ...]
    published: TimeView | None
    updated: TimeView | None
    minutes: int
    min_read: str
    minutes_words: str
    word_count: int
    lead_html: str
    plate_html: str
    body_html: str
    corrections: tuple[CorrectionView, ...]
    related_heading: str
    related: tuple[RelatedView, ...]
    more: LinkView | None
    more_of: str
    topics: tuple[LinkView, ...]
    social: SocialPictures | None
    logo: PlannedPicture | None
    form_address: str
    newsletter_html: str
    pictures: tuple[PlannedPicture, ...]
    unreachable: tuple[str, ...] = ()
    missing_pictures: tuple[str, ...] = ()

    @property
    def modified(self) -> TimeView | None:
        """When the story last changed as far as readers are told."""
        return self.updated or self.published


@dataclass(slots=True)
class _Builder:
    dispatch: Dispatch
    addresses: Addresses
    unreachable: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        article = self.dispatch.article
        self.language = article.language or self.dispatch.publication.language or "en"
        self.strings = strings_for(self.language)
        self.zone = self.dispatch.publication.time_zone
        self.shelf = PictureShelf(self.dispatch.images, self.dispatch.path)
        self.runs = RunOptions(story_address=self.story_address, language=self.language)

    # Slots would need these names twice; they are set once above.
    language: str = ""
    zone: str = ""
    strings: Strings = field(default_factory=lambda: strings_for("en"))
    shelf: PictureShelf = field(default_factory=lambda: PictureShelf({}, ""))
    runs: RunOptions = field(default_factory=RunOptions)

    def story_address(self, article: ArticleId) -> str | None:
        """Return the address of another story's page; ``None`` where it does not go out."""
        card = self.dispatch.cards.get(article)
        address = self.addresses.page(card.path) if card is not None and card.exported else ""
        if not address:
            self.unreachable.append(card.headline if card is not None else article)
        return address or None

    def time(self, moment: Moment | None) -> TimeView | None:
        """Write a moment for machines and in full words."""
        if moment is None:
            return None
        words = locales.long_time(moment, self.zone, self.language)
        return TimeView(locales.iso(moment, self.zone), words)

    def short(self, moment: Moment | None) -> TimeView | None:
        """Write a moment for machines and in the short words of lists."""
        if moment is None:
            return None
        words = locales.short_time(moment, self.zone, self.language)
        return TimeView(locales.iso(moment, self.zone), words)

    def square(self, profile: AuthorProfile, width: int) -> PlannedPicture | None:
        """Plan a square cut of a portrait in the shared folder."""
        asset = self.dispatch.images.get(profile.avatar) if profile.avatar else None
        if asset is None:
            return None
        spec = RenditionSpec(
            asset.id, width, RenditionFormat.JPEG, "1:1", focal_point=profile.avatar_focal_point
        )
        return self.shelf.plan(spec, stem=profile.slug, folder=ASSETS)

    def author(self, person: Person) -> AuthorView:
        """Work out an author's card."""
        profile = person.profile
        path = self.addresses.author_path(profile.slug) if profile and person.linked else ""
        card = person.row.show_card and bool(person.biography or (profile and profile.avatar))
        view = AuthorView(
            person.name,
            self.addresses.author(path) if path else "",
            self.addresses.absolute(path) if path else "",
            person.role,
            tuple(write_runs(runs, self.runs) for runs in person.biography),
            person.description,
            person.organisation,
            card,
            from_words=self.strings.from_name.format(name=person.name),
        )
        if profile is None:
            return view
        links = (*(link.url for link in profile.links), profile.website)
        return replace(
            view,
            avatar=(avatar := self.square(profile, 192)),
            avatar_file=self.addresses.file(avatar.file) if avatar else "",
            portrait=self.square(profile, 400),
            avatar_alt=profile.avatar_alt,
            same_as=tuple(dict.fromkeys(url for url in links if weblink.is_web_address(url))),
            knows=profile.expertise,
        )

    def related(self, item: RelatedItem) -> RelatedView | None:
        """Work out one related item; ``None`` where nobody could follow it."""
        card = self.dispatch.cards.get(item.article) if item.article else None
        if item.article:
            address = self.story_address(item.article) or ""
        else:
            address = item.url if weblink.is_web_address(item.url) else ""
        headline = item.headline or (card.headline if card else item.url)
        if not address or not headline:
            return None
        label = item.label or (card.section.label if card and card.section else "")
        published = item.published_at or (card.published_at if card else None)
        updated = item.updated_at or (card.updated_at if card and card.show_updated else None)
        return RelatedView(
            label,
            headline,
            address,
            item.teaser or (card.standfirst if card else ""),
            self.short(published),
            self.short(updated) if item.show_updated else None,
        )

    def social(self, figures: PageFigures) -> SocialPictures | None:
        """Plan the cuts for networks and search engines, from the lead or the editor's choice."""
        article = self.dispatch.article
        lead = article.lead or _first_picture(article.body)
        image = article.social.image or (lead.image if lead else None)
        asset = self.dispatch.images.get(image) if image else None
        if asset is None:
            return self.card()
        own = lead is not None and lead.image == asset.id
        caption = figures.caption_text(asset, lead) if lead is not None and own else ""
        alt = figures.alt_text(asset, lead) if lead is not None and own else asset.alt_text

        def cut(ratio: str, width: int, stem: str) -> PlannedPicture:
            spec = RenditionSpec(
                asset.id, width, RenditionFormat.JPEG, ratio, focal_point=asset.focal_point
            )
            return self.shelf.plan(spec, stem=stem, caption=caption)

        cuts = (
            cut("16:9", 1600, "lead-16x9"),
            cut("4:3", 1200, "lead-4x3"),
            cut("1:1", 1200, "lead-1x1"),
        )
        return SocialPictures(cut("40:21", 1200, "lead-og"), cuts, alt, caption)

    def card(self) -> SocialPictures | None:
        """Plan a drawn card; none without a site, for then no network could find it."""
        article, paper = self.dispatch.article, self.dispatch.publication
        if not self.addresses.site or not article.headline:
            return None
        section = self.dispatch.sections.get(article.section) if article.section else None
        colour = readable(section.colour, "#ffffff") if section else ""
        headline = article.social.title or article.headline
        card = SocialCard(headline, paper.name, section.label if section else "", colour or PLAIN)
        plate = plate_for(paper, section)
        cuts = plate_cuts(plate) if plate is not None else ()
        self.shelf.keep(cuts)
        return SocialPictures(self.shelf.plan_card(card), cuts, headline, "")

    def plate(self) -> str:
        """Write the plate that stands where a story has no lead picture."""
        article, paper = self.dispatch.article, self.dispatch.publication
        section = self.dispatch.sections.get(article.section) if article.section else None
        plate = plate_for(paper, section)
        if plate is None:
            return ""
        self.shelf.keep(plate_band(plate))
        return write_plate(plate, self.addresses)

    def logo(self) -> PlannedPicture | None:
        """Plan the paper's logo, whole and at most 600 pixels wide."""
        image = self.dispatch.publication.logo
        if image is None or image not in self.dispatch.images:
            return None
        spec = RenditionSpec(image, 600, RenditionFormat.PNG)
        return self.shelf.plan(spec, stem="logo", folder=ASSETS)

    def corrections(self) -> tuple[CorrectionView, ...]:
        """Work out the records readers see, oldest first."""
        labels = {
            CorrectionKind.CORRECTION: self.strings.correction,
            CorrectionKind.CLARIFICATION: self.strings.clarification,
            CorrectionKind.UPDATE: self.strings.update,
            CorrectionKind.RETRACTION: self.strings.retraction,
        }
        found: list[CorrectionView] = []
        for one in sorted(self.dispatch.article.corrections, key=lambda one: one.at):
            at = self.time(one.at)
            assert at is not None
            top, record = (
                one.place is CorrectionPlace.TOP,
                one.correction_kind is not CorrectionKind.UPDATE,
            )
            found.append(CorrectionView(labels[one.correction_kind], at, one.text, top, record))
        return tuple(found)

    def byline(
        self, people: tuple[Person, ...], authors: tuple[AuthorView, ...]
    ) -> tuple[BylinePart, ...]:
        """Work out the byline with each name by itself."""
        by_name = {author.name: author for author in authors}
        parts: list[BylinePart] = []
        for words, person in line_parts(self.dispatch, people):
            author = by_name.get(person.name) if person is not None else None
            if author is None or person is None:
                parts.append(BylinePart(words))
                continue
            wrote = person in writers(people)
            parts.append(BylinePart(words, True, author.address, author.card and wrote, wrote))
        return tuple(parts)

    def more(self, shown: int) -> LinkView | None:
        """Work out where "Show more" leads: an address of the editor's, else the section."""
        article = self.dispatch.article
        wanted = article.related
        section = self.dispatch.sections.get(article.section) if article.section else None
        address = wanted.more_url if weblink.is_web_address(wanted.more_url) else ""
        if not address and section is not None and shown:
            address = self.addresses.section(section)
        return LinkView(wanted.more_label or self.strings.show_more, address) if address else None

    def topics(self) -> tuple[LinkView, ...]:
        """Work out the links to the pages of the story's tags, which only a whole site has."""
        if not self.addresses.whole_site:
            return ()
        found = ((tag, topic_path(tag)) for tag in dict.fromkeys(self.dispatch.article.tags))
        return tuple(LinkView(tag, self.addresses.file(path)) for tag, path in found if path)

    def canonical(self) -> str:
        """Return the one address of the story: the editor's choice, else where its page lives."""
        chosen = self.dispatch.article.search.canonical_url
        own = self.addresses.absolute(self.dispatch.path)
        return chosen if weblink.is_web_address(chosen) else own

    def build(self) -> StoryView:
        """Work everything out."""
        dispatch, article = self.dispatch, self.dispatch.article
        figures = PageFigures(self.shelf, self.addresses, self.runs, self.strings)
        call_outs = CallOutWriter(dispatch.publication, self.runs, self.strings)
        lead_html = figures.write_lead(article.lead) if article.lead is not None else ""
        options = HtmlOptions(
            self.runs,
            write_call_out=call_outs.write,
            table_label=self.strings.table,
            loose_quotes=True,
        )
        body_html = _guarded(
            article.body, write_blocks(article.body, pictures=figures, options=options)
        )
        people = people_of(dispatch)
        named = tuple(self.author(person) for person in people)
        wrote = set(writers(people))
        authors = tuple(
            view for view, person in zip(named, people, strict=True) if person in wrote
        )
        section = dispatch.sections.get(article.section) if article.section else None
        counts = [(block, reading.word_count((block,))) for block in article.body]
        words = sum(count for _, count in counts)
        pace = dispatch.publication.words_per_minute
        minutes = article.read_minutes or reading.read_minutes(words, self.language, pace=pace)
        items = [self.related(item) for item in article.related.items]
        related = tuple(item for item in items if item is not None)
        if weblink.is_web_address(article.related.more_url):
            related = related[: article.related.show_first]
        newsletter = any(
            isinstance(block, CallOut) and block.purpose is CallOutKind.NEWSLETTER
            for block in article.body
        )
        newsletter_html = "" if newsletter else call_outs.write_standing()
        heading = article.related.heading or self.strings.related
        label = article.kicker or (section.label if section else "")
        return StoryView(
            dispatch=dispatch,
            addresses=self.addresses,
            strings=self.strings,
            language=self.language,
            direction=weblink.direction(self.language),
            canonical=self.canonical(),
            headline=article.headline,
            standfirst=article.standfirst,
            description=article.search.description or article.standfirst or _opening(article.body),
            section=section,
            section_link=LinkView(label, self.addresses.section(section) if section else "")
            if label
            else None,
            byline=self.byline(people, named),
            people=people,
            authors=authors,
            published=self.time(article.first_published_at),
            updated=self.time(article.updated_at) if article.show_updated else None,
            minutes=minutes,
            min_read=locales.counted(self.strings.min_read, minutes, self.language),
            minutes_words=locales.counted(self.strings.minutes, minutes, self.language),
            word_count=sum(count for block, count in counts if _is_text(block)),
            lead_html=lead_html,
            plate_html="" if lead_html else self.plate(),
            body_html=body_html,
            corrections=self.corrections(),
            related_heading=heading,
            related=related,
            more=(more := self.more(len(related))),
            more_of=self.strings.more_of.format(heading=heading) if more else "",
            topics=self.topics(),
            social=self.social(figures),
            logo=self.logo(),
            form_address=call_outs.form_address() if newsletter or newsletter_html else "",
            newsletter_html=newsletter_html,
            pictures=tuple(self.shelf.planned.values()),
            unreachable=tuple(dict.fromkeys(self.unreachable)),
            missing_pictures=tuple(figures.missing),
        )


def _guarded(body: Body, written: tuple[str, ...]) -> str:
    """Join the blocks of a body, with a line break at the end where an archive needs it.

    newspaper4k, which many archives read pages with, throws away the last element of a text when
    that has elements inside, such as a link. Style sheets hide the break that takes its place.
    """
    texts = (one for one, block in zip(written, body, strict=True) if _is_text(block))
    *_, last = ("", *texts)
    return "\n".join((*written, "<br>") if last.count("<") > 2 else written)  # <p> and </p>


def _is_text(block: Block) -> bool:
    """Whether a block is part of the running text, as schema.org's wordCount counts it."""
    return not isinstance(block, Figure | Gallery | CallOut | Embed | PullQuote)


def _first_picture(body: Body) -> Placement | None:
    for block in body:
        if isinstance(block, Figure):
            return block.placement
        if isinstance(block, Gallery) and block.placements:
            return block.placements[0]
    return None


def _opening(body: Body) -> str:
    """Return the beginning of a body, for stories without a standfirst: at most 160 characters."""
    for block in body:
        if isinstance(block, Paragraph) and (text := plain(block.runs)):
            return text if len(text) <= _OPENING else f"{text[:_OPENING].rsplit(' ', 1)[0]}…"
    return ""


def view_of(dispatch: Dispatch, *, whole_site: bool = False) -> StoryView:
    """Work out the page of a story; ``whole_site`` says that every page of ours goes out too."""
    addresses = Addresses(dispatch.publication, dispatch.path, whole_site)
    return _Builder(dispatch, addresses).build()
