"""An author's page: who somebody is and what they wrote, as schema.org's ProfilePage."""

from __future__ import annotations

from collections.abc import Mapping

from newsdesk.domain import weblink
from newsdesk.domain.author import AuthorProfile, SocialLink, SocialNetwork
from newsdesk.domain.dispatch import RenditionFormat, RenditionSpec
from newsdesk.domain.ids import ImageId, SectionSlug
from newsdesk.domain.photo import ImageAsset
from newsdesk.domain.publication import Publication, Section
from newsdesk.domain.sociallink import LABELS
from newsdesk.domain.values import immutable
from newsdesk.exporting import chrome, head, locales, structured
from newsdesk.exporting.addresses import ASSETS, Addresses
from newsdesk.exporting.bundle import Bundle
from newsdesk.exporting.characters import clean
from newsdesk.exporting.frames import Frames
from newsdesk.exporting.lists import ListedStory, items
from newsdesk.exporting.people import describe
from newsdesk.exporting.pictures import PictureShelf
from newsdesk.exporting.runhtml import RunOptions, write_runs
from newsdesk.exporting.strings import strings_for
from newsdesk.exporting.views import AuthorView, LinkView


@immutable
class AuthorPage:
    """What an author's page is made of. Stories come newest first."""

    profile: AuthorProfile
    publication: Publication
    sections: Mapping[SectionSlug, Section]
    images: Mapping[ImageId, ImageAsset]
    stories: tuple[ListedStory, ...] = ()
    whole_site: bool = False


def _keep_no_link(_: str) -> None:
    """Stories linked in a biography are not gathered; their words stay."""


def view_of_author(page: AuthorPage, addresses: Addresses, shelf: PictureShelf) -> AuthorView:
    """Work out what the page shows of its author, by the profile as it is now."""
    profile, language = page.profile, page.publication.language or "en"
    runs = RunOptions(_keep_no_link, language)
    biography, description = describe(profile, language)
    path = addresses.author_path(profile.slug)
    asset = page.images.get(profile.avatar) if profile.avatar else None
    portrait = None
    if asset is not None:
        spec = RenditionSpec(
            asset.id, 400, RenditionFormat.JPEG, "1:1", focal_point=profile.avatar_focal_point
        )
        portrait = shelf.plan(spec, stem=profile.slug, folder=ASSETS)
    links = (*(link.url for link in profile.links), profile.website)
    return AuthorView(
        profile.display_name,
        addresses.author(path),
        addresses.absolute(path),
        profile.roles[-1].title if profile.roles and not profile.roles[-1].until else "",
        tuple(write_runs(paragraph, runs) for paragraph in biography),
        description,
        profile.author_kind.value != "person",
        card=True,
        avatar=portrait,
        portrait=portrait,
        avatar_file=addresses.file(portrait.file) if portrait else "",
        avatar_alt=profile.avatar_alt or profile.display_name,
        same_as=tuple(dict.fromkeys(url for url in links if weblink.is_web_address(url))),
        knows=profile.expertise,
    )


def _network(link: SocialLink) -> str:
    return _bare(link.url) if link.network == SocialNetwork.OTHER else LABELS[link.network]


def _bare(address: str) -> str:
    """An address as people say it."""
    return address.partition("://")[2].rstrip("/")


def _links(profile: AuthorProfile, write_to: str) -> tuple[LinkView, ...]:
    found = [
        LinkView(_network(link), link.url)
        for link in profile.links
        if weblink.is_web_address(link.url)
    ]
    if weblink.is_web_address(profile.website):
        found.append(LinkView(_bare(profile.website), profile.website))
    mail = f"mailto:{profile.email}"
    if profile.show_email and profile.email and weblink.is_safe(mail):
        found.append(LinkView(write_to.format(name=profile.display_name), mail))
    return tuple(found)


def write_author_page(page: AuthorPage, frames: Frames) -> Bundle:
    """Make an author's page. Raises InvalidInputError for a broken theme."""
    paper = page.publication
    language = paper.language or "en"
    strings = strings_for(language)
    path = Addresses(paper).author_path(page.profile.slug)
    addresses = Addresses(paper, path, page.whole_site)
    shelf = PictureShelf(page.images, path)
    author = view_of_author(page, addresses, shelf)
    name = author.name
    profile_page = structured.filled(
        {
            "@type": "ProfilePage",
            "@id": author.absolute,
            "url": author.absolute,
            "name": name,
            "inLanguage": language,
            "mainEntity": structured.person_node(author, addresses),
            "isPartOf": structured.website_node(addresses),
        }
    )
    crumbs = structured.breadcrumbs([(paper.name, addresses.site), (name, "")])
    facts = structured.write_graph([profile_page, crumbs])
    page_head = head.PageHead(
        title=f"{name} – {paper.name}" if paper.name else name,
        description=author.description or strings.stories_by.format(name=name),
        canonical=author.absolute,
        icon=addresses.file(chrome.ICON),
        structured=clean(facts),
        style=frames.style(),
        properties=(
            ("og:type", "profile"),
            ("og:site_name", paper.name),
            ("og:locale", locales.open_graph_locale(language)),
            ("og:title", name),
            ("og:description", author.description),
            ("og:url", author.absolute),
            ("og:image", addresses.absolute(author.portrait.file) if author.portrait else ""),
            ("profile:first_name", page.profile.first_name),
            ("profile:last_name", page.profile.last_name),
        ),
    )
    html = frames.write(
        "author",
        page_head,
        addresses=addresses,
        strings=strings,
        language=language,
        author=author,
        author_links=_links(page.profile, strings.email),
        items=items(page.stories, addresses, language),
        heading=strings.stories_by.format(name=name),
    )
    start = f"{path}index.html"
    return Bundle({start: html}, tuple(shelf.planned.values()), start)
