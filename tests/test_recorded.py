"""Both prompt versions over one article, with what a real model answered (see CONTRIBUTING)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.config import Settings
from briefing.pipeline import make_briefing
from briefing.schema.briefing import Briefing
from briefing.steps.load import load_articles
from briefing.steps.render import render_briefing

ARTICLE = Path(__file__).parent.parent / "seeds" / "ferry-fares.txt"


def _make(prompt: str, url: str) -> Briefing:
    settings = Settings(
        model="model",
        base_url=url,
        prompt=prompt,
        no_cache=True,
        max_concurrency=1,
    )
    (article,) = load_articles([str(ARTICLE)]).articles
    return make_briefing([article], settings, now=lambda: datetime(2026, 3, 5, tzinfo=UTC))


def _hold(briefing: Briefing) -> None:
    """What every briefing keeps, whatever a model said."""
    (article,) = briefing.articles
    for statement in briefing.statements:
        for evidence in statement.evidence:
            assert article.text[evidence.start : evidence.end] == evidence.quote
    assert briefing.run.chunks == briefing.run.chunks_answered == 1
    assert briefing.run.structured_output == "json_schema"
    assert briefing.failures == ()


@pytest.mark.vcr
def test_quotes_that_a_model_copied_become_a_briefing(recorded_url: str) -> None:
    briefing = _make("v1", recorded_url)

    _hold(briefing)
    text = render_briefing(briefing)
    assert "**We have put this off for two winters and we cannot put it off again**" in text
    assert "Dana Whitlock" in text
    assert "prompt extract/v1" in text


@pytest.mark.vcr
def test_sentence_numbers_that_a_model_named_become_a_briefing(recorded_url: str) -> None:
    briefing = _make("v2", recorded_url)

    _hold(briefing)
    text = render_briefing(briefing)
    assert "We have put this off for two winters" in text
    assert "prompt extract/v2" in text
    assert all(drop.reason != "not in source" for drop in briefing.drops)
