"""Two readings → where the summary denies what its evidence says, or says what it denies."""

from functools import cache
from itertools import pairwise

from briefing.support.finding import Unsupported, found
from briefing.support.lexicon import table, word_set
from briefing.support.meanings import stems_of_phrase
from briefing.support.reading import Operator, Reading, Term

_SAME, _TURNED, _ABSENT = "same", "turned", "absent"
_ASKING = frozenset(["when", "whether", "how", "who", "what", "why", "where", "if"])
HALF_OF_REACH = 0.5
"""A dropped negation whose verb is put otherwise is recognised by half of the words it reaches."""


def negation_findings(summary: Reading, evidence: Reading) -> list[Unsupported]:
    """Negations that the summary adds to or drops from what the evidence says."""
    added, n_free = _added(summary, evidence)
    dropped = _dropped(summary, evidence, n_free)
    return added + dropped


def _compare(term: Term, own: Reading, other: Reading) -> tuple[str, list[Term]]:
    """Whether the other text has a term's concept, on the same side or turned round."""
    matches = other.counterparts(term, own)
    if term.is_report or not matches or not term.sign or not matches[0].sign:
        return _ABSENT, []
    if any(match.sign == term.sign for match in matches):
        return _SAME, matches
    return _TURNED, matches


def _compare_back(term: Term, evidence: Reading, summary: Reading) -> tuple[str, list[Term]]:
    """As `_compare`, but what the summary has from another place of the evidence is absent."""
    verdict, matches = _compare(term, evidence, summary)
    if verdict == _TURNED:
        matches = [m for m in matches if _compare(m, summary, evidence)[0] != _SAME]
        return (_TURNED, matches) if matches else (_ABSENT, [])
    return verdict, matches


def _unaligned(own: Reading, other: Reading) -> list[Operator]:
    return [
        op for op in own.operators if all(_compare(t, own, other)[0] == _ABSENT for t in op.focus)
    ]


def _added(summary: Reading, evidence: Reading) -> tuple[list[Unsupported], int]:
    """Findings for the summary's own negations, and how many of them match no word at all."""
    if not summary.operators:
        return [], 0
    findings, n_free = [], 0
    large = _denied_at_large(evidence)
    n_spare = len(_unaligned(evidence, summary)) + _n_implicit(evidence, summary)
    for op in summary.operators:
        verdicts = {_compare(term, summary, evidence)[0] for term in op.focus}
        if _SAME in verdicts or _is_at_large(op, large) or _is_elliptic(op, evidence):
            continue
        is_first = bool(op.focus) and _compare(op.focus[0], summary, evidence)[0] == _TURNED
        if _TURNED in verdicts and (is_first or not _reaches_denied(summary, op, evidence)):
            findings.append(_added_finding(summary, op))
        elif op.focus and not _reaches_denied(summary, op, evidence):
            n_free += 1
            if n_free > n_spare:
                findings.append(_added_finding(summary, op))
    return findings, n_free


def _n_implicit(evidence: Reading, summary: Reading) -> int:
    """How many words of the evidence deny without a "not" and are put otherwise in the summary."""
    used = {term.stem for term in summary.terms}
    return sum(
        1
        for i, word in enumerate(evidence.words)
        if word.stem in _implicit()
        and any(
            tuple(w.stem for w in evidence.words[i : i + len(p)]) == p
            for p in _implicit()[word.stem]
        )
        and word.stem not in used
    )


