"""Which statements of two arms rest on the same words."""

from typing import Any

from briefing.comparison.matching import (
    Outturn,
    difference,
    disagreements,
    find_dropped,
    match_spans,
    same_name,
)
from briefing.schema.article import Span
from briefing.schema.statement import Drop, Evidence, Statement


def _said(start: int, end: int, **changed: Any) -> Statement:
    evidence = Evidence(article="a", start=start, end=end, quote="x" * (end - start))
    values = {"kind": "position", "speaker": "Ilse Brandt", "evidence": (evidence,), **changed}
    return Statement.model_validate(values)


def test_a_quotation_matches_the_sentence_that_holds_it() -> None:
    assert match_spans([[Span(10, 20)]], [[Span(0, 100)]]) == [(0, 0)]


def test_less_than_half_of_the_shorter_is_another_statement() -> None:
    assert match_spans([[Span(0, 10)]], [[Span(6, 30)]]) == []
    assert match_spans([[Span(0, 10)]], [[Span(5, 30)]]) == [(0, 0)]


def test_each_statement_is_matched_once_the_largest_overlap_first() -> None:
    first = [[Span(0, 10)], [Span(10, 60)]]

    assert match_spans(first, [[Span(0, 60)]]) == [(1, 0)]


def test_what_differs_is_told_apart_from_what_only_one_arm_has() -> None:
    found = difference(
        "a",
        "v2",
        Outturn([_said(0, 10), _said(20, 30), _said(40, 50)]),
        Outturn([_said(0, 10), _said(20, 30, kind="demand", addressee="Tarsia"), _said(60, 70)]),
    )

    assert [pair.arm.evidence[0].start for pair in found.both] == [0]
    assert [pair.fields for pair in found.changed] == [("kind", "addressee")]
    assert [s.evidence[0].start for s in found.only_baseline] == [40]
    assert [s.evidence[0].start for s in found.only_arm] == [60]
    assert disagreements(found) == 3


def test_names_differ_neither_by_typography_nor_by_case_nor_by_a_leading_article() -> None:
    assert same_name("The growers’ union", "Growers' Union")
    assert not same_name("Ilse Brandt", "Piet Lorring")


def test_a_statement_that_the_other_arm_had_and_dropped_is_told_from_one_it_never_had() -> None:
    text = "Brandt said no. Lorring said yes."
    dropped = Drop(
        reason="not attributed",
        detail="",
        kind="position",
        speaker="Lorring",
        text="Lorring  said yes",
        article="a",
    )
    unheard = dropped.model_copy(update={"text": "nobody wrote this"})

    found = find_dropped([_said(0, 15), _said(16, 33)], [unheard, dropped], text)

    assert found == [None, dropped]


def test_words_that_the_other_arm_has_inside_a_matched_statement_are_not_called_missing() -> None:
    apart, together = [_said(0, 40), _said(41, 60), _said(70, 80)], [_said(0, 60)]

    found = difference("a", "v2", Outturn(apart), Outturn(together))
    turned = difference("a", "v1", Outturn(together), Outturn(apart))

    assert [s.evidence[0].start for s in found.only_baseline] == [41, 70]
    assert found.also_in_arm == (apart[1].id,)
    assert turned.also_in_baseline == (apart[1].id,)
    assert found.also_in_baseline == turned.also_in_arm == ()
