"""Who is to act in a demand that addresses nobody: "the Kremlin must decide"."""

import re
from collections.abc import Sequence

from briefing.attribution.found import Place
from briefing.attribution.lexicon import words as words_of

_MUST = r"(?:must|should|shall|ought to|needs? to|needed to|has to|have to)\b"
_OBLIGED = re.compile(
    r"(?P<who>(?:\b(?:the|its|our|their|his|her|all|both|every)\b|\b[A-Z])[^,;:.?!“”\"]{0,60}?)"
    rf"\s+{_MUST}"
)
_NAME_AND_VERB = re.compile(
    r"(?P<who>(?:[Tt]he )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)(?<![’']s) (?P<verb>[a-z]+) "
)
_NO_VERBS = (
    "prepositions",
    "conjunctions",
    "subordinators",
    "auxiliaries",
    "finite-past",
    "adverbs",
)


def find_addressee(parts: Sequence[str], *, is_demanded: bool) -> Place | None:
    """Who is to do what the words demand.

    Args:
        parts: The parts of a content: "Doctors" (she added) "should stop".
        is_demanded: Whether the cue demands a clause: "[demanded that] the Union publish it".
    """
    # A wall "which", he said, "they should pay for".
    is_pronoun = len(parts) > 1 and parts[0] in words_of("grammar", "relatives") | {"what"}
    if len(parts) > 1 and not is_pronoun and re.match(_MUST, parts[1]):
        return Place(0, 0, len(parts[0]))
    part = parts[is_pronoun]
    found = _obliged(part) or (_asked_to_act(part) if is_demanded else None)
    return Place(int(is_pronoun), *found) if found else None


def _obliged(words: str) -> tuple[int, int] | None:
    """Who is put under an obligation in so many words."""
    for match in _OBLIGED.finditer(words):
        start, end = match.span("who")
        joint = max(words.rfind(" but ", start, end), words.rfind(" and the ", start, end))
        start = joint + 5 if joint >= 0 else start
        within = words[:start].casefold().split()[-1:]
        if within and within[0] in words_of("grammar", "prepositions"):
            continue  # everyone in America ought
        if words[start:end].casefold().split()[0] not in words_of("idioms", "unaddressed"):
            return start, end
    return None


def _asked_to_act(words: str) -> tuple[int, int] | None:
    """The subject of a verb that shows by its bare form that it is no statement: not "Roe goes"."""
    match = _NAME_AND_VERB.match(words)
    if match is None:
        return None
    verb = match["verb"]
    is_other = verb != "be" and any(verb in words_of("grammar", name) for name in _NO_VERBS)
    return None if is_other or verb.endswith(("s", "ed", "ing", "ly")) else match.span("who")
