"""The summary check as a whole: the pairs, and what holds of any text."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.support import unsupported

PAIRS = sorted(Path(__file__).parent.glob("*.toml"))
LEAST_FAITHFUL = 0.95
"""The issue asks for 0.85; the pairs have been mended by, so a fall below this is a regression."""

CONTEXTS = (
    "The minister said on Friday that the strait would not reopen before 10 February. ",
    "About a third of the 1,204 patients, most of them under 40, may have to wait. ",
    "“We won't pay €3.2 million unless Mr Blinken agrees,” she told Reuters. ",
)


class Pair(NamedTuple):
    evidence: str
    summary: str
    known: tuple[str, ...]
    label: str


def pairs_of(path: Path) -> Iterator[Pair]:
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        labelled = {"faithful": case.get("faithful", []), **case.get("wrong", {})}
        for label, summaries in labelled.items():
            for summary in summaries:
                yield Pair(case["evidence"], summary, tuple(case.get("known", ())), label)


def passes(pair: Pair) -> bool:
    return not unsupported(pair.summary, pair.evidence, known=pair.known)


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_no_wrong_summary_passes(path: Path) -> None:
    assert [p for p in pairs_of(path) if p.label != "faithful" and passes(p)] == []


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_faithful_summaries_pass(path: Path) -> None:
    faithful = [pair for pair in pairs_of(path) if pair.label == "faithful"]

    assert sum(map(passes, faithful)) >= LEAST_FAITHFUL * len(faithful)


def test_a_finding_points_at_the_words_of_the_summary() -> None:
    summary = "Profit fell to $4 million in June."

    findings = unsupported(summary, "Profit rose to $3 million in May.")

    assert {f.kind for f in findings} == {"quantity", "number", "date"}
    assert all(summary[f.start : f.end] == f.text and f.reason for f in findings)
    assert findings == sorted(findings, key=lambda f: f.start)


def test_findings_about_the_same_words_stand_in_the_order_of_the_evidence() -> None:
    evidence = [
        "The nurses will strike unless the government returns to talks.",
        "The museum refused to return the masks.",
    ]

    findings = unsupported("The museum will return the masks.", evidence)

    first, second = (f.reason for f in findings if f.kind == "negation")
    assert first.endswith("'unless the government returns'")
    assert second.endswith("'refused to return'")


def test_several_pieces_of_evidence_are_read_together() -> None:
    assert unsupported("It costs 5 euros and 7 dollars.", ["It costs 5 euros.", "Or $7."]) == []


def test_a_name_that_the_caller_vouches_for_is_carried() -> None:
    evidence = "“We will stay,” she said."

    assert unsupported("Ann Lee will stay.", evidence, known=["Senator Ann Lee"]) == []
    assert unsupported("Ann Lee will stay.", evidence) != []


def test_empty_texts_support_each_other() -> None:
    assert unsupported("", "") == []
    assert unsupported("", "Prices rose.") == []


@given(st.text(), st.text(), st.lists(st.text(), max_size=2))
def test_no_text_raises(summary: str, evidence: str, known: list[str]) -> None:
    for finding in unsupported(summary, evidence, known=known):
        assert summary[finding.start : finding.end] == finding.text


_BAIT = (
    "not no never unless if and that to Paris 3 1,200 a third half of million dollars % $ - . , ? "
    "may will not must said denied refused to rule out only all few more than at least Friday 10 "
    "February 2026 16:00 pm rose fell open closed twenty hundred 1st 2-1 '' US-led 9999999999"
)
_WORDS = st.sampled_from(_BAIT.split(" "))


@given(st.lists(_WORDS, max_size=30).map(" ".join), st.lists(_WORDS, max_size=30).map(" ".join))
def test_no_heap_of_lexicon_words_raises(summary: str, evidence: str) -> None:
    for finding in unsupported(summary, evidence):
        assert summary[finding.start : finding.end] == finding.text


@given(st.lists(st.sampled_from(CONTEXTS), min_size=1, max_size=3).map("".join))
def test_prose_supports_itself(text: str) -> None:
    assert unsupported(text, text) == []


@pytest.mark.parametrize("text", CONTEXTS)
def test_a_sentence_is_supported_by_its_surroundings(text: str) -> None:
    assert unsupported(text, "".join(CONTEXTS)) == []
