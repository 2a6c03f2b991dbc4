"""Checks of whether a story may go out: flags, times, corrections."""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.domain.article import ArticleState
from newsdesk.domain.checking.case import Case, Found
from newsdesk.domain.correction import CorrectionKind


def held_back(case: Case) -> Iterator[Found]:
    """Withheld and spiked stories never go out by themselves."""
    state = case.story.state
    if state in {ArticleState.WITHHELD, ArticleState.SPIKED}:
        yield Found(f"The story is {state.value}; it is not exported.", "state")


def legal(case: Case) -> Iterator[Found]:
    """With the lawyers: not exported."""
    if case.story.legal_flag or case.story.state is ArticleState.LEGAL:
        yield Found("The story is with the lawyers; it is not exported.", "legal_flag")


def embargo(case: Case) -> Iterator[Found]:
    """Under embargo: not exported before its time."""
    until = case.story.embargoed_until
    if until is not None and until > case.now:
        note = f" {case.story.embargo_note}" if case.story.embargo_note else ""
        yield Found(
            f"The story is under embargo and not exported until then.{note}", "embargoed_until"
        )


def sensitive(case: Case) -> Iterator[Found]:
    """Flagged as sensitive: a second pair of eyes."""
    if case.story.sensitive_flag:
        yield Found(
            "The story is flagged as sensitive; let somebody else read it.", "sensitive_flag"
        )


def schedule(case: Case) -> Iterator[Found]:
    """A schedule that cannot come true."""
    story = case.story
    if story.state is not ArticleState.SCHEDULED:
        return
    if story.scheduled_at is None:
        yield Found("The story is scheduled, but no time is set.", "scheduled_at")
    elif story.embargoed_until is not None and story.scheduled_at < story.embargoed_until:
        yield Found("The story is scheduled for a time before its embargo ends.", "scheduled_at")


def expired(case: Case) -> Iterator[Found]:
    """Past its time: not exported any more."""
    end = case.story.expires_at
    if end is not None and end <= case.now:
        yield Found("The story has expired; it is not exported any more.", "expires_at")


def updated_too_early(case: Case) -> Iterator[Found]:
    """An update must come after the publication it updates."""
    story = case.story
    first, updated = story.first_published_at, story.updated_at
    if story.state is not ArticleState.PUBLISHED:
        return  # Until then a page gives the time of its last save.
    if first is not None and updated is not None and updated < first:
        yield Found("The time of the update lies before that of the publication.", "updated_at")


def correction_incomplete(case: Case) -> Iterator[Found]:
    """A correction says what was wrong, and when it was put right."""
    for at, correction in enumerate(case.story.corrections):
        field = f"corrections.{at}"
        if not correction.text.strip():
            yield Found("This correction says nothing.", field)
        first = case.story.first_published_at
        out = case.story.state is ArticleState.PUBLISHED
        if out and first is not None and correction.at < first:
            yield Found("This correction is dated before the story was published.", field)
        elif correction.at > case.now:
            yield Found("This correction is dated in the future.", field)


def corrected_without_update(case: Case) -> Iterator[Found]:
    """Readers should see that a corrected page is newer than its publication."""
    story = case.story
    mends = [one for one in story.corrections if one.correction_kind is not CorrectionKind.UPDATE]
    latest = max((one.at for one in mends), default=None)
    if latest is not None and (story.updated_at is None or story.updated_at < latest):
        yield Found("There is a correction, but no “Updated” time as new as it.", "updated_at")
