"""The whole path, from articles to a briefing, with the built-in extractor and with a double."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Settings
from briefing.errors import EndpointUnavailable
from briefing.pipeline import make_briefing
from briefing.schema.article import Article
from briefing.schema.briefing import Briefing, Failure
from briefing.steps.load import load_articles
from tests.fakes import (
    Answering,
    Double,
    Scripted,
    always,
    completion,
    key_points,
    numbered,
    quoted,
    refused,
    statements,
)

SEEDS = Path(__file__).parent.parent / "seeds"
TEXT = (
    "Pilots’ leader Ines Marlow said the strike would go on until March. "
    "“We will not accept a pay cut of 12 per cent,” Ms Marlow said.\n\n"
    "Port director Aldo Brennan urged the pilots to return to work by Monday."
)
ARTICLE = Article(source="a.txt", text=TEXT, title="Strike goes on")
INVENTED = "Officials privately conceded that the plan had no prospect of success."


def _now() -> datetime:
    return datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def seeds() -> tuple[Article, ...]:
    return load_articles([str(SEEDS)]).articles


@pytest.fixture
def double() -> Iterator[Double]:
    with Double(always(completion(statements()))) as server:
        yield server


def _asked(double: Double, **changed: object) -> Briefing:
    settings = Settings.model_validate(
        {
            "model": "double",
            "base_url": double.url,
            "no_cache": True,
            **changed,
        }
    )
    return make_briefing([ARTICLE], settings, now=_now)


def test_the_built_in_extractor_briefs_the_seeds(seeds: tuple[Article, ...]) -> None:
    failure = Failure(source="x.txt", error="is empty (0 bytes)", hint="remove it")

    briefing = make_briefing([failure, *seeds], now=_now)

    texts = {article.id: article.text for article in briefing.articles}
    assert len(texts) == len(seeds)
    assert len(briefing.statements) >= 10 * len(seeds)
    assert {s.kind for s in briefing.statements} == {
        "position",
        "demand",
        "consequence",
        "question",
    }
    for statement in briefing.statements:
        for e in statement.evidence:
            assert texts[e.article][e.start : e.end] == e.quote
    assert briefing.failures == (failure,)
    assert briefing.created == "2026-03-02T08:00:00+00:00"
    assert (briefing.run.model, briefing.run.requests) == ("builtin", 0)


def test_no_statement_rests_on_what_is_not_running_text(seeds: tuple[Article, ...]) -> None:
    regions = {article.id: article.regions for article in seeds}
    briefing = make_briefing(seeds, now=_now)

    assert not [
        e.quote
        for statement in briefing.statements
        for e in statement.evidence
        for region in regions[e.article]
        if e.start < region.end and region.start < e.end
    ]


def test_the_same_articles_make_the_same_briefing(seeds: tuple[Article, ...]) -> None:
    one, two = (make_briefing(seeds, now=_now) for _ in range(2))

    assert one.model_copy(update={"run": two.run}) == two


def test_a_models_reply_is_grounded_checked_and_counted(double: Double) -> None:
    double.answering = always(
        completion(
            statements(
                quoted("We will not accept a pay cut of 12 per cent", "Ines Marlow", summary="No."),
                quoted("We will accept a pay cut of 12 per cent", "Aldo Brennan"),
                quoted(INVENTED, "Ines Marlow"),
                quoted("the strike would go on until March", "Petra Halvorsen"),
            )
        )
    )

    briefing = _asked(double)

    assert INVENTED not in json.dumps([s.model_dump() for s in briefing.statements])
    assert [d.text for d in briefing.drops if d.reason == "not in source"] == [INVENTED]
    assert {"Ines Marlow" in s.speaker for s in briefing.statements} == {True}
    run = briefing.run
    assert (run.chunks, run.chunks_answered, run.requests) == (1, 1, 1)
    assert (run.structured_output, run.endpoint) == ("json_schema", double.host)
    assert (run.input_tokens, run.output_tokens) == (100, 10)
    assert run.prompts[0].version == "v1"


def test_sentence_numbers_rest_on_the_sentences_that_were_sent(double: Double) -> None:
    double.answering = always(completion(statements(numbered("s2", speaker="Marlow"))))

    briefing = _asked(double, prompt="v2")

    (statement,) = briefing.statements
    assert [e.quote for e in statement.evidence] == [TEXT[68:130]]
    assert len(briefing.uncovered) == 2


def test_a_chunk_that_is_never_answered_is_a_failure_and_is_counted(double: Double) -> None:
    double.answering = always(completion("not json"))

    briefing = _asked(double)

    (failure,) = briefing.failures
    assert (failure.article, failure.chunk) == (ARTICLE.id, "c1")
    assert failure.hint
    assert (briefing.run.chunks, briefing.run.chunks_answered) == (1, 0)
    assert briefing.run.requests == len(double.bodies) == 6


def test_an_endpoint_that_refuses_the_key_ends_the_run(double: Double) -> None:
    double.answering = always(refused(401, "no"))

    with pytest.raises(EndpointUnavailable) as raised:
        _asked(double, api_key="sk-canary")

    assert "OPENAI_API_KEY" in raised.value.hint
    assert "canary" not in str(raised.value)


def test_the_fixed_part_of_every_request_comes_first_and_is_the_same(
    double: Double, seeds: tuple[Article, ...]
) -> None:
    settings = Settings(model="double", base_url=double.url, no_cache=True)

    make_briefing(seeds[:2], settings, now=_now)

    assert len({body["messages"][0]["content"] for body in double.bodies}) == 1
    assert len({json.dumps(body["response_format"]) for body in double.bodies}) == 1
    assert all(body["messages"][-1]["content"].endswith("</article>") for body in double.bodies)


def _summing(points: str) -> Answering:
    """Answers with one statement a chunk, and to what is to be summed up with these points."""
    stated = statements(
        quoted("the strike would go on until March", "Ines Marlow"),
        quoted("the pilots to return to work by Monday", "Aldo Brennan", kind="demand"),
    )

    def answer(body: dict[str, Any], seen: int) -> Scripted:
        name = body["response_format"]["json_schema"]["name"]
        return completion(points if name == "key_points" else stated)

    return answer


def test_key_points_of_a_model_rest_on_statements_and_those_that_do_not_hold_are_drops(
    double: Double,
) -> None:
    held = "The strike would go on until March, said Ines Marlow."
    invented = "Ines Marlow said the strike would end in April."
    beyond = "Aldo Brennan urged the pilots to return to work."
    double.answering = _summing(key_points((held, "s1"), (invented, "s1"), (beyond, "s9")))

    briefing = _asked(double, summarise="v1")

    ids = {s.speaker: s.id for s in briefing.statements}
    (point,) = briefing.key_points
    assert point.text == held
    assert [s for name, s in ids.items() if "Ines Marlow" in name] == list(point.statements)
    assert {d.text for d in briefing.drops if d.reason == "not in source"} == {invented, beyond}
    assert (briefing.run.chunks, briefing.run.chunks_answered, briefing.run.requests) == (1, 1, 2)
    assert [f"{p.name}/{p.version}" for p in briefing.run.prompts] == ["extract/v1", "summarise/v1"]
    assert briefing.run.parameters["key_points"] == "summarise/v1"
    assert double.bodies[-1]["messages"][-1]["content"].endswith("</statements>")


@pytest.mark.parametrize(
    "reply", ["not json", key_points(), key_points(("The moon is made of cheese.", "s1"))]
)
def test_where_a_model_gives_no_key_point_that_holds_the_rule_does(
    double: Double, reply: str
) -> None:
    double.answering = _summing(reply)

    briefing = _asked(double, summarise="v1")

    by_rule = _asked(double)
    assert briefing.key_points == by_rule.key_points != ()
    assert briefing.run.parameters["key_points"] == "rule"
    assert briefing.failures == ()
