"""What others do with the library that is open here: who writes, and whether anything changed."""

from __future__ import annotations

from newsdesk.domain.errors import EnvironmentFailure
from newsdesk.domain.values import immutable
from newsdesk.services.desk import Desk
from newsdesk.storage.errors import gone, replaced
from newsdesk.storage.library import Standing
from newsdesk.storage.lock import holder_of


@immutable
class Seen:
    """How the library stands: whether its file is still there, and how often others wrote to it.

    ``failure`` says what is wrong when it is not there, in a sentence with the ways out.
    ``writer`` says in words who else has it open for writing, and since when; "" for nobody.
    """

    standing: Standing
    data_version: int
    read_only: bool
    writer: str = ""
    failure: EnvironmentFailure | None = None


def look(desk: Desk) -> Seen:
    """Look once; it takes less than a millisecond. Raises EnvironmentFailure."""
    library = desk.library
    writer = ""
    if library.read_only:
        holder = holder_of(library.path)
        writer = "" if holder is None else holder.in_words()
    standing = library.standing()
    failure = {"here": None, "gone": gone(library.path), "replaced": replaced(library.path)}
    version = library.data_version()
    return Seen(standing, version, library.read_only, writer, failure[standing])
