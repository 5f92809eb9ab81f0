"""Two readings → where the summary is surer, or less sure, than its evidence."""

from functools import cache

from briefing.support.finding import Unsupported, found
from briefing.support.lexicon import table, word_set
from briefing.support.reading import Reading, Term
from briefing.support.scopes import opens_clause
from briefing.support.words import is_irregular

_STICKY = {"whether": "asked", "if": "condition", "unless": "condition", "provided": "condition"}
_PAST_AUXILIARIES = frozenset({"has", "have", "had", "was", "were"})
_AUXILIARIES = frozenset(["is", "are", "was", "were", "has", "have", "had", "will", "would"])
_VERBS = _AUXILIARIES | {"may", "might", "could", "can", "should", "must", "shall", "be", "been"}
_ARTICLES = frozenset(
    ["the", "a", "an", "its", "his", "her", "their", "this", "that", "of", "our", "these", "'s"]
)
_UNSURE = frozenset({"possible", "likely"})
_UNDONE = frozenset(
    {"future", "possible", "plan", "ask", "must", "should", "likely", "condition", "asked"}
)


@cache
def _carried() -> dict[str, frozenset[str]]:
    return {mode: frozenset(allowed) for mode, allowed in table("modality")["carried"].items()}


def apply_modality(reading: Reading) -> None:
    """Give every term the mode of the modal before it in its clause."""
    asked = {term.sentence for term in reading.terms if term.low == "?"}
    mode, is_fresh, is_sticky, sentence = "fact", False, False, -1
    waits_for_to = False
    for i, term in enumerate(reading.terms):
        if term.sentence != sentence or _ends_reach(reading, i, mode, is_fresh=is_fresh):
            mode, is_fresh, is_sticky, sentence = "fact", False, False, term.sentence
        if term.low in _STICKY:
            mode, is_fresh, is_sticky = _STICKY[term.low], False, True
        elif term.meaning.modal and not is_sticky and not _is_idle(reading, i):
            term.mode = mode
            if not (is_fresh and term.low == "have"):  # "should have to wait" is no "must"
                mode = term.meaning.modal
            is_fresh = True
            waits_for_to = _has_object(term)
            continue
        if is_fresh and mode == "should" and term.low in _ARTICLES:
            mode, is_fresh = "condition", False  # "should the shelling resume" is a condition
        term.mode = "asked" if term.sentence in asked else mode
        waits_for_to &= term.low != "to"
        if is_fresh and not waits_for_to and term.is_content and _is_verblike(term):
            term.is_mode_focus, is_fresh = True, False


def _ends_reach(reading: Reading, i: int, mode: str, *, is_fresh: bool) -> bool:
    term = reading.terms[i]
    if term.low in _STICKY or term.low in ('"', "“", "”", "-", "$", "€", "£", "%"):
        return False
    if term.low == "that":
        return mode != "ask" and not is_fresh  # "demands that X allow", "it is possible that"
    if term.low in ("and", "but", "or"):
        return opens_clause(reading, i)  # "would stay open but close at five"
    return term.is_stop and not (is_fresh and term.low == ",")


def _has_object(modal: Term) -> bool:
    """Whether the verb comes after an object and "to": `wants Orbita to let users`."""
    return modal.meaning.modal in ("ask", "should") and modal.low not in ("should", "ought")


def _is_idle(reading: Reading, i: int) -> bool:
    """`the plan for 240 homes`, `had to be cancelled`; but `a plan to build` is unsure."""
    terms = reading.terms
    if terms[i].meaning.modal == "must" and terms[i].low == "had":
        return True
    if terms[i].low in _VERBS:
        return False
    if not i or terms[i - 1].low not in _ARTICLES:
        return False
    return not (i + 1 < len(terms) and terms[i + 1].low == "to")


def modality_findings(summary: Reading, evidence: Reading) -> list[Unsupported]:
    """Verbs that the summary makes surer or less sure than the evidence does."""
    hedged = _hedges(summary)
    findings = []
    for term in filter(_is_verblike, summary.content):
        matches = evidence.counterparts(term, summary)
        done = term.mode == "fact" and _is_done(summary, term)
        if not matches or not _compares(summary, term, matches, is_done=done):
            continue
        modes = {term.mode}
        if term.sentence in hedged:
            modes.add(hedged[term.sentence])
        if not any(_is_carried(modes, match, done, evidence) for match in matches):
            findings.append(_finding(summary, term, matches[0]))
    return findings or _unmatched_future(summary, evidence)


def _hedges(reading: Reading) -> dict[int, str]:
    """Sentences that a word such as `possible` or `think` makes unsure as a whole."""
    hedges = {t.sentence: "likely" for t in reading.terms if t.concept == "expect"}
    return hedges | {
        t.sentence: t.meaning.modal for t in reading.terms if t.meaning.modal in _UNSURE
    }


def _is_verblike(term: Term) -> bool:
    return not (term.is_name or term.is_figure)


def _compares(summary: Reading, term: Term, matches: list[Term], *, is_done: bool) -> bool:
    """Whether a modal stands right before the verb in one of the texts, and it is a verb here."""
    before = summary.words[term.first - 1].low if term.first else ""
    if before in _ARTICLES:
        return False
    if term.is_mode_focus or (before in _AUXILIARIES and matches[0].mode == "condition"):
        return True
    return any(m.is_mode_focus or (is_done and m.mode in _UNDONE) for m in matches)


def _is_carried(modes: set[str], match: Term, is_done: bool, evidence: Reading) -> bool:
    if is_done and match.mode in _UNDONE and not match.is_negated:
        return _is_done(evidence, match)
    if match.mode == "able" and match.is_negated:  # who could not, did not
        return True
    return "condition" in modes or bool(modes & _carried()[match.mode])


def _is_done(reading: Reading, term: Term) -> bool:
    """Whether the verb is in the past: `has built`, `were frozen`, `closed`."""
    word = reading.words[term.first]
    has_form = is_irregular(word.low) and word.stem not in word_set("words", "nouns")
    looks_past = word.low.endswith("ed") or (has_form and not word.low.endswith(("s", "ing")))
    if not looks_past:
        return False
    before = [w.low for w in reading.words[max(0, term.first - 3) : term.first]]
    if before and before[-1] in ("be", "is", "are", "being"):
        return False
    return not before or bool(_PAST_AUXILIARIES.intersection(before)) or before[-1] not in _ARTICLES


def _finding(summary: Reading, term: Term, match: Term) -> Unsupported:
    here = "a fact" if term.mode == "fact" else repr(term.mode)
    there = "a fact" if match.mode == "fact" else repr(match.mode)
    reason = f"says {term.low!r} as {here}, the evidence as {there}"
    return found("modality", summary.text, term.start, term.end, reason)


def _unmatched_future(summary: Reading, evidence: Reading) -> list[Unsupported]:
    """`will be absent` for `could miss`: other verbs, but nothing in the evidence is that sure."""
    modes = {t.meaning.modal for t in evidence.terms if t.meaning.modal}
    if summary.operators or evidence.operators:
        return []
    if "possible" not in modes or modes & {"future", "likely", "must", "ask", "plan"}:
        return []
    return [
        found(
            "modality",
            summary.text,
            t.start,
            t.end,
            f"says {t.low!r}, the evidence only that it may be",
        )
        for t in summary.terms
        if t.low in ("will", "must")
    ]
