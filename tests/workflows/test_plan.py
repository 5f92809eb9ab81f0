"""A dry run says what a run would send; the run then sends just that."""

from pathlib import Path
from typing import Literal

import pytest

from briefing.config import Settings
from briefing.errors import ConfigError
from briefing.pipeline import make_briefing
from briefing.schema.article import Article
from briefing.steps.load.describe import describe_article
from briefing.workflows.plan import plan_run
from tests.fakes import Double, always, completion, statements

TEXT = "Talks on the strait resume\n\n" + " ".join(
    f"The minister said the strait would stay open for {days} days." for days in range(120)
)


@pytest.fixture
def articles() -> list[Article]:
    return [
        describe_article(TEXT.replace("strait", name), source=f"{name}.txt")
        for name in ("strait", "bridge", "harbour")
    ]


@pytest.mark.parametrize("language", [None, "en"])
def test_a_dry_run_counts_what_the_run_then_sends(
    articles: list[Article], tmp_path: Path, language: Literal["en"] | None
) -> None:
    with Double(always(completion(statements()))) as double:
        settings = Settings(
            model="double",
            base_url=double.url,
            cache=tmp_path / "c.sqlite3",
            price="1,10",
            language=language,
        )
        plan = plan_run(articles, settings)
        assert double.bodies == []
        assert (plan.articles, plan.cached) == (3, 0)
        assert plan.cost_usd == pytest.approx(
            (plan.input_tokens + 10 * plan.output_tokens) / 1_000_000
        )

        first = plan_run(articles[:1], settings)
        make_briefing(articles[:1], settings)
        sent = len(double.bodies)
        rest = plan_run(articles, settings)
        assert (rest.chunks, rest.cached) == (plan.chunks, sent)
        assert rest.input_tokens == plan.input_tokens - first.input_tokens
        assert rest.output_tokens == 10 * (plan.chunks - sent)  # as the double's replies are

        make_briefing(articles, settings)
        assert len(double.bodies) == plan.chunks
        done = plan_run(articles, settings)
        assert (done.cached, done.input_tokens, done.cost_usd) == (plan.chunks, 0, 0.0)


def test_an_unknown_price_is_none(articles: list[Article], tmp_path: Path) -> None:
    settings = Settings(model="m", base_url="http://127.0.0.1:9/v1", cache=tmp_path / "c.sqlite3")
    plan = plan_run(articles, settings)
    assert plan.cost_usd is None
    assert plan.input_tokens > 0


def test_the_built_in_extractor_sends_nothing(articles: list[Article]) -> None:
    plan = plan_run(articles, Settings(model="builtin"))
    assert (plan.chunks, plan.input_tokens, plan.cost_usd) == (0, 0, 0.0)


def test_where_the_endpoint_would_have_to_be_asked_the_user_is(articles: list[Article]) -> None:
    with pytest.raises(ConfigError, match="no model is named"):
        plan_run(articles, Settings(base_url="http://127.0.0.1:9/v1"))
