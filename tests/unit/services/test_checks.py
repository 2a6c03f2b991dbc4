"""Checks of the stories of a library."""

from newsdesk.domain.article import Article
from newsdesk.domain.ids import ArticleId
from newsdesk.services import articles, checks
from newsdesk.services.checks import Severity
from newsdesk.services.desk import Desk


def story(desk: Desk, slug: str) -> Article:
    found = articles.find(desk, slug)
    assert found is not None
    return articles.open_story(desk, article_id=ArticleId(found))


def test_the_sample_lead_story_is_ready(sample_desk: Desk) -> None:
    article = story(sample_desk, "night-trams-return-kestrel-bridge")
    assert checks.run(sample_desk, article=article) == ()


def test_what_is_still_to_come_is_found_in_the_draft(sample_desk: Desk) -> None:
    article = story(sample_desk, "empty-shops-charge")
    findings = checks.run(sample_desk, article=article)
    assert checks.worst(findings) is Severity.ERROR
    assert sum(finding.id == "to-come" for finding in findings) == 4


def test_limits_are_those_of_the_settings(sample_desk: Desk) -> None:
    article = story(sample_desk, "night-trams-return-kestrel-bridge")
    sample_desk.settings.set("limits.headline", 20)
    assert [one.id for one in checks.run(sample_desk, article=article)] == ["headline-long"]


def test_an_empty_story_can_be_checked(desk: Desk) -> None:
    article, _ = articles.create(desk)
    found = {finding.id for finding in checks.run(desk, article=article)}
    assert found >= {"headline-missing", "text-missing", "section-missing", "byline-missing"}
