"""The form of a profile: calm groups, each key kept, a sentence beside what does not fit."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from newsdesk.domain.author import AuthorProfile
from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.photo import FocalPoint, ImageAsset
from newsdesk.ui.authors.authorrows import KINDS
from newsdesk.ui.authors.biographies import Biographies
from newsdesk.ui.authors.editing import ProfileEditing
from newsdesk.ui.authors.linksfield import LinksField
from newsdesk.ui.authors.portrait import Portrait
from newsdesk.ui.authors.rolesfield import RolesField
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.binding import Binder, with_value
from newsdesk.ui.fields.choices import Choice
from newsdesk.ui.fields.field import Field, pair
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.scroll import Column
from newsdesk.ui.fields.tags import TagField
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.fields.ticks import Tick

_WIDEST = 720
"""Pixels after which the fields grow no wider."""


class ProfileForm(QFrame):
    """Follows what ``editing`` holds."""

    def __init__(self, context: Context, editing: ProfileEditing) -> None:
        super().__init__()
        self._context = context
        self._editing = editing
        self._binder = Binder(self._edit)
        self._fields: dict[str, Field] = {}
        self.setProperty("look", "paper")
        self.setAccessibleName("Profile")
        scroll = Column(margins=(24, 16, 24, 32))
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        scroll.fields.addWidget(inner)
        scroll.fields.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._make_name()
        self._make_role()
        self._make_biography()
        self._make_contact()
        self._make_more()
        editing.shown.connect(self._shown)
        editing.changed.connect(self._changed)
        editing.kept.connect(self._kept)
        editing.refused.connect(self._refused)

    @property
    def language(self) -> str:
        """The language whose biography is shown."""
        return self.biographies.language

    # --- following ---

    def _shown(self, profile: AuthorProfile) -> None:
        self._kept()
        self._show(profile, another=True)

    def _changed(self, profile: AuthorProfile, origin: object) -> None:
        if origin is not self:
            self._show(profile, another=False)

    def _show(self, profile: AuthorProfile, *, another: bool) -> None:
        self._binder.show(profile)
        self.roles.show_values(profile.roles, another=another)
        self.links.show_values(profile.links, another=another)
        self.biographies.show_biographies(profile.biographies, another=another)
        self._show_portrait(profile)

    def _show_portrait(self, profile: AuthorProfile) -> None:
        self.portrait.show_portrait(
            profile.avatar, profile.avatar_focal_point, profile.display_name
        )
        self._portrait_button.setText("Change…" if profile.avatar else "Choose…")
        self._portrait_gone.setVisible(profile.avatar is not None)
        self._alt.setVisible(profile.avatar is not None)

    def _edit(self, path: str, value: object) -> None:
        self._editing.edit(lambda profile: with_value(profile, path, value), origin=self)
        if path == "display_name" and self._editing.profile is not None:
            self._show_portrait(self._editing.profile)

    def _kept(self) -> None:
        for field in self._fields.values():
            field.say("")

    def _refused(self, error: InvalidInputError) -> None:
        """Show the sentence beside its field; the text typed stays."""
        name = error.field.split(".", maxsplit=1)[0]
        field = self._fields.get(error.field) or self._fields.get(name)
        if field is not None:
            field.say(str(error))
        else:
            self._context.notices.fail(error, key="profile", lead="The profile is not saved yet.")

    # --- the groups ---

    def _heading(self, text: str) -> None:
        made = label(text, "strong")
        made.setContentsMargins(0, 6, 0, 0)
        self._column.addWidget(made)

    def _line(self, name: str, path: str, placeholder: str = "", help_text: str = "") -> Field:
        control = Line(placeholder)
        self._binder.text(control, path)
        field = self._fields[path] = Field(name, control, help_text=help_text)
        return field

    def _area(self, name: str, path: str, placeholder: str = "") -> Field:
        control = Area(placeholder)
        self._binder.text(control, path)
        field = self._fields[path] = Field(name, control)
        return field

    def _tags(self, name: str, path: str, placeholder: str = "") -> Field:
        control = TagField(self._context, placeholder)
        self._binder.tags(control, path)
        return Field(name, control, focus=control.line)

    def _make_name(self) -> None:
        self.portrait = Portrait(self._context)
        self._portrait_button = button("Choose…", "link")
        self._portrait_gone = button("Remove", "link")
        self.portrait.chosen.connect(self._choose_portrait)
        self._portrait_button.clicked.connect(self._choose_portrait)
        self._portrait_gone.clicked.connect(lambda: self._take_portrait(()))
        self.portrait.dropped.connect(self._dropped)
        self.portrait.focused.connect(partial(self._edit, "avatar_focal_point"))
        left = QVBoxLayout()
        left.setSpacing(6)
        centre = Qt.AlignmentFlag.AlignHCenter
        left.addWidget(self.portrait)
        left.addWidget(self._portrait_button, 0, centre)
        left.addWidget(self._portrait_gone, 0, centre)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(label("Name", "strong"))
        right.addWidget(
            pair(
                self._line("Display name", "display_name"),
                self._line("Sorts as", "sort_name", "Family name, first name"),
            )
        )
        right.addWidget(self._tags("Also written", "aliases", "Other spellings and scripts"))
        self._alt = self._line(
            "Alt text of the portrait", "avatar_alt", "Who is to be seen, for those who cannot"
        )
        right.addWidget(self._alt)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left)
        row.addLayout(right, 1)
        self._column.addLayout(row)

    def _make_role(self) -> None:
        self._heading("Role")
        self.roles = RolesField(self._context)
        self.roles.chosen.connect(partial(self._edit, "roles"))
        self._column.addWidget(self.roles)
        kind = Choice(tuple(KINDS.items()))
        self._binder.choice(kind, "author_kind")
        self._column.addWidget(
            pair(
                self._line("Based in", "location"),
                self._line("Desk", "desk"),
                Field("Kind", kind),
            )
        )

    def _make_biography(self) -> None:
        self._heading("Biography")
        self.biographies = Biographies(self._context)
        self.biographies.chosen.connect(partial(self._edit, "biographies"))
        self._column.addWidget(self.biographies)

    def _make_contact(self) -> None:
        self.links = LinksField(self._context)
        self.links.chosen.connect(partial(self._edit, "links"))
        left = QWidget()
        one = QVBoxLayout(left)
        one.setContentsMargins(0, 0, 0, 0)
        one.setSpacing(12)
        one.addWidget(label("Links", "strong"))
        one.addWidget(self._line("Website", "website", "https://"))
        one.addWidget(self.links)
        right = QWidget()
        other = QVBoxLayout(right)
        other.setContentsMargins(0, 0, 0, 0)
        other.setSpacing(12)
        show = Tick("Show e-mail to readers")
        self._binder.switch(show, "show_email")
        other.addWidget(label("Contact", "strong"))
        other.addWidget(self._line("E-mail", "email"))
        other.addWidget(show)
        other.addWidget(
            self._line("Phone", "phone", "", "Stays here; it is exported only when you ask.")
        )
        self._column.addSpacing(6)
        self._column.addWidget(pair(left, right))

    def _make_more(self) -> None:
        group = Group(self._context, "More", open_=False)
        group.add(
            pair(
                self._line("First name", "first_name"),
                self._line("Middle name", "middle_name"),
                self._line("Last name", "last_name"),
                self._line("Suffix", "suffix"),
                shares=(3, 3, 3, 2),
            ),
            pair(self._line("Organisation", "organisation"), self._line("Address", "slug")),
            pair(
                self._tags("Writes about", "expertise", "A field, then Enter"),
                self._tags("Speaks", "languages", "A language, then Enter"),
            ),
            pair(
                self._tags("Education", "education"),
                self._tags("Awards", "awards"),
                self._tags("Books", "books"),
            ),
            self._line("Archive of their work", "archive_url", "https://"),
            self._area("Internal note", "internal_note", "never leaves this library"),
        )
        self._column.addWidget(group)

    # --- the portrait ---

    def _choose_portrait(self) -> None:
        from newsdesk.ui.images.chooser import PictureChooser

        PictureChooser(self._context, self.window(), self._take_portrait, many=False).open()

    def _dropped(self, sources: object) -> None:
        from newsdesk.ui.images.intake import add_files

        assert isinstance(sources, tuple)
        add_files(self._context, sources, self._take_portrait)  # pyright: ignore[reportUnknownArgumentType] - what was dropped, as the portrait checked it

    def _take_portrait(self, assets: tuple[ImageAsset, ...]) -> None:
        """Take a picture with the focal point and alt text it has, or none."""
        asset = assets[0] if assets else None

        def change(profile: AuthorProfile) -> AuthorProfile:
            return replace(
                profile,
                avatar=asset.id if asset else None,
                avatar_focal_point=asset.focal_point if asset else FocalPoint(),
                avatar_alt=(asset.alt_text if asset else "") or profile.avatar_alt,
            )

        self._editing.edit(change, origin=None)
