"""Terms → the negations among them, what each reaches and what each is about."""

from functools import cache

from briefing.support.lexicon import table, word_set
from briefing.support.reading import Operator, Reading, Term
from briefing.support.words import stem_of

_ASKING = frozenset(["whether", "how", "what", "why", "where"])
MOST_FOCUS = {"verb": 1, "predicate": 1, "subject": 4}
"""How many terms a negation is about, by its kind ("no | soldiers died", "not | send")."""
LEFT_FOCUS = 4
MOST_ACTIVE = 6
"""Negations followed at a time; more in one clause is no prose, and would not be linear."""


@cache
def _stems(key: str) -> frozenset[str]:
    return frozenset(stem_of(word) for word in word_set("words", key))


def find_operators(reading: Reading) -> list[Operator]:
    """Every negation of a text with its reach: to the end of its clause."""
    found: list[Operator] = []
    if not any(term.meaning.operator for term in reading.terms):
        return found
    active: list[Operator] = []
    for i, term in enumerate(reading.terms):
        if active and _closes(reading, i, active):
            active = _still_waiting(reading, active, i)
        for op in active:
            _look(op, term, i)
            if term.low == "to" and op.focus and op.term.meaning.operator == "subject":
                op.is_settled = True  # "no request to host": about the request
        if _negates(reading, i):
            n_kept = 0 if term.low in ("nor", "unless") else MOST_ACTIVE
            _close(active[: max(0, len(active) - n_kept)], i)
            found.append(_operator(reading, i))
            active = [*active, found[-1]][-n_kept - 1 :]
        active = [op for op in active if op.stop > i + 1]
    _look_back(reading, found)
    return found


def _negates(reading: Reading, i: int) -> bool:
    """Whether term `i` negates: `cancellation` does so only "of" something."""
    term = reading.terms[i]
    if not term.meaning.operator or not term.low.endswith(("ion", "al")):
        return bool(term.meaning.operator)
    following = reading.terms[i + 1].low if i + 1 < len(reading.terms) else ""
    return following == "of"


def _operator(reading: Reading, i: int) -> Operator:
    """The negation at term `i`; "pay no dividend" denies the verb before it as well."""
    operator = Operator(i, reading.terms[i], i + 1, len(reading.terms))
    before = reading.terms[i - 1] if i else None
    if before is not None and before.stem == "be" and operator.term.low.endswith("ed"):
        operator.is_settled = operator.term.meaning.operator == "predicate"  # "was scrapped"
    is_verb = before is not None and before.is_content and not (before.is_name or before.is_figure)
    if before is not None and is_verb and operator.term.low in ("no", "nothing", "nobody"):
        operator.start = i - 1
        operator.focus.append(before)
    return operator


def _look_back(reading: Reading, operators: list[Operator]) -> None:
    """Give the negations that nothing follows what stands before them."""
    reached = 0
    for op in operators:
        if not op.focus and op.term.meaning.operator == "predicate":
            if op.index < reached:
                op.start = op.stop = op.index  # "has not been ruled out" denies nothing
            else:
                _look_left(reading, op)
        reached = max(reached, op.stop)


def _still_waiting(reading: Reading, active: list[Operator], i: int) -> list[Operator]:
    """Close all but those that have found no verb yet: "did not, however, say" ends nothing."""
    beside = {term.low for term in reading.terms[max(0, i - 1) : i + 2]}
    is_aside = reading.terms[i].low == "," and bool(beside & word_set("words", "asides"))
    waiting = [
        op for op in active if is_aside and not op.focus and op.term.meaning.operator != "predicate"
    ]
    _close([op for op in active if op not in waiting], i)
    return waiting


def _close(operators: list[Operator], i: int) -> None:
    for op in operators:
        op.stop = i


def _closes(reading: Reading, i: int, active: list[Operator]) -> bool:
    """Whether the clause that the active negations stand in ends at term `i`."""
    term = reading.terms[i]
    if term.sentence != active[0].term.sentence:
        return True
    if term.low == "that":
        return not _passes_that(reading, i, active)
    if term.low in _ASKING:
        return bool(active[-1].focus)
    if term.low == "and":
        return opens_clause(reading, i)
    return term.is_stop and term.low not in ("-", "$", "€", "£", "¥", "%", "°", '"', "“", "”")


