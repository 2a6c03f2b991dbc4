"""The first thing anybody sees: the sample library in the real window."""

from newsdesk.domain.article import ArticleState
from newsdesk.ui.mainwindow import MainWindow


def test_the_finished_lead_story_is_open(window: MainWindow) -> None:
    article = window.context.story.article
    assert article is not None
    assert article.state is ArticleState.READY
    assert article.headline.startswith("Night trams return")
