"""The pictures beside the text of a story's page: for networks, the plate, the logo."""

from __future__ import annotations

from newsdesk.domain.dispatch import RenditionFormat, RenditionSpec, SocialCard
from newsdesk.exporting.addresses import ASSETS
from newsdesk.exporting.colour import PLAIN, readable
from newsdesk.exporting.figures import PageFigures
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.exporting.plates import plate_band, plate_cuts, plate_for, write_plate
from newsdesk.exporting.storywork import Work, first_picture
from newsdesk.exporting.views import SocialPictures


def social_pictures(work: Work, figures: PageFigures) -> SocialPictures | None:
    """Plan the cuts for networks and search engines, from the lead or the editor's choice."""
    article = work.dispatch.article
    lead = article.lead or first_picture(article.body)
    image = article.social.image or (lead.image if lead else None)
    asset = work.dispatch.images.get(image) if image else None
    if asset is None:
        return _card(work)
    own = lead is not None and lead.image == asset.id
    caption = figures.caption_text(asset, lead) if lead is not None and own else ""
    alt = figures.alt_text(asset, lead) if lead is not None and own else asset.alt_text

    def cut(ratio: str, width: int, stem: str) -> PlannedPicture:
        spec = RenditionSpec(
            asset.id, width, RenditionFormat.JPEG, ratio, focal_point=asset.focal_point
        )
        return work.shelf.plan(spec, stem=stem, caption=caption)

    cuts = (
        cut("16:9", 1600, "lead-16x9"),
        cut("4:3", 1200, "lead-4x3"),
        cut("1:1", 1200, "lead-1x1"),
    )
    return SocialPictures(cut("40:21", 1200, "lead-og"), cuts, alt, caption)


def _card(work: Work) -> SocialPictures | None:
    """Plan a drawn card; none without a site, for then no network could find it."""
    article, paper, section = work.dispatch.article, work.dispatch.publication, work.section
    if not work.addresses.site or not article.headline:
        return None
    colour = readable(section.colour, "#ffffff") if section else ""
    headline = article.social.title or article.headline
    card = SocialCard(headline, paper.name, section.label if section else "", colour or PLAIN)

    def make_cuts() -> tuple[PlannedPicture, ...]:
        plate = plate_for(paper, section)
        return plate_cuts(plate) if plate is not None else ()

    cuts = work.shared.once(("cuts", section.slug if section else ""), make_cuts)
    work.shelf.keep(cuts)
    return SocialPictures(work.shelf.plan_card(card), cuts, headline, "")


def plate_of(work: Work) -> str:
    """Write the plate that stands where a story has no lead picture."""
    section = work.section

    def make() -> tuple[str, tuple[PlannedPicture, ...]]:
        plate = plate_for(work.dispatch.publication, section)
        if plate is None:
            return "", ()
        return write_plate(plate, work.addresses), plate_band(plate)

    place = (section.slug if section else "", work.addresses.place)
    html, pictures = work.shared.once(("plate", *place), make)
    work.shelf.keep(pictures)
    return html


def logo_of(work: Work) -> PlannedPicture | None:
    """Plan the paper's logo, whole and at most 600 pixels wide."""
    image = work.dispatch.publication.logo
    if image is None or image not in work.dispatch.images:
        return None
    spec = RenditionSpec(image, 600, RenditionFormat.PNG)
    return work.shelf.plan(spec, stem="logo", folder=ASSETS)
