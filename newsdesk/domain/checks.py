"""Every check of a story, declared once: what is looked at before a page goes out.

A new check is one function in ``domain/checking`` and one entry in ``CHECKS``. Checks judge the
story as its page would have it (a ``Dispatch``), and never change it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from newsdesk.domain.checking import fields, links, pictures, prose, release
from newsdesk.domain.checking.case import Case, Limits, Look
from newsdesk.domain.values import immutable

__all__ = ["BY_ID", "CHECKS", "Case", "Check", "Finding", "Limits", "Severity", "judge", "worst"]


class Severity(StrEnum):
    """How much a finding weighs.

    An error must be mended before the page goes out, a warning should be, a hint may be.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@immutable
class Check:
    """A check. ``title`` names it in lists and in docs/checks.md."""

    id: str
    title: str
    severity: Severity
    look: Look


@immutable
class Finding:
    """What a check found: ``id`` and ``title`` are the check's.

    ``field`` is the place in dotted form; in the body it is ``body`` and ``block`` counts the
    blocks from 0.
    """

    id: str
    title: str
    severity: Severity
    sentence: str
    field: str
    block: int | None = None


_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT

CHECKS: tuple[Check, ...] = (
    Check("held-back", "Withheld or spiked", _E, release.held_back),
    Check("legal", "With the lawyers", _E, release.legal),
    Check("embargo", "Under embargo", _W, release.embargo),
    Check("expired", "Expired", _E, release.expired),
    Check("schedule", "Schedule", _W, release.schedule),
    Check("sensitive", "Sensitive", _H, release.sensitive),
    Check("headline-missing", "Headline missing", _E, fields.headline_missing),
    Check("headline-long", "Headline too long", _W, fields.headline_long),
    Check("standfirst-missing", "Standfirst missing", _W, fields.standfirst_missing),
    Check("standfirst-long", "Standfirst too long", _W, fields.standfirst_long),
    Check("section-missing", "Section missing", _W, fields.section_missing),
    Check("byline-missing", "Byline missing", _W, fields.byline_missing),
    Check("byline-gone", "Person gone", _E, fields.byline_gone),
    Check("biography-missing", "Biography missing", _H, fields.biography_missing),
    Check("text-missing", "Text missing", _E, fields.text_missing),
    Check("text-short", "Shorter than wished for", _H, fields.text_short),
    Check("lead-missing", "Lead photo missing", _H, pictures.lead_missing),
    Check("picture-gone", "Picture gone", _E, pictures.picture_gone),
    Check("alt-missing", "Alt text missing", _W, pictures.alt_missing),
    Check("alt-as-caption", "Alt text repeats the caption", _H, pictures.alt_as_caption),
    Check("caption-missing", "Caption missing", _W, pictures.caption_missing),
    Check("credit-missing", "Credit missing", _W, pictures.credit_missing),
    Check("rights-expired", "Rights", _E, pictures.rights_expired),
    Check("picture-small", "Picture too small", _W, pictures.picture_small),
    Check("picture-twice", "Picture used twice", _H, pictures.picture_twice),
    Check("to-come", "Still to come (TK)", _E, prose.to_come),
    Check("levels-skipped", "Subhead level skipped", _W, prose.levels_skipped),
    Check("quote-unattributed", "Quote without a name", _H, prose.quote_unattributed),
    Check("table-without-header", "Table without a header", _W, prose.table_without_header),
    Check("repeated-words", "Repeated word", _W, prose.repeated_words),
    Check("double-spaces", "Two spaces", _H, prose.double_spaces),
    Check("space-before-mark", "Space before a mark", _H, prose.space_before_mark),
    Check("straight-quotes", "Straight quotes", _H, prose.straight_quotes),
    Check("long-paragraphs", "Long paragraph", _H, prose.long_paragraphs),
    Check("link-text-empty", "Link text", _W, links.link_text_empty),
    Check("link-dead", "Link to nothing", _E, links.link_dead),
    Check("link-not-out", "Link to an unpublished story", _W, links.link_not_out),
    Check("call-out-without-link", "Box without a link", _W, links.call_out_without_link),
    Check("related-dead", "Related item gone", _W, links.related_dead),
    Check("related-not-out", "Related story unpublished", _H, links.related_not_out),
    Check("related-without-headline", "Related link unnamed", _W, links.related_without_headline),
    Check("correction-incomplete", "Correction incomplete", _W, release.correction_incomplete),
    Check(
        "corrected-without-update", "Corrected, not updated", _H, release.corrected_without_update
    ),
    Check("updated-too-early", "Updated before published", _W, release.updated_too_early),
    Check("description-length", "Description for search", _H, fields.description_length),
    Check("search-title-long", "Title for search", _H, fields.search_title_long),
    Check("tags-missing", "Tags missing", _H, fields.tags_missing),
    Check("address-missing", "Publication without an address", _W, fields.address_missing),
    Check("name-missing", "Publication without a name", _W, fields.name_missing),
)
"""The checks, in the order in which findings of one severity are shown."""

BY_ID = {check.id: check for check in CHECKS}
_ORDER = {severity: at for at, severity in enumerate(Severity)}


def judge(case: Case, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """Return what the checks find in a story, errors first."""
    findings = [
        Finding(check.id, check.title, check.severity, *found)
        for check in checks
        for found in check.look(case)
    ]
    return tuple(sorted(findings, key=lambda finding: _ORDER[finding.severity]))


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity among findings: what the readiness light shows."""
    return min((finding.severity for finding in findings), key=_ORDER.__getitem__, default=None)