@cache
def _implicit() -> dict[str, list[tuple[str, ...]]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table("negation")["implicit"]:
        stems = stems_of_phrase(phrase)
        by_first.setdefault(stems[0], []).append(stems)
    return by_first


def _denied_at_large(evidence: Reading) -> frozenset[str]:
    """The verbs that deny no more than "the claim"."""
    generic = word_set("negation", "generic")
    return frozenset(
        op.term.stem for op in evidence.operators if all(t.low in generic for t in op.focus)
    )


def _is_elliptic(op: Operator, evidence: Reading) -> bool:
    """`unless banks stop` where the evidence has `if they do not`."""
    return op.term.low == "unless" and any(not other.focus for other in evidence.operators)


def _is_at_large(op: Operator, large: frozenset[str]) -> bool:
    """`denies violating its airspace` where the evidence has `denied the claim`."""
    return op.term.meaning.operator == "predicate" and op.term.stem in large


def _reaches_denied(summary: Reading, op: Operator, evidence: Reading) -> bool:
    """Whether another word that the negation reaches is denied by the evidence as well."""
    reach = [t for t in summary.terms[op.start : op.stop] if t.is_content]
    return any(
        match.sign == term.sign and match.is_negated
        for term in reach
        for match in evidence.by_concept.get(term.concept, ())[:8]
    )


def _added_finding(summary: Reading, op: Operator) -> Unsupported:
    start = min(op.term.start, *(t.start for t in op.focus))
    end = max(op.term.end, *(t.end for t in op.focus))
    words = summary.text[start:end]
    return found("negation", summary.text, start, end, f"{words!r} is not denied by the evidence")


def _dropped(summary: Reading, evidence: Reading, n_free: int) -> list[Unsupported]:
    findings = []
    answers = _answers(summary)
    for op in evidence.operators:
        answer = answers.get(_question_of(evidence, op))
        if answer is not None:
            findings.append(_dropped_finding(summary, evidence, op, answer))
            continue
        compared = [_compare_back(term, evidence, summary) for term in op.focus]
        verdicts = [verdict for verdict, _ in compared]
        if _SAME in verdicts or not op.focus:
            continue
        if _is_turned(op, verdicts):
            term = next(m[0] for verdict, m in compared if verdict == _TURNED)
            findings.append(_dropped_finding(summary, evidence, op, term))
        elif _TURNED not in verdicts and not n_free:
            term_or_none = _reach_without_it(summary, evidence, op)
            if term_or_none:
                findings.append(_dropped_finding(summary, evidence, op, term_or_none))
    return findings


def _answers(summary: Reading) -> dict[str, Term]:
    """What the summary reports, by the question word after it: `said when`."""
    reports = (pair for pair in pairwise(summary.terms) if pair[0].is_report)
    return {
        after.low: term for term, after in reports if not term.is_negated and after.low in _ASKING
    }


def _question_of(evidence: Reading, op: Operator) -> str:
    """The question word of `declined to say when`."""
    follows = evidence.terms[op.start + 1 : op.start + 2]
    is_asking = bool(op.focus) and op.focus[0].is_report and bool(follows)
    return follows[0].low if is_asking else ""


def _is_turned(op: Operator, verdicts: list[str]) -> bool:
    """Whether the summary affirms what this negation is about, not merely a noun beside it."""
    if op.term.meaning.operator != "subject" or len(op.focus) == 1:
        return _TURNED in verdicts
    if op.term.low in ("neither", "few", "hardly", "nobody", "none"):
        return _TURNED in verdicts[1:]
    return _TURNED in verdicts


def _reach_without_it(summary: Reading, evidence: Reading, op: Operator) -> Term | None:
    """A term of the summary that stands for a negation's reach, half of which it affirms."""
    reach = [t for t in evidence.terms[op.start : op.stop] if t.is_content]
    affirmed = [
        match
        for term in reach
        for match in summary.by_concept.get(term.concept, [])[:1]
        if not match.is_negated and _compare(match, summary, evidence)[0] != _SAME
    ]
    enough = len(affirmed) >= 2 and len(affirmed) >= HALF_OF_REACH * len(reach)
    return affirmed[0] if enough else None


def _dropped_finding(summary: Reading, evidence: Reading, op: Operator, term: Term) -> Unsupported:
    end = max(op.term.end, *(t.end for t in op.focus))
    denied = evidence.text[min(op.term.start, op.focus[0].start) : end]
    reason = f"{term.low!r} is affirmed where the evidence says {denied[:60]!r}"
    return found("negation", summary.text, term.start, term.end, reason)
