"""Both prompt versions side by side, with what a real model answered (see CONTRIBUTING)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.comparison.render import render_comparison
from briefing.config import Settings
from briefing.steps.load import load_articles
from briefing.workflows.compare import Plan, compare

ARTICLE = Path(__file__).parent.parent.parent.parent / "seeds" / "ferry-fares.txt"


@pytest.mark.vcr
def test_two_prompt_versions_are_compared_over_what_a_model_answered(recorded_url: str) -> None:
    settings = Settings(model="model", base_url=recorded_url, no_cache=True, max_concurrency=1)
    articles = load_articles([str(ARTICLE)]).articles
    plan = Plan(prompts=("v1", "v2"), models=("model",))

    comparison = compare(
        articles, settings, plan, now=lambda: datetime(2026, 3, 5, tzinfo=UTC)
    ).comparison

    assert [arm.reply_form for arm in comparison.arms] == ["quotes", "sentences"]
    assert comparison.run.requests == 2
    assert comparison.failures == ()
    (text,) = [article.text for article in comparison.articles]
    (found,) = comparison.differences
    listed = [*found.only_baseline, *found.only_arm]
    listed += [s for pair in (*found.both, *found.changed) for s in (pair.baseline, pair.arm)]
    assert listed
    assert all(text[e.start : e.end] == e.quote for s in listed for e in s.evidence)
    assert "no conclusion is possible from 1 article;" in render_comparison(comparison)
