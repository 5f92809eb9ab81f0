"""Words come in → whether anything in them could attribute: the look before a claim is refused."""

from briefing.attribution.cues import cue_words, match_verb
from briefing.attribution.words import find_tokens

_MARKS = frozenset('“”„«»"')


def looks_attributed(text: str) -> bool:
    """Whether the words hold a quotation mark, a cue of any kind, or "according to".

    The rules ask for a cue with a subject and a content; this asks for the cue alone. Where even
    that is missing, nobody says anything.
    """
    if not _MARKS.isdisjoint(text):
        return True
    tokens = find_tokens(text)
    nouns, adjectives = cue_words("nouns"), cue_words("adjectives")
    return any(
        match_verb(tokens, at)
        or token.low in nouns
        or token.low in adjectives
        or (token.low == "according" and at + 1 < len(tokens) and tokens[at + 1].low == "to")
        for at, token in enumerate(tokens)
    )
