"""What a reader sees of a comparison, in Markdown and HTML."""

from typing import Any

import pytest

from briefing.comparison.matching import RULE, Outturn, difference
from briefing.comparison.render import render_comparison
from briefing.comparison.view import ComparisonView
from briefing.schema.article import Article
from briefing.schema.comparison import (
    Arm,
    ComparedArticle,
    Comparison,
    ComparisonRun,
    Outcome,
    PromptDifference,
    Sample,
)
from briefing.schema.statement import Drop, Evidence, Statement

TEXT = (
    "Ines Marlow denied the strike would go on. Aldo Brennan urged the pilots to return. "
    "“We are tired,” said Petra Lind."
)
ARTICLE = Article(source="a.txt", title="Strike", text=TEXT)
DIFF = "--- extract/v1.j2\n+++ extract/v2.j2\n@@ -1 +1 @@\n-old <b>words</b>\n+new ``` words\n"


def _said(words: str, speaker: str, **more: Any) -> Statement:
    start = TEXT.index(words)
    evidence = Evidence(article=ARTICLE.id, start=start, end=start + len(words), quote=words)
    values = {"kind": "position", "speaker": speaker, "evidence": (evidence,), **more}
    return Statement.model_validate(values)


def _dropped(text: str) -> Drop:
    return Drop(
        reason="not attributed",
        detail="",
        kind="demand",
        speaker="Lind",
        text=text,
        article=ARTICLE.id,
    )


def _comparison(*, repeats: int = 1) -> Comparison:
    baseline = Outturn(
        [_said("We are tired", "Petra Lind"), _said("the strike would go on", "Ines Marlow")]
    )
    other = Outturn(
        [
            _said("Ines Marlow denied the strike would go on.", "Ines Marlow", kind="question"),
            _said("the pilots to return", "Aldo Brennan"),
        ],
        [_dropped("We are tired")],
    )
    outcome = Outcome(name="coverage", label="covered", unit="share", better="more", is_tested=True)
    return Comparison(
        title="Comparison: v2 against v1",
        created="2026-03-05T00:00:00+00:00",
        baseline="v1",
        verdict=("v2 against v1: no conclusion is possible.",),
        matching_rule=RULE,
        articles=(
            ComparedArticle(
                id=ARTICLE.id,
                title=ARTICLE.title,
                source=ARTICLE.source,
                text_sha256=ARTICLE.text_sha256,
                text=TEXT,
                sentences=3,
                attributed_sentences=3,
                chunks=1,
            ),
        ),
        arms=tuple(
            Arm(
                id=version,
                prompt=f"extract/{version}",
                model="m",
                prompt_sha256="0" * 64,
                reply_form="quotes",
                structured_output="json_schema",
            )
            for version in ("v1", "v2")
        ),
        outcomes=(outcome,),
        findings=(),
        samples=tuple(
            Sample(arm=arm, article=ARTICLE.id, repeat=n, outcomes={"coverage": value})
            for n in range(repeats)
            for arm, value in (("v1", 0.5), ("v2", 0.75))
        ),
        differences=(difference(ARTICLE.id, "v2", baseline, other),),
        prompt_differences=(PromptDifference(before="v1", after="v2", diff=DIFF),),
        failures=(),
        run=ComparisonRun(
            briefing="0",
            endpoint=None,
            repeats=repeats,
            temperature=0.0,
            chunk_tokens=500,
            requests=2,
            cache_hits=0,
            retries=0,
            seconds=1.0,
        ),
    )


def test_what_differs_stands_in_the_order_of_the_article() -> None:
    (article,) = ComparisonView(_comparison()).articles

    speakers = [(pair.baseline or pair.arm) for pair in article.differing]
    assert [s and s.speaker for s in speakers] == ["Ines Marlow", "Aldo Brennan", "Petra Lind"]
    assert [pair.fields for pair in article.differing] == [("kind",), (), ()]


def test_words_stand_in_their_sentence_so_that_a_denial_is_seen_to_be_one() -> None:
    markdown = render_comparison(_comparison())
    page = render_comparison(_comparison(), form="html")

    assert "**another kind**: Ines Marlow denied **the strike would go on**." in markdown
    assert "Ines Marlow denied <b>the strike would go on</b>." in page
    assert "(sentence 1, characters 19–41)" in markdown


def test_what_the_other_arm_had_and_dropped_is_said_where_it_is_missing() -> None:
    markdown = render_comparison(_comparison())
    page = render_comparison(_comparison(), form="html")

    assert "(sentence 3, characters 85–97); v2 dropped it: not attributed" in markdown
    assert "v2 had it, and it was dropped: not attributed" in page
    for text in (markdown, page):
        assert "Dropped by the checks: 0 of v1, 1 of v2" in text
        assert "v2, not attributed: demand, " in text


def test_an_articles_own_numbers_are_told_where_they_differ() -> None:
    assert ComparisonView(_comparison()).articles[0].numbers == ("covered 50.0 % → 75.0 %",)


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_variation_within_an_article_is_told_only_where_there_are_repeats(form: str) -> None:
    assert "ithin an article" not in render_comparison(_comparison(), form=form)
    assert "ithin an article" in render_comparison(_comparison(repeats=2), form=form)


def test_the_prompts_difference_is_folded_and_nothing_in_it_breaks_out() -> None:
    markdown = render_comparison(_comparison())
    page = render_comparison(_comparison(), form="html")

    assert "<details><summary>v1 → v2</summary>\n\n````diff\n--- extract/v1.j2" in markdown
    assert "+new ``` words\n````" in markdown
    assert "<del>-old &lt;b&gt;words&lt;/b&gt;</del>\n<ins>+new ``` words</ins>" in page
    assert "<del>--- extract/v1.j2" not in page


def test_what_the_other_arm_has_in_another_statement_is_not_called_missing() -> None:
    comparison = _comparison()
    (found,) = comparison.differences
    held = found.model_copy(update={"also_in_arm": (found.only_baseline[0].id,)})
    comparison = comparison.model_copy(update={"differences": (held,)})

    assert "; v2 has these words in another statement" in render_comparison(comparison)
    page = render_comparison(comparison, form="html")
    assert "v2 has these words in another statement" in page
    assert "v2 had it" not in page


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_how_all_statements_differ_is_told_in_one_sentence(form: str) -> None:
    assert (
        "Of 3 statements that either arm lists, 0 are told alike by both and 1 differently "
        "(another kind 1); 1 only v1 lists, 1 only the other."
    ) in render_comparison(_comparison(), form=form)
