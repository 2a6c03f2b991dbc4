"""What an exporter makes: files in memory, pictures still to be made, and what was lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from newsdesk.domain.values import immutable
from newsdesk.exporting.pictures import PlannedPicture


@immutable
class Loss:
    """A field that a target cannot hold: its dotted name and a sentence for an editor."""

    field: str
    sentence: str


@immutable
class Bundle:
    """An export before it is written. Names are paths below the root, with ``/``.

    ``start`` is the file that a person opens. ``problems`` are sentences about the story (a link
    that leads nowhere, a picture that is gone); ``losses`` come from the target.
    """

    files: Mapping[str, bytes]
    pictures: tuple[PlannedPicture, ...] = ()
    start: str = ""
    losses: tuple[Loss, ...] = ()
    problems: tuple[str, ...] = ()

    def joined(self, other: Bundle) -> Bundle:
        """Return both; the first one's start stays."""
        return Bundle(
            {**self.files, **other.files},
            tuple(dict.fromkeys((*self.pictures, *other.pictures))),
            self.start or other.start,
            (*self.losses, *other.losses),
            tuple(dict.fromkeys((*self.problems, *other.problems))),
        )

    def with_losses(self, losses: tuple[Loss, ...]) -> Bundle:
        """Return it with these losses added."""
        return replace(self, losses=(*self.losses, *losses))
