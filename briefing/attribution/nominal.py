"""Nouns and adjectives that attribute: his claim that, the demand for, she is confident that."""

from collections.abc import Sequence

from briefing.attribution.clause import is_adverb, is_verb, lexis, verb_group
from briefing.attribution.complement import complement
from briefing.attribution.cues import Cue, cue_words
from briefing.attribution.ends import content_end, end_of_unit, matrix_verb
from briefing.attribution.found import Complement, Found
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.subject import subject_before
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token


def find_nominals(tokens: list[Token], taken: Sequence[Phrase], lows: set[str]) -> list[Found]:
    """The attributions of a unit whose cue is a noun or an adjective.

    Args:
        tokens: The unit.
        taken: Ranges of attributions that are found already, cue and source included.
        lows: Its words.
    """
    nouns, adjectives = cue_words("nouns"), cue_words("adjectives")
    if nouns.keys().isdisjoint(lows) and adjectives.keys().isdisjoint(lows):
        return []
    whole = end_of_unit(tokens)
    found: list[Found] = []
    for at in range(whole):
        low = tokens[at].low
        adjective = adjectives.get(low)
        is_purpose = low == "order" and at > 0 and tokens[at - 1].low == "in"
        noun = None if is_purpose else nouns.get(low)
        if not (noun or adjective):
            continue
        end = min([whole, *(t.first for t in taken if t.first > at)])
        while end > at and end < whole and tokens[end - 1].text in ("and", "but", ",", ";"):
            end -= 1
        one = _of_noun(tokens, at, end, noun) if noun else None
        if one is None and adjective:
            one = _of_adjective(tokens, at, end, adjective)
        if one is not None:
            found.append(one)
    return found


def _of_noun(tokens: list[Token], at: int, end: int, cue: Cue) -> Found | None:
    """Of the form "Ms Roe's demand that", "a warning from the union that"."""
    after, source = at + 1, _possessor(tokens, at)
    if after < end and tokens[after].low in ("by", "from") and source is None:
        source = phrase_after(tokens, after + 1, end)
        after = source.last if source else after
    if after < end and tokens[after].low in lexis("time"):
        after += 1
    if after + 1 < end and tokens[after].low in lexis("arising"):
        after += 1
    if after < end and tokens[after].low in lexis("copulas"):
        return _listed(tokens, at, after, end, cue, source)
    source = _giver(tokens, at, source)
    if after >= end or (source is None and not _stands_alone(tokens, after, cue)):
        return None
    told = complement(tokens, after, end, cue)
    if told is None or told.first >= end or told.frame in ("clause", "object"):
        return None
    stop = content_end(tokens, told.first, _limit(tokens, at, told, end), told.frame, [])
    if tokens[told.first].low in lexis("nothing-said") or _is_relative(tokens, told.first, stop):
        return None
    content = (Phrase(told.first, stop),)
    kind = cue.frames.get(told.frame, "position")
    return Found(content, source, Phrase(at, at + 1), kind, None, f"noun, {told.frame}", False)


def _limit(tokens: list[Token], at: int, told: Complement, end: int) -> int:
    """Where the verb begins whose subject a noun is: "The idea that it works | pleases him"."""
    own = matrix_verb(tokens, told.first, end)
    if told.frame == "that" and not any(map(is_verb, tokens[:at])):
        return matrix_verb(tokens, own, end) if own < end else end
    is_clause = told.frame in ("that", "wh", "quote") or tokens[told.first].low in lexis("wh")
    return end if is_clause else own


def _is_relative(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether "that" tells of the noun, not what it says.

    Of the form "a case that had divided the court", "a claim that officials denied".
    """
    at = first + (tokens[first].low == "that")
    opens = tokens[at - 1].low == "that"
    is_object = tokens[stop - 1].low in lexis("denials") | lexis("deniers")
    return opens and (is_object or (at < len(tokens) and is_verb(tokens[at])))


def _stands_alone(tokens: list[Token], after: int, cue: Cue) -> bool:
    """Whether a noun attributes without saying whose it is: "amid calls for", "fears that"."""
    return tokens[after].low in ("that", QUOTE) or "position" not in cue.frames.values()


def _giver(tokens: list[Token], at: int, owner: Phrase | None) -> Phrase | None:
    """Who gives it: "the union issued a fresh warning that", "the fund renewed its call"."""
    if owner is not None and tokens[owner.first].low not in ("its", "their"):
        return owner
    for i in range(at - 1, max(-1, at - 5), -1):
        if tokens[i].low in lexis("giving"):
            return subject_before(tokens, verb_group(tokens, i).first) or owner
        if not tokens[i].is_word:
            break
    return owner


def _listed(
    tokens: list[Token], at: int, verb: int, end: int, cue: Cue, source: Phrase | None
) -> Found | None:
    """Of the form "Russia's demands include a guarantee", "his fear is that"."""
    first = verb + 1
    if first < end and tokens[first].low == "that":
        first += 1
    opens = first < end and (
        tokens[first - 1].low == "that"
        or tokens[first].low in ("to", QUOTE)
        or (tokens[verb].low.startswith("includ") and tokens[first].low in lexis("determiners"))
    )
    asks = first < end and tokens[first].low in lexis("wh") and "wh" in cue.frames
    if not asks and (source is None or not opens):
        return None
    kind = next(iter(cue.frames.values()))
    content = (Phrase(first, content_end(tokens, first, end, "that", [])),)
    return Found(content, source, Phrase(at, verb + 1), kind, None, "noun, listed", False)


def _possessor(tokens: list[Token], at: int) -> Phrase | None:
    """Whose it is: "Ms Roe's repeated claim", "their first demand"."""
    for i in range(at - 1, max(-1, at - 4), -1):
        if tokens[i].low in lexis("possessives"):
            return Phrase(i, i + 1)
        if tokens[i].text in ("'s", "’s"):
            return subject_before(tokens, i)
        if tokens[i].text in ("'", "’") and i and tokens[i - 1].low.endswith("s"):
            return subject_before(tokens, i)
        if not tokens[i].is_word or tokens[i].low in lexis("determiners"):
            return None
    return None


def _of_adjective(tokens: list[Token], at: int, end: int, cue: Cue) -> Found | None:
    """Of the form "The mayor is confident that", "residents are worried about"."""
    verb = at - 1
    while verb > 0 and is_adverb(tokens[verb].low):
        verb -= 1
    if verb < 1 or tokens[verb].low not in lexis("states"):
        return None
    first = verb_group(tokens, verb).first
    subject = subject_before(tokens, first)
    if subject is None or tokens[subject.first].low in ("it", "that", "this", "there", "what"):
        return None
    told = complement(tokens, at + 1, end, cue)
    if told is None or told.frame == "object":
        return None
    stop = content_end(tokens, told.first, end, told.frame, [])
    kind = cue.frames.get(told.frame, "position")
    content = (Phrase(told.first, stop),)
    return Found(
        content, subject, Phrase(first, at + 1), kind, None, f"adjective, {told.frame}", False
    )
