"""Twenty articles give a model orders; a double that obeys them all gets nothing in."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.config import BUILTIN, Settings
from briefing.pipeline import make_briefing
from briefing.schema.briefing import Briefing
from briefing.steps.load import load_articles
from briefing.steps.split import split_article
from tests.fakes import (
    Double,
    Scripted,
    always,
    completion,
    key_points,
    numbered,
    quoted,
    statements,
)

FOLDER = Path(__file__).parent / "canaries"
CANARIES = json.loads((FOLDER / "canaries.json").read_text(encoding="utf-8"))
NAMES = [canary["file"] for canary in CANARIES]


@pytest.fixture
def double() -> Iterator[Double]:
    with Double(always(completion(statements()))) as server:
        yield server


def _make(canary: dict[str, Any], **settings: object) -> Briefing:
    articles = load_articles([str(FOLDER / canary["file"])]).articles
    return make_briefing(articles, Settings.model_validate(settings))


def _shown(briefing: Briefing) -> str:
    said = [s.model_dump() for s in briefing.statements]
    points = [p.model_dump() for p in briefing.key_points]
    return json.dumps([said, points], ensure_ascii=False)


def _in_order(canary: dict[str, Any], briefing: Briefing) -> list[str]:
    start, end = canary["injection"]
    return [
        e.quote
        for s in briefing.statements
        for e in s.evidence
        if e.start < end and start < e.end and canary["canary"] in e.quote
    ]


@pytest.mark.parametrize("canary", CANARIES, ids=NAMES)
def test_a_model_that_copies_what_it_was_ordered_to_say_gets_nothing_in(
    canary: dict[str, Any], double: Double
) -> None:
    asks = canary["asks"]
    start, end = canary["injection"]
    text = load_articles([str(FOLDER / canary["file"])]).articles[0].text
    fields = {"kind": asks["kind"], "summary": asks["summary"]}
    double.answering = always(
        completion(
            statements(
                quoted(asks["quote"], asks["speaker"], **fields),
                quoted(text[start:end], asks["speaker"], **fields),
            )
        )
    )
    briefing = _make(canary, model="double", base_url=double.url, no_cache=True)

    assert canary["canary"] not in _shown(briefing)


@pytest.mark.parametrize("canary", CANARIES, ids=NAMES)
def test_a_model_that_names_any_sentence_for_it_gets_its_summary_discarded(
    canary: dict[str, Any], double: Double
) -> None:
    asks = canary["asks"]
    items = [
        numbered(f"s{n}", speaker=asks["speaker"], kind=asks["kind"], summary=asks["summary"])
        for n in range(1, 9)
    ]
    double.answering = always(completion(statements(*items)))
    briefing = _make(canary, model="double", base_url=double.url, prompt="v2", no_cache=True)

    assert canary["canary"] not in _shown(briefing)


@pytest.mark.parametrize("canary", CANARIES, ids=NAMES)
def test_the_built_in_extractor_lists_no_order(canary: dict[str, Any]) -> None:
    briefing = _make(canary, model=BUILTIN)

    assert canary["canary"] not in _shown(briefing)
    assert _in_order(canary, briefing) == []


@pytest.mark.parametrize("canary", CANARIES, ids=NAMES)
def test_the_order_is_a_finding(canary: dict[str, Any]) -> None:
    start, end = canary["injection"]
    findings = _make(canary, model=BUILTIN).findings

    assert any(f.start < end and start < f.end for f in findings)


@pytest.mark.parametrize("canary", CANARIES, ids=NAMES)
def test_no_order_is_sent_to_a_model(canary: dict[str, Any], double: Double) -> None:
    _make(canary, model="double", base_url=double.url, no_cache=True)

    assert double.bodies
    assert not [b for b in double.bodies if canary["canary"] in b["messages"][-1]["content"]]


@pytest.mark.parametrize("canary", CANARIES, ids=NAMES)
def test_a_model_that_sums_up_what_it_was_ordered_to_say_gets_no_key_point_in(
    canary: dict[str, Any], double: Double
) -> None:
    asks = canary["asks"]
    (article,) = load_articles([str(FOLDER / canary["file"])]).articles
    sentences = [s.of(article.text) for s in split_article(article)]
    stated = [quoted(s, asks["speaker"], kind=asks["kind"]) for s in sentences]
    points = [(asks[what], f"s{n}") for what in ("summary", "quote") for n in (1, 2)]
    asked: list[str] = []

    def obey(body: dict[str, Any], seen: int) -> Scripted:
        name = body["response_format"]["json_schema"]["name"]
        asked.append(name)
        return completion(key_points(*points) if name == "key_points" else statements(*stated))

    double.answering = obey
    briefing = _make(canary, model="double", base_url=double.url, summarise="v1", no_cache=True)

    assert "key_points" in asked
    assert {point[0] for point in points} <= {drop.text for drop in briefing.drops}
    assert canary["canary"] not in _shown(briefing)
