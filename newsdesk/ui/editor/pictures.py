"""Pictures in a story: chosen, dropped or pasted, as figures, galleries or the lead photo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from newsdesk.domain.article import Article
from newsdesk.domain.body import (
    Figure,
    Gallery,
)
from newsdesk.domain.photo import ImageAsset, Placement, PlacementRole
from newsdesk.ui.context import Context
from newsdesk.ui.editor.page import Page
from newsdesk.ui.notices import NoticeButton

if TYPE_CHECKING:
    from newsdesk.ui.images.adding import Source


class Pictures(QObject):
    """Meets the commands for pictures. ``over`` is the widget that dialogs belong to."""

    def __init__(self, context: Context, page: Page, over: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._over = over
        context.actions.connect("insert.picture", self._choose_figures)
        context.actions.connect("insert.lead", self.choose_lead)
        context.actions.connect("insert.gallery", self._choose_gallery)
        page.lead.wanted.connect(self.choose_lead)
        page.lead.edit_wanted.connect(self._edit_lead)
        page.lead.removed.connect(partial(self.set_lead, None))

    def _choose_figures(self) -> None:
        self._choose(self.insert_figures)

    def _choose(
        self, chosen: Callable[[tuple[ImageAsset, ...]], object], *, many: bool = True
    ) -> None:
        from newsdesk.ui.images.adding import choose_pictures

        choose_pictures(self._context, self._over, chosen, many=many)

    def insert_figures(self, assets: tuple[ImageAsset, ...]) -> None:
        """Insert pictures at the caret, one below the other."""
        for asset in assets:
            self._page.body.insert_card(Figure(Placement(asset.id)))
        self._page.body.setFocus()

    def _choose_gallery(self) -> None:
        def chosen(assets: tuple[ImageAsset, ...]) -> None:
            if assets:
                placements = tuple(Placement(a.id, PlacementRole.GALLERY) for a in assets)
                self._page.body.insert_card(Gallery(placements))
                self._page.body.setFocus()

        self._choose(chosen)

    def choose_lead(self) -> None:
        """Ask for the lead photo."""

        def chosen(assets: tuple[ImageAsset, ...]) -> None:
            if assets:
                self.set_lead(Placement(assets[0].id, PlacementRole.LEAD))

        self._choose(chosen, many=False)

    def set_lead(self, placement: Placement | None) -> None:
        """Give the story another lead photo, or none."""
        before = self._context.story.article

        def change(article: Article) -> Article:
            return replace(article, lead=placement)

        self._context.story.edit(change)
        if placement is None and before is not None and before.lead is not None:
            self._context.notices.say(
                "The lead photo was taken out of the story. It stays in the library.",
                key="lead",
                buttons=(NoticeButton("Undo", partial(self.set_lead, before.lead)),),
            )
        else:
            self._context.notices.withdraw("lead")

    def _edit_lead(self) -> None:
        article = self._context.story.article
        if article is not None and article.lead is not None:
            from newsdesk.ui.images.adding import edit_picture

            edit_picture(
                self._context,
                self._over,
                article.lead.image,
                placement=article.lead,
                changed=self.set_lead,
            )

    def take_files(self, sources: tuple[Source, ...], *, lead: bool, at: int | None) -> None:
        """Read pictures that were dropped or pasted: as the lead photo, or into the text."""
        from newsdesk.ui.images.adding import add_files

        def added(assets: tuple[ImageAsset, ...]) -> None:
            if not assets:
                return
            if lead:
                self.set_lead(Placement(assets[0].id, PlacementRole.LEAD))
                assets = assets[1:]
            if at is not None:
                cursor = self._page.body.textCursor()
                cursor.setPosition(min(at, self._page.body.document().characterCount() - 1))
                self._page.body.setTextCursor(cursor)
            self.insert_figures(assets)

        add_files(self._context, sources, added)

    def take_pasted(self, sources: Sequence[Source]) -> None:
        """Take pictures from the clipboard in at the caret."""
        self.take_files(tuple(sources), lead=False, at=None)
