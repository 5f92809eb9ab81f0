"""The kind of what is said, from the cue and from the words: demand, consequence, question."""

import re

from briefing.attribution.lexicon import words as words_of
from briefing.attribution.questions import leaves_open
from briefing.schema.statement import Kind

# An obligation that somebody is put under; "must have been" is a guess, not an obligation.
_OBLIGATION = re.compile(
    r"(?<!\bthe )(?<!\ba )(?<!\bof )(?<!\bmay )(?<!\bmight )(?<!\bcould )(?<!\bwould )(?<!\bwill )"
    r"\b(?:must|should|(?<!\bwe )(?<!\bi )shall|ought to|need(?:s|ed)? to|has to|have to|had to)"
    r"\b(?! have\b)"
    r"|\b(?:wants|insists on|calls for|calls on)\b"
    r"|\bit(?: is|'s|’s) time (?:to|for)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:do|does|did)(?:n['’]t| not) (?:have|need) to\b|\bno longer (?:has|have|had|needs?) to\b"
    r"|\b(?:where|what|how|who|than|as) (?:it|he|she|they|we|you|this|that) (?:should|must)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^\W*(?:what )?(?:we|i)(?:['’]d| would| do)? "
    r"(?:want|ask|urge|demand|call on|expect|insist|need)\b"
    r"|^\W*(?:please|stop|do not|don['’]t|never|let|give|tell|show|keep|get|take|release|publish"
    r"|pay)\b",
    re.IGNORECASE,
)
_TO_DECIDE = re.compile(
    r"(?:will|must|would|has to|have to|is to|are to|is due to) (?:decide|determine|consider)\b"
)
_WHETHER = re.compile(r"(?:whether|if|how|what|when|where|who|which|why)\b", re.IGNORECASE)
_IF = r"(?:if|unless|once|should|as long as|in case|without \w+ing)"
_WERE = r"(?:were|had|should) (?:it|he|she|they|we|the)\b"
_FUTURE = r"(?:will|would|could|might|may|can|won['’]t|wouldn['’]t|['’]ll|is going to|are going to)"
_OR_ELSE = re.compile(r"\bor (?:else )?(?:face|risk|lose|suffer|see)\b", re.IGNORECASE)
_CONSEQUENCE = re.compile(
    rf"^\W*without\s[^.!?]{{3,200}}?\b{_FUTURE}\b"
    rf"|(?:^|[\s,;“\"(–—-]){_IF}\s[^.!?]{{3,200}}?\b{_FUTURE}\b"
    rf"|(?:^\W*|[,;] |\bthat ){_WERE}[^.!?]{{3,200}}?\b{_FUTURE}\b"
    rf"|\b{_FUTURE}\b[^.!?]{{3,200}}?\s{_IF}\s"
    r"|\b(?:faces?|risks?)\b[^.!?]{3,200}?\sif\s"
    r"|\b(?:will|would|could|may|might) "
    r"(?:lead to|result in|mean|cause|trigger|spell|end in|leave)\b"
    r"|\bexpect(?:s|ed)?\b[^.!?]{3,200}?\sif\s"
    r"|\bpay a (?:heavy|high) price\b|\bwill (?:also )?be met with\b",
    re.IGNORECASE,
)


def refine_kind(kind: Kind, words: str, *, cue: str, is_direct: bool) -> Kind:
    """The kind of a content whose cue makes it `kind`.

    Args:
        kind: What the cue makes of it. Only a position is read again: who says it may demand,
            warn or promise in it.
        words: The content.
        cue: The words of the cue, lower case.
        is_direct: Whether the content is a quotation.
    """
    if kind != "position" or cue.split(" ")[-1] in words_of("grammar", "stances"):
        return kind
    asks = is_direct and cue.startswith("ask") and words.rstrip(" ”\"'’").endswith("?")
    if asks or leaves_open(words) or (_TO_DECIDE.match(cue) and _WHETHER.match(words)):
        return "question"
    depends = _CONSEQUENCE.search(words) and not _must_first(words)
    if depends or _OR_ELSE.search(words):
        return "consequence"
    obliges = _OBLIGATION.search(words) and not _FREE.search(words)
    if obliges or (is_direct and _REQUEST.search(words)):
        return "demand"
    return kind


_OBLIGED = re.compile(
    r"(?P<who>(?:\b(?:the|its|our|their|his|her|all|both|every)\b|\b[A-Z])[^,;:.?!“”\"]{0,60}?)"
    r"\s+(?:must|should|shall|ought to|needs? to|needed to|has to|have to)\b"
)


def find_obliged(words: str) -> tuple[int, int] | None:
    """Who is put under an obligation: "the Kremlin must decide", half-open, or None."""
    for match in _OBLIGED.finditer(words):
        start, end = match.span("who")
        joint = max(words.rfind(" but ", start, end), words.rfind(" and the ", start, end))
        start = joint + 5 if joint >= 0 else start
        if words[start:end].casefold().split()[0] not in words_of("grammar", "unaddressed"):
            return start, end
    return None


def _must_first(words: str) -> bool:
    """Whether an obligation comes before any condition: "they must act if the talks fail"."""
    obligation = _OBLIGATION.search(words)
    condition = re.search(r"\b(?:if|unless)\b", words, re.IGNORECASE)
    return bool(obligation and condition and obligation.start() < condition.start())


_CONDITION = re.compile(
    r"\b(?:if|unless|once|in case|as long as|should)\s[^.!?;:]{3,200}", re.IGNORECASE
)
_END_OF_CONDITION = re.compile(
    rf",|\s[–—-]\s|\s(?:that|it|he|she|they|we|there|this) (?:will|would|is|could|may|might)\b"
    rf"|\s\b{_FUTURE}\b"
)
_LEADS = re.compile(rf"(?:(?:if|unless|once|in case|as long as)\b|{_WERE})", re.IGNORECASE)


def is_condition(words: str) -> bool:
    """Whether a part of a content is the "if" clause of what follows in the next part."""
    return _LEADS.match(words) is not None and _END_OF_CONDITION.search(words) is None


def find_condition(words: str) -> tuple[int, int] | None:
    """Where in a consequence its condition stands: "if the strike went on", half-open, or None."""
    for match in _CONDITION.finditer(words):
        if not _LEADS.match(words, match.start()):
            continue
        begin, stop = match.start(), match.end()
        leads = not words[:begin].strip(" “\"'’‘,–—-") or words[:begin].rstrip().endswith(
            (",", ":", ";", ".", "and", "but", "that", "–", "—")
        )
        if words[begin : begin + 4].casefold() == "once" and not leads:
            continue
        if leads:
            end = _END_OF_CONDITION.search(words, begin + 6, stop)
            if end is None:
                continue
            stop = end.start()
        else:
            tail = words.find(",", begin, stop)
            stop = tail if tail > begin + 6 else stop
        return begin, len(words[:stop].rstrip(" ”\"'’,.;"))
    return None
