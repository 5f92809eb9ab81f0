"""The kind of what is said, from the cue and from the words: demand, consequence, question."""

import re

from briefing.attribution.condition import FUTURE, IF, WERE
from briefing.attribution.lexicon import words as words_of
from briefing.attribution.questions import leaves_open
from briefing.schema.statement import Kind

# All patterns of this file are for words in lower case.
# An obligation that somebody is put under; "must have been" is a guess, not an obligation.
_OBLIGATION = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\bof )(?<!\bmay )(?<!\bmight )(?<!\bcould )(?<!\bwould )(?<!\bwill )"
    r"\b(?:must|should|(?<!\bwe )(?<!\bi )shall|ought to|need(?:s|ed)? to|has to|have to|had to)"
    r"\b(?! have\b)"
    r"|\b(?:wants|insists on|calls for|calls on)\b"
    r"|\bit(?: is|'s|’s) time (?:to|for)\b",
)
_FREE = re.compile(
    r"^\W*it (?:needs?|needed|has|had) to\b"
    r"|\b(?:do|does|did)(?:n['’]t| not) (?:have|need) to\b|\bno longer (?:has|have|had|needs?) to\b"
    r"|\b(?:where|what|how|who|than|as) (?:it|he|she|they|we|you|this|that) (?:should|must)\b",
)
_REQUEST = re.compile(
    r"^\W*(?:what )?(?:we|i)(?:['’]d| would| do)? "
    r"(?:want|ask|urge|demand|call on|expect|insist|need)\b"
    r"|^\W*(?:please|stop|do not|don['’]t|never|let|give|tell|show|keep|get|take|release|publish"
    r"|pay)\b",
)
_TO_DECIDE = re.compile(
    r"(?:will|must|would|has to|have to|is to|are to|is due to) (?:decide|determine|consider)\b"
)
_WHETHER = re.compile(r"(?:whether|if|how|what|when|where|who|which|why)\b")
_OR_ELSE = re.compile(r"\bor (?:else )?(?:face|risk|lose|suffer|see)\b")
_CONSEQUENCE = re.compile(
    rf"^\W*without\s[^.!?]{{3,200}}?\b{FUTURE}\b"
    rf"|(?:^|[\s,;“\"(–—-]){IF}\s[^.!?]{{3,200}}?\b{FUTURE}\b"
    rf"|(?:^\W*|[,;] |\bthat ){WERE}[^.!?]{{3,200}}?\b{FUTURE}\b"
    r"|^\W*(?:which|that)(?: …)? (?:would|could|will)\b"
    r"|\b(?:"
    rf"{FUTURE}\b[^.!?]{{3,200}}?\s{IF}\s"
    r"|(?:faces?|risks?)\b[^.!?]{3,200}?\sif\s"
    r"|(?:will|would|could|may|might) (?:lead to|result in|mean|cause|trigger|spell|end in|leave)\b"
    r"|expect(?:s|ed)?\b[^.!?]{3,200}?\sif\s"
    r"|any\b[^.!?]{3,80}?\b(?:would|could|will) (?:be|face|find|lead|have|end)\b"
    r"|would otherwise\b|otherwise,? [^.!?]{0,60}?\bwould\b"
    r"|(?:inevitable|likely|certain|doomed|impossible)\b[^.!?]{0,60}?\b(?:if|unless)\b"
    r"|pay a (?:heavy|high) price\b|will (?:also )?be met with\b)"
)


_WORD = re.compile(r"\w+")
_OF_CONSEQUENCES = frozenset(
    {"will", "would", "could", "might", "may", "can", "won", "wouldn", "ll", "going"}
    | {"if", "unless", "price"}
)
"""One of these is in whatever `_CONSEQUENCE` matches: most contents need not be searched."""
_OF_OBLIGATIONS = frozenset(
    {"must", "should", "shall", "ought", "need", "needs", "needed", "has", "have", "had"}
    | {"wants", "insists", "calls", "time"}
)
"""The same for `_OBLIGATION`."""


def refine_kind(kind: Kind, words: str, *, cue: str, is_direct: bool) -> Kind:
    """The kind of a content whose cue makes it `kind`.

    Args:
        kind: What the cue makes of it. Only a position is read again: who says it may demand,
            warn or promise in it.
        words: The content.
        cue: The words of the cue, lower case.
        is_direct: Whether the content is a quotation.
    """
    if kind != "position" or cue.split(" ")[-1] in words_of("idioms", "stances"):
        return kind
    low = words.casefold()
    asks = is_direct and cue.startswith("ask") and words.rstrip(" ”\"'’").endswith("?")
    if asks or leaves_open(words) or (_TO_DECIDE.match(cue) and _WHETHER.match(low)):
        return "question"
    said = frozenset(_WORD.findall(low))
    forecast = cue.split(" ")[-1].startswith(("expect", "anticipat"))
    hangs = forecast and re.search(r"\b(?:if|unless|provided)\b", words)
    foresees = not said.isdisjoint(_OF_CONSEQUENCES) and _CONSEQUENCE.search(low)
    depends = (hangs or foresees) and not _must_first(low)
    if depends or ("or" in said and _OR_ELSE.search(low)):
        return "consequence"
    must = not said.isdisjoint(_OF_OBLIGATIONS) and _OBLIGATION.search(low)
    obliges = must and not _FREE.search(low)
    if obliges or (is_direct and _REQUEST.match(low)):
        return "demand"
    return kind


def _must_first(low: str) -> bool:
    """Whether an obligation comes before any condition: "they must act if the talks fail"."""
    obligation = _OBLIGATION.search(low)
    condition = re.search(r"\b(?:if|unless)\b", low)
    return bool(obligation and condition and obligation.start() < condition.start())
