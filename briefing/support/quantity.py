"""Two readings → where the summary says more or less of a whole, or the opposite."""

from functools import cache

from briefing.support.finding import Unsupported, found
from briefing.support.lexicon import table
from briefing.support.reading import Reading, Term
from briefing.support.words import words_of

_FREQUENCIES = frozenset({"always", "often", "sometimes", "rarely"})
_CHECKED = frozenset({"all", "most", "many", "few"}) | _FREQUENCIES


@cache
def _carried() -> dict[str, frozenset[str]]:
    return {name: frozenset(entry) for name, entry in table("quantity")["carried"].items()}


@cache
def _exclusives() -> frozenset[str]:
    return frozenset(words_of(phrase)[0].stem for phrase in table("quantity")["exclusive"]["only"])


def quantity_findings(summary: Reading, evidence: Reading) -> list[Unsupported]:
    """Shares, frequencies, limits ("only") and opposites that the evidence does not carry."""
    return [
        *_share_findings(summary, evidence),
        *_only_findings(summary, evidence),
        *_opposite_findings(summary, evidence),
    ]


def _share_findings(summary: Reading, evidence: Reading) -> list[Unsupported]:
    theirs = {t.meaning.share for t in evidence.terms if t.meaning.share}
    findings = []
    for term in summary.terms:
        share = term.meaning.share
        rivals = {s for s in theirs if (s in _FREQUENCIES) == (share in _FREQUENCIES)}
        if not share or theirs & _carried()[share] or not (rivals or share in _CHECKED):
            continue
        words = summary.text[term.start : term.end]
        said = (
            f"the evidence says {', '.join(sorted(rivals))!r}"
            if rivals
            else "the evidence does not say so"
        )
        findings.append(found("quantity", summary.text, term.start, term.end, f"{words!r}: {said}"))
    return findings


def _only_findings(summary: Reading, evidence: Reading) -> list[Unsupported]:
    """`only` in a summary whose evidence sets no limit."""
    if any(t.stem in _exclusives() for t in evidence.words):
        return []
    return [
        found(
            "quantity",
            summary.text,
            w.start,
            w.end,
            f"the evidence sets no limit such as {w.text!r}",
        )
        for w in summary.words
        if w.low in ("only", "solely", "exclusively", "merely")
    ]


def _opposite_findings(summary: Reading, evidence: Reading) -> list[Unsupported]:
    """Words of which the evidence says the opposite: `rose` for `fell`."""
    findings = []
    for term in summary.content:
        matches = evidence.counterparts(term, summary)
        if not matches or not (term.meaning.is_axis or any(m.meaning.is_axis for m in matches)):
            continue
        if any(match.sign == term.sign for match in matches):
            continue
        other = matches[0]
        if term.meaning.sign == other.meaning.sign:
            continue  # The same word, once denied: that is the negation check's to judge.
        findings.append(_opposite(summary, evidence, term, other))
    return findings


def _opposite(summary: Reading, evidence: Reading, term: Term, other: Term) -> Unsupported:
    words, theirs = summary.text[term.start : term.end], evidence.text[other.start : other.end]
    return found(
        "quantity",
        summary.text,
        term.start,
        term.end,
        f"{words!r} where the evidence says {theirs!r}",
    )
