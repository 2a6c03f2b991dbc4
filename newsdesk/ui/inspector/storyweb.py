"""What search engines and social networks show of a story."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from newsdesk.domain.article import Article
from newsdesk.domain.photo import ImageAsset
from newsdesk.ui.controls import button, label
from newsdesk.ui.fields.groups import Group
from newsdesk.ui.fields.texts import Area, Line
from newsdesk.ui.inspector.formmaker import FormMaker


class StoryWeb(Group):
    """Titles, descriptions and the picture for other places; empty ones follow the page."""

    def __init__(self, make: FormMaker) -> None:
        super().__init__(make.context, "Search and social", open_=False)
        self._context = make.context
        self._binder = make.binder
        self.add(
            make.counted(
                self, "Title for search engines", "search.title", Line("as the headline"),
                "limits.search_title",
            ),
            make.counted(
                self, "Description for search engines", "search.description",
                Area("as the standfirst"), "limits.search_description",
            ),
            make.text(
                self, "Canonical address", "search.canonical_url", Line("https://"),
                "Where this text first appeared, if that was elsewhere.",
            ),
            make.text(
                self, "Title for social networks", "social.title", Line("as the headline")
            ),
            make.text(
                self, "Description for social networks", "social.description",
                Area("as the standfirst"),
            ),
            self._make_picture(),
        )  # fmt: skip

    def _make_picture(self) -> QWidget:
        """Make the choice of the picture that social networks show."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._picture = label("", "note")
        choose = button("Choose…", "link")
        self._no_picture = button("As the lead photo", "link")
        row.addWidget(self._picture)
        row.addStretch(1)
        row.addWidget(choose)
        row.addWidget(self._no_picture)
        choose.clicked.connect(self._choose_picture)
        self._no_picture.clicked.connect(partial(self._take_picture, ()))
        return made

    def _choose_picture(self) -> None:
        from newsdesk.ui.images.chooser import PictureChooser

        PictureChooser(self._context, self.window(), self._take_picture, many=False).open()

    def _take_picture(self, assets: tuple[ImageAsset, ...], _on: object = None) -> None:
        self._binder.edit("social.image", assets[0].id if assets else None)
        if self._context.story.article is not None:
            self.show_article(self._context.story.article)

    def show_article(self, article: Article) -> None:
        """Show what the fields do not show by themselves."""
        self.head.set_summary(article.search.title or "as the headline")
        own = article.social.image is not None
        self._picture.setText("A picture of its own" if own else "Picture: the lead photo")
        self._no_picture.setVisible(own)
