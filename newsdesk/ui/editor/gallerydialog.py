"""A gallery's pictures in their order: add, edit, move, remove."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from newsdesk.domain.body import Gallery
from newsdesk.domain.ids import ImageId
from newsdesk.domain.photo import ImageAsset, Placement, PlacementRole
from newsdesk.ui.context import Context
from newsdesk.ui.controls import button
from newsdesk.ui.editor.carddialogs import CardDialog, Taken, one_line
from newsdesk.ui.fields.field import Field
from newsdesk.ui.fields.richtext import RichText

_TILE = 96
_PLACEMENT = int(Qt.ItemDataRole.UserRole)


class GalleryDialog(CardDialog):
    """Pictures are moved by dragging them, or with Alt and an arrow key's buttons below."""

    def __init__(self, context: Context, parent: QWidget, shown: Gallery, taken: Taken) -> None:
        super().__init__(parent, "Gallery", taken)
        self._context = context
        self._shown = shown
        self._list = QListWidget()
        self._list.setAccessibleName("Pictures of the gallery")
        self._list.setViewMode(QListWidget.ViewMode.IconMode)
        self._list.setIconSize(QSize(_TILE, _TILE))
        self._list.setMovement(QListWidget.Movement.Snap)
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._list.setSpacing(8)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.itemActivated.connect(self._edit)
        for placement in shown.placements:
            self._add(placement)
        self._caption = RichText(context, "Caption", least=1, most=3)
        self._caption.show_runs((shown.caption,) if shown.caption else ())
        steps = QHBoxLayout()
        for title, run in (
            ("Add pictures…", self._choose),
            ("Edit…", self._edit_current),
            ("Move left", partial(self._move, -1)),
            ("Move right", partial(self._move, 1)),
            ("Remove", self._remove),
        ):
            made = button(title, "small")
            made.clicked.connect(run)
            steps.addWidget(made)
        steps.addStretch(1)
        self.fields.addWidget(self._list, 1)
        self.fields.addLayout(steps)
        self.fields.addWidget(Field("Caption", self._caption, focus=self._caption.edit))
        self.complete(self._list, 600, 460)
        context.thumbnails.ready.connect(self._draw)

    def _add(self, placement: Placement) -> None:
        item = QListWidgetItem()
        item.setData(_PLACEMENT, placement)
        item.setSizeHint(QSize(_TILE + 12, _TILE + 12))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Picture {self._list.count() + 1}")
        self._list.addItem(item)
        self._picture(item)

    def _picture(self, item: QListWidgetItem) -> None:
        placement = _placement(item)
        found = self._context.thumbnails.pixmap(placement.image, _TILE)
        if found is not None:
            item.setIcon(QIcon(found))

    def _draw(self, image: str) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            if _placement(item).image == image:
                self._picture(item)

    def _choose(self, _on: object = None) -> None:
        from newsdesk.ui.images.adding import choose_pictures

        def chosen(assets: tuple[ImageAsset, ...]) -> None:
            for asset in assets:
                self._add(Placement(asset.id, PlacementRole.GALLERY))

        choose_pictures(self._context, self, chosen)

    def _edit_current(self, _on: object = None) -> None:
        if self._list.currentRow() >= 0:
            self._edit(self._list.currentItem())

    def _edit(self, item: QListWidgetItem) -> None:
        from newsdesk.ui.images.adding import edit_picture

        placement = _placement(item)
        edit_picture(
            self._context,
            self,
            ImageId(placement.image),
            placement=placement,
            changed=partial(item.setData, _PLACEMENT),
        )

    def _move(self, by: int, _on: object = None) -> None:
        row = self._list.currentRow()
        if row >= 0 and 0 <= row + by < self._list.count():
            item = self._list.takeItem(row)
            self._list.insertItem(row + by, item)
            self._list.setCurrentRow(row + by)

    def _remove(self, _on: object = None) -> None:
        if self._list.currentRow() >= 0:
            self._list.takeItem(self._list.currentRow())

    def block(self) -> Gallery:
        """The gallery in the order of the list."""
        placements = tuple(_placement(self._list.item(row)) for row in range(self._list.count()))
        return replace(self._shown, placements=placements, caption=one_line(self._caption.runs))


def _placement(item: QListWidgetItem) -> Placement:
    placement: object = item.data(_PLACEMENT)
    assert isinstance(placement, Placement)
    return placement
