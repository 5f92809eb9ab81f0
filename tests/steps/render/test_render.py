"""Both forms carry the same facts; the Markdown is the one that was read and found good."""

import json
from pathlib import Path

import pytest

from briefing.schema.briefing import (
    BriefedArticle,
    Briefing,
    Failure,
    KeyPoint,
    PromptUsed,
    Run,
    Uncovered,
)
from briefing.schema.statement import Drop, Evidence, Flag, Kind, Statement
from briefing.steps.render import render_briefing

GOLDEN = Path(__file__).parent / "golden.md"
TEXT = (
    "Ada Roe denied that the *bridge* was closing. "
    "“We must act,” she told the council, “and act now.” "
    "If the council fails, the bridge will fall, Ms Roe warned. "
    "It is unclear who will pay. Ben said no."
)


def _stated(
    kind: Kind,
    *words: str,
    speaker: str = "Ada Roe",
    addressee: str | None = None,
    condition: str | None = None,
    summary: str | None = None,
    flags: tuple[Flag, ...] = (),
) -> Statement:
    evidence = tuple(
        Evidence(article="abc", start=TEXT.index(w), end=TEXT.index(w) + len(w), quote=w)
        for w in words
    )
    return Statement(
        kind=kind,
        speaker=speaker,
        addressee=addressee,
        condition=condition,
        summary=summary,
        flags=flags,
        evidence=evidence,
    )


DEMAND = _stated("demand", "We must act", "and act now", addressee="the council")
BRIEFING = Briefing(
    title="Briefing: <b>bridge</b>",
    created="2026-03-02T08:00:00+00:00",
    articles=(
        BriefedArticle(
            id="abc",
            title="The bridge",
            source="in/bridge.txt",
            published="2026-03-01",
            publisher="Northgate Agency",
            text_sha256="0" * 64,
            text=TEXT,
            sentences=5,
            attributed_sentences=5,
            covered_sentences=4,
            also_at=("in/copy.txt",),
        ),
    ),
    statements=(
        _stated("position", "the *bridge* was closing", flags=("speaker corrected",)),
        DEMAND,
        _stated(
            "consequence",
            "If the council fails, the bridge will fall",
            condition="If the council fails",
            summary="The bridge will fall if the council fails.",
        ),
        _stated("question", "who will pay", speaker="unattributed"),
    ),
    key_points=(KeyPoint(text="Ada Roe wants the council to act.", statements=(DEMAND.id,)),),
    drops=(
        Drop(
            reason="not in source",
            detail="the article has no such words",
            kind="position",
            speaker="Ada Roe",
            text="The bridge is [fine](http://x)",
            article="abc",
            chunk="c1",
        ),
    ),
    uncovered=(Uncovered(article="abc", start=TEXT.index("Ben"), end=len(TEXT), speaker="Ben"),),
    failures=(Failure(source="in/empty.txt", error="is empty (0 bytes)", hint="remove it"),),
    run=Run(
        briefing="0.1.0",
        model="model-1",
        endpoint="127.0.0.1:8000",
        chunks=1,
        chunks_answered=1,
        structured_output="json_schema",
        prompts=(PromptUsed(name="extract", version="v1", sha256="f" * 64),),
        parameters={"temperature": 0.0},
        requests=2,
        retries=1,
        input_tokens=100,
        output_tokens=20,
    ),
)


def test_the_markdown_is_the_golden_file() -> None:
    assert render_briefing(BRIEFING) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("quote", "is_split"),
    [
        ("the group would sue unless it ended", True),
        ("the ban was illegal and the group would sue unless it ended", False),
    ],
)
def test_a_condition_is_told_apart_only_where_all_that_is_said_hangs_on_it(
    quote: str, is_split: bool
) -> None:
    text = f"Ada Roe said {quote}."
    start = text.index(quote)
    evidence = Evidence(article="abc", start=start, end=start + len(quote), quote=quote)
    statement = Statement(
        kind="consequence", speaker="Ada Roe", condition="unless it ended", evidence=(evidence,)
    )
    article = BRIEFING.articles[0].model_copy(update={"text": text})
    briefing = BRIEFING.model_copy(
        update={
            "articles": (article,),
            "statements": (statement,),
            "key_points": (),
            "uncovered": (),
        }
    )

    assert ("*unless it ended*" in render_briefing(briefing)) is is_split


def test_the_json_is_the_contract() -> None:
    data = json.loads(render_briefing(BRIEFING, form="json"))

    assert data["schema"] == "briefing/1"
    assert data["statements"][1]["id"] == DEMAND.id == data["key_points"][0]["statements"][0]
    for statement in data["statements"]:
        for evidence in statement["evidence"]:
            assert TEXT[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert Briefing.model_validate(data) == BRIEFING


def test_a_briefing_of_nothing_says_so() -> None:
    empty = BRIEFING.model_copy(
        update=dict.fromkeys(
            ("articles", "statements", "key_points", "drops", "uncovered", "failures"), ()
        )
    )
    text = render_briefing(empty)

    assert "0 articles, 0 statements" in text
    assert "Nothing was dropped" in text
