"""The page as it prints, in one PDF. Printing itself is the services' part."""

from __future__ import annotations

from newsdesk.domain.dispatch import Dispatch
from newsdesk.domain.paper import MARGINS, chosen_paper
from newsdesk.exporting import themes
from newsdesk.exporting.bundle import Bundle, Loss
from newsdesk.exporting.page import for_paper, problems_of, write_page
from newsdesk.exporting.storyview import view_of
from newsdesk.exporting.targets.base import Choices, Target
from newsdesk.exporting.targets.losses import page_losses


class PdfTarget(Target):
    """Sheets of paper, made of the page by a browser."""

    name = "pdf"
    title = "PDF for print"
    about = "The page as it prints, on A4 or Letter, in one file."
    ending = ".pdf"
    printed = True

    def make(self, dispatch: Dispatch, choices: Choices) -> Bundle:
        """Make the page that is printed, with its pictures beside it."""
        view = view_of(dispatch)
        paper = chosen_paper(choices.paper, dispatch.publication.language or view.language)
        sides, ends = MARGINS
        page = write_page(
            view,
            themes.load(choices.theme),
            feed_folder=dispatch.path,
            scheme="light",
            sheet=f"@page{{size:{paper.value};margin:{ends}mm {sides}mm}}",
        )
        page, start = for_paper(page), f"{dispatch.path}index.html"
        shown = tuple(
            one for one in view.pictures if f' src="{view.addresses.file(one.file)}"' in page
        )
        return Bundle(
            {start: page.encode()}, shown, start, self.losses(dispatch), problems_of(view)
        )

    def losses(self, dispatch: Dispatch) -> tuple[Loss, ...]:
        """What paper cannot do: be signed up on, lead further, or tell machines what it is."""
        article, paper = dispatch.article, dispatch.publication
        found = [*page_losses(dispatch)]
        if article.related.items:
            found.append(Loss("related", "The house theme prints no list of related items."))
        if paper.newsletter_form_url:
            found.append(Loss("newsletter", "Nobody can sign up on paper; the form is left out."))
        for name, readers, filled in (
            ("search", "search engines", article.search != type(article.search)()),
            ("social", "social networks", article.social != type(article.social)()),
        ):
            if filled:
                found.append(Loss(name, f"A PDF has no place for the texts for {readers}."))
        return tuple(found)