def opens_clause(reading: Reading, i: int) -> bool:
    """Whether a clause of its own follows the "and" or "but" at term `i`."""
    after = reading.terms[i + 1 : i + 3]
    starters = word_set("words", "new_clause")
    return any(t.low in starters or t.is_report or t.meaning.operator for t in after)


def _passes_that(reading: Reading, i: int, active: list[Operator]) -> bool:
    if active[-1].term.meaning.operator == "predicate":
        return True
    before = reading.terms[i - 1]
    return any(before.low.startswith(root) for root in word_set("words", "raising"))


def _look(op: Operator, term: Term, i: int) -> None:
    """Take a term into an operator's focus if it still looks for one."""
    if not (term.is_content or term.is_report) or term.low.endswith("ly"):
        return
    if op.is_settled or term.concept == "±amount":  # "no more sanctions" is about sanctions
        return
    if (term.is_figure or term.is_name) and (op.focus or term.first - op.term.first > 2):
        return
    kind = op.term.meaning.operator
    most = MOST_FOCUS[kind]
    if op.focus and op.focus[-1].concept in _stems("light"):
        most = max(most, 2)
    if len(op.focus) < most:
        op.focus.append(term)
    if term.is_figure and op.focus == [term]:
        op.stop = i + 1  # "not 2029", "instead of 8 p.m."


def _look_left(reading: Reading, op: Operator) -> None:
    """`The offer was refused.`: what is negated stands before."""
    i, is_reference = op.index - 1, False
    while i >= 0 and reading.terms[i].sentence == op.term.sentence and len(op.focus) < LEFT_FOCUS:
        term = reading.terms[i]
        is_reference |= term.low in ("it", "this") and not op.focus
        if not is_reference and op.focus and (term.is_stop or term.low == "that"):
            break
        if term.is_content and not (term.is_name or term.is_figure):
            op.focus.append(term)
        i -= 1
    op.start, op.stop = i + 1, op.index


def is_conditional(reading: Reading) -> bool:
    """Whether a text makes anything depend on something."""
    conditions = word_set("negation", "conditions")
    return any(term.low in conditions for term in reading.terms)


def with_threat(reading: Reading, operators: list[Operator]) -> list[Operator] | None:
    """`do X or face Y` read as "if not X, Y": X is denied as well; None without such a threat."""
    outcomes = word_set("negation", "threatened")
    for i, term in enumerate(reading.terms[:-1]):
        if term.low != "or":
            continue
        after = reading.terms[i + 1 : i + 4]
        is_threat = any(t.meaning.modal in ("possible", "future") for t in after)
        if is_threat or after[0].low in outcomes:
            return [*operators, Operator(i, term, _start_of_demand(reading, i), i)]
    return None


def _start_of_demand(reading: Reading, i: int) -> int:
    """Where what is demanded begins before term `i`: after "wants", "must"; else the sentence."""
    while i and reading.terms[i - 1].sentence == reading.terms[i].sentence:
        if reading.terms[i - 1].meaning.modal in ("ask", "must", "should"):
            break
        i -= 1
    return i


def apply_negation(reading: Reading, operators: list[Operator]) -> None:
    """Mark every term that an odd number of these negations reaches."""
    if not operators and not reading.operators:
        return  # no term is marked, and none is to be
    turns = [0] * (len(reading.terms) + 1)
    for op in operators:
        turns[op.start] ^= 1
        turns[max(op.start, op.stop)] ^= 1
    odd = 0
    for turn, term in zip(turns, reading.terms, strict=False):
        odd ^= turn
        term.is_negated = bool(odd)
    reading.operators = operators


def without_cancelled(operators: list[Operator]) -> list[Operator] | None:
    """The negations left when "not X unless Y" is read as "X only if Y"; None if there is none."""
    cancelling = frozenset(table("negation")["cancelling"])
    for op in operators:
        if op.term.low not in cancelling:
            continue
        for other in operators:
            if other is not op and other.term.sentence == op.term.sentence:
                return [o for o in operators if o is not op and o is not other]
    return None
