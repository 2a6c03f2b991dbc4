"""Structured data: what search engines read, by schema.org's vocabulary, as one JSON-LD graph.

Fields follow Google's "Article" documentation and schema.org's NewsArticle.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from newsdesk.domain import weblink
from newsdesk.domain.byline import CreditRole
from newsdesk.domain.ids import ArticleId
from newsdesk.exporting.addresses import Addresses
from newsdesk.exporting.people import Person
from newsdesk.exporting.pictures import PlannedPicture
from newsdesk.exporting.views import AuthorView, StoryView

Node: TypeAlias = dict[str, object]

_WRITE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SCRIPT_ESCAPES: Final = (
    ("<", "\\u003c"), (">", "\\u003e"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"),
)  # fmt: skip
_CONTRIBUTIONS: Final[Mapping[CreditRole, str]] = {
    CreditRole.ADDITIONAL_REPORTING: "contributor",
    CreditRole.PHOTOS: "contributor",
    CreditRole.INTERVIEW: "contributor",
    CreditRole.EDITING: "editor",
    CreditRole.TRANSLATION: "translator",
}


def write_graph(nodes: Sequence[Node]) -> str:
    """Write nodes as the text of a script element: nothing in it can end the element."""
    text = _WRITE({"@context": "https://schema.org", "@graph": list(nodes)})
    for letter, escape in _SCRIPT_ESCAPES:
        text = text.replace(letter, escape)
    return text


def filled(node: Node) -> Node:
    """Return a node without its empty properties; ``False`` and 0 stay."""
    return {name: value for name, value in node.items() if value not in ("", None, [], (), {})}


def image_node(picture: PlannedPicture, addresses: Addresses, *, caption: str = "") -> Node:
    """Describe a picture of ours with its true size and its rights."""
    address = addresses.absolute(picture.file)
    return filled(
        {
            "@type": "ImageObject",
            "contentUrl": address,
            "url": address,
            "width": picture.width,
            "height": picture.height,
            "caption": caption,
            "creditText": picture.credit,
            "creator": {"@type": "Person", "name": picture.creator} if picture.creator else None,
            "copyrightNotice": picture.rights,
        }
    )


def publisher_node(addresses: Addresses, logo: PlannedPicture | None) -> Node:
    """Describe the paper."""
    paper = addresses.publication
    policies = {
        "publishingPrinciples": paper.publishing_principles_url,
        "correctionsPolicy": paper.corrections_policy_url,
        "ethicsPolicy": paper.ethics_policy_url,
    }
    return filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": _mark(addresses.site, "publisher"),
            "name": paper.name,
            "url": addresses.site,
            "logo": image_node(logo, addresses) if logo is not None else None,
            **{name: url for name, url in policies.items() if weblink.is_web_address(url)},
        }
    )


def website_node(addresses: Addresses) -> Node:
    """Describe the paper's site, which every page is a part of."""
    return filled(
        {
            "@type": "WebSite",
            "@id": _mark(addresses.site, "website"),
            "name": addresses.publication.name,
            "url": addresses.site,
        }
    )


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Node:
    """Describe the way from the front page to a page; the last step is the page itself."""
    items = [
        filled({"@type": "ListItem", "position": position, "name": name, "item": address})
        for position, (name, address) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def person_node(author: AuthorView, addresses: Addresses) -> Node:
    """Describe an author: the name alone in ``name``, everything else beside it."""
    human = not author.organisation
    portrait = author.portrait
    return filled(
        {
            "@type": "Person" if human else "Organization",
            "@id": _mark(author.absolute, "person" if human else "organization"),
            "name": author.name,
            "url": author.absolute,
            "jobTitle": author.role if human else "",
            "description": author.description,
            "image": image_node(portrait, addresses) if portrait is not None else None,
            "sameAs": list(author.same_as),
            "knowsAbout": list(author.knows),
            "worksFor": _reference(addresses.site, "publisher") if human else None,
        }
    )


def story_nodes(view: StoryView) -> tuple[Node, ...]:
    """Describe a story: the article and the way to it."""
    headline = view.headline
    steps = [(view.dispatch.publication.name, view.addresses.site)]
    if view.section is not None:
        steps.append((view.section.label, view.addresses.section(view.section, absolute=True)))
    crumbs = breadcrumbs([*(step for step in steps if step[0]), (headline, "")])
    return (_article(view), crumbs)


def _article(view: StoryView) -> Node:
    article, paper = view.dispatch.article, view.dispatch.publication
    holder = article.rights.copyright_holder or paper.copyright_holder
    modified, published = view.modified, view.published
    social = view.social
    own_holder = _reference(view.addresses.site, "publisher") or publisher_node(
        view.addresses, None
    )
    return filled(
        {
            "@type": article.subtype.value,
            "@id": _mark(view.canonical, "article"),
            "url": view.canonical,
            "mainEntityOfPage": filled({"@type": "WebPage", "@id": view.canonical})
            if view.canonical
            else None,
            "headline": view.headline,
            "alternativeHeadline": article.headline_short,
            "description": view.description,
            "inLanguage": view.language,
            "datePublished": published.iso if published else "",
            "dateModified": modified.iso if modified else "",
            "author": [person_node(author, view.addresses) for author in view.authors],
            **_contributors(view.people),
            "publisher": publisher_node(view.addresses, view.logo),
            "image": [
                image_node(cut, view.addresses, caption=social.caption or cut.caption)
                for cut in social.cuts
            ]
            if social is not None
            else None,
            "thumbnailUrl": view.addresses.absolute(social.cuts[-1].file)
            if social and social.cuts
            else "",
            "articleSection": view.section.label if view.section else "",
            "keywords": list(dict.fromkeys((*article.tags, *article.keywords))),
            "wordCount": view.word_count,
            "timeRequired": f"PT{view.minutes}M",
            "isAccessibleForFree": True,
            "isPartOf": website_node(view.addresses),
            "copyrightHolder": {"@type": "Organization", "name": holder}
            if holder and holder != paper.name
            else own_holder,
            "copyrightYear": int(published.iso[:4]) if published else None,
            "copyrightNotice": article.rights.copyright_notice,
            "usageInfo": article.rights.usage_terms
            if weblink.is_web_address(article.rights.usage_terms)
            else "",
            "dateline": _dateline(view),
            "correction": _corrections(view),
            "isBasedOn": _other(view, article.rewrite_of),
            "translationOfWork": {"@id": original}
            if (original := _other(view, article.translated_from))
            else None,
        }
    )


def _contributors(people: Sequence[Person]) -> Node:
    """Name those who did not write but took part, by what they did."""
    found: dict[str, list[Node]] = {}
    for person in people:
        name = _CONTRIBUTIONS.get(person.row.credit_role)
        if name is not None:
            kind = "Organization" if person.organisation else "Person"
            found.setdefault(name, []).append({"@type": kind, "name": person.name})
    return dict(found)


def _dateline(view: StoryView) -> str:
    dateline = view.dispatch.article.dateline
    return ", ".join(part for part in (dateline.city, dateline.country) if part)


def _corrections(view: StoryView) -> list[Node]:
    """List what was put right; an update is news and no correction."""
    return [
        {"@type": "CorrectionComment", "text": one.text, "datePublished": one.at.iso}
        for one in view.corrections
        if one.record
    ]


def _other(view: StoryView, article: ArticleId | None) -> str:
    """Return the address of the story this one goes back to, where readers can reach it."""
    card = view.dispatch.cards.get(article) if article else None
    return view.addresses.absolute(card.path) if card is not None and card.exported else ""


def _mark(address: str, name: str) -> str:
    return f"{address}#{name}" if address else ""


def _reference(address: str, name: str) -> Node | None:
    return {"@id": _mark(address, name)} if address else None
