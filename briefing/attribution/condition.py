"""What a consequence depends on: "if the strike goes on", "were she to leave"."""

import re
from collections.abc import Sequence

from briefing.attribution.found import Place

IF = r"(?:if|unless|once|should|as long as|in case|provided|without \w+ing)"
WERE = r"(?:were|had|should) (?:it|he|she|they|we|the)\b"
FUTURE = r"(?:will|would|could|might|may|can|won['’]t|wouldn['’]t|['’]ll|is going to|are going to)"
_CONDITION = re.compile(
    r"\b(?:if|unless|once|in case|as long as|provided|should)\s[^.!?;:]{3,200}", re.IGNORECASE
)
_END_OF_CONDITION = re.compile(
    rf",|\s[–—-]\s|\s(?:that|it|he|she|they|we|there|this) (?:will|would|is|could|may|might)\b"
    rf"|\s\b{FUTURE}\b"
)
_LEADS = re.compile(rf"(?:(?:if|unless|once|in case|as long as|provided)\b|{WERE})", re.IGNORECASE)


def find_condition(parts: Sequence[str]) -> Place | None:
    """Where in a consequence its condition stands: "if the strike went on".

    Args:
        parts: The parts of a content. The first may be the condition of the next.
    """
    if len(parts) > 1 and _is_condition(parts[0]):
        return Place(0, 0, len(parts[0]))
    for part, words in enumerate(parts):
        found = _condition_in(words)
        if found is not None:
            return Place(part, *found)
    return None


def _is_condition(words: str) -> bool:
    return _LEADS.match(words) is not None and _END_OF_CONDITION.search(words) is None


def _condition_in(words: str) -> tuple[int, int] | None:
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
            end = _end_of_leading(words, begin, stop)
            if end is None:
                continue
            stop = end
        else:
            tail = words.find(",", begin, stop)
            stop = tail if tail > begin + 6 else stop
        return begin, len(words[:stop].rstrip(" ”\"'’,.;"))
    return None


def _end_of_leading(words: str, begin: int, stop: int) -> int | None:
    """Where a condition ends that comes first: not inside "If people think we can, we fail"."""
    for end in _END_OF_CONDITION.finditer(words, begin + 6, stop):
        is_comma = words[end.start()] == ","
        if is_comma or not _BELIEVING.search(words[begin : end.start()]):
            return end.start()
    return None


_BELIEVING = re.compile(
    r"\b(?:think|believ|sa[yi]|feel|know|hop|fear|decid|find|realis|realiz)\w*(?: that)?"
    r"(?: \w+){0,2}$",
    re.IGNORECASE,
)
"""What somebody in a condition believes still belongs to it."""
