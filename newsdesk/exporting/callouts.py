"""Call-outs on a page: a newsletter's form where the paper has one, else a link like a button."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain import weblink
from newsdesk.domain.body import CallOut, CallOutKind
from newsdesk.domain.publication import Publication
from newsdesk.domain.values import immutable
from newsdesk.exporting.runhtml import (
    RunOptions,
    escape_attribute,
    escape_text,
    resolve,
    write_runs,
)
from newsdesk.exporting.strings import Strings, strings_for


@immutable
class CallOutWriter:
    """Writes the call-outs of one page."""

    publication: Publication
    runs: RunOptions
    strings: Strings

    def write(self, block: CallOut, number: int) -> str:
        """Write one; ``number`` counts them from 1 and makes its id."""
        newsletter = block.purpose is CallOutKind.NEWSLETTER
        inside: list[str] = []
        if block.kicker:
            inside.append(f'<p class="kicker">{escape_text(block.kicker)}</p>')
        label = f' aria-label="{escape_attribute(block.kicker)}"' if block.kicker else ""
        if block.title:
            label = f' aria-labelledby="call-out-{number}"'
            inside.append(f'<h2 id="call-out-{number}">{escape_text(block.title)}</h2>')
        inside += [f"<p>{write_runs(runs, self.runs)}</p>" for runs in block.paragraphs if runs]
        form = self.form_address()
        if newsletter and form:
            inside.append(self.write_form(form, block.button_label))
        elif block.url and (address := resolve(block.url, self.runs)) is not None:
            words = escape_text(block.button_label or block.title or block.url)
            link = f'<a class="button" href="{escape_attribute(address)}">{words}</a>'
            inside.append(f"<p>{link}</p>")
        kind = block.purpose.value.replace("_", "-")
        extra = f"call-out {kind}{' extra' if newsletter else ''}"
        return f'<aside class="{extra}"{label}>\n' + "\n".join(inside) + "\n</aside>"

    def write_standing(self) -> str:
        """Write the paper's own sign-up, for stories without one; "" where it has none.

        It is in the paper's language, whatever the story's is.
        """
        paper = self.publication
        form = self.form_address()
        if not form or not paper.newsletter_title:
            return ""
        language = paper.language or "en"
        strings = strings_for(language)
        own = replace(self, strings=strings)
        text = f"<p>{escape_text(paper.newsletter_text)}</p>\n" if paper.newsletter_text else ""
        spoken = ""
        if language != self.runs.language:
            spoken = f' lang="{escape_attribute(language)}" dir="{weblink.direction(language)}"'
        return (
            f'<aside class="call-out newsletter extra"{spoken} aria-labelledby="newsletter">\n'
            f'<h2 id="newsletter">{escape_text(paper.newsletter_title)}</h2>\n'
            f"{text}{own.write_form(form)}\n</aside>"
        )

    def form_address(self) -> str:
        """Return where sign-ups are sent: https only; "" where the paper has no such address."""
        url = self.publication.newsletter_form_url
        return url if weblink.is_web_address(url) and url.lower().startswith("https:") else ""

    def write_form(self, action: str, label: str = "") -> str:
        """Write the form itself, with the link to the paper's privacy page."""
        words = self.strings
        button = escape_text(label or words.sign_up)
        form = (
            f'<form action="{escape_attribute(action)}" method="post">'
            f"<label>{escape_text(words.email_label)}"
            '<input type="email" name="email" autocomplete="email" required></label>'
            f'<button type="submit">{button}</button></form>'
        )
        privacy = self.publication.privacy_url
        if weblink.is_web_address(privacy):
            link = f'<a href="{escape_attribute(privacy)}">{escape_text(words.privacy)}</a>'
            form += f'\n<p class="fine">{link}</p>'
        return form
