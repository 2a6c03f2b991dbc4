"""What every part of the interface is given: made once in ``newsdesk.app``, handed down."""

from __future__ import annotations

from newsdesk.domain.values import immutable
from newsdesk.ui.actions import Actions
from newsdesk.ui.bus import ChangeBus
from newsdesk.ui.icons import Icons
from newsdesk.ui.navigation import Navigator
from newsdesk.ui.notices import Notices
from newsdesk.ui.preferences import SettingsStore
from newsdesk.ui.story import StoryController
from newsdesk.ui.tasks import Tasks
from newsdesk.ui.theme import Theme
from newsdesk.ui.thumbnails import Thumbnails


@immutable
class Context:
    """The shared parts. Only ``story`` changes the open story, only ``tasks`` meets the library.

    ``thumbnails.pixmap(image, size)`` gives a picture at once where it is at hand, else ``None``
    and ``thumbnails.ready(image)`` when it was read.
    """

    tasks: Tasks
    bus: ChangeBus
    settings: SettingsStore
    theme: Theme
    icons: Icons
    notices: Notices
    actions: Actions
    story: StoryController
    navigator: Navigator
    thumbnails: Thumbnails
