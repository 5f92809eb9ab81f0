"""Where a content ends: before another voice, or before what the narrator adds."""

from briefing.attribution.clause import is_adverb, is_verb, lexis, skip_adjuncts
from briefing.attribution.cues import match_verb
from briefing.attribution.lexicon import words
from briefing.attribution.nounphrase import phrase_after
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token

_FINAL = frozenset([".", "!", "?", ";", ":", ",", "—", "–", "-"])
_FINAL_IN_BRACKETS = _FINAL | {")"}
_ADDED = frozenset(
    {"which", "who", "whose", "whom", "according", "adding", "citing", "saying", "noting"}
    | {"compared", "despite"}
)
_AFTER_OBJECT = frozenset(
    {"but", "while", "although", "though", "because", "when", "after", "before", "until"}
)


_ENDING = _AFTER_OBJECT | {";", ",", "—", "–", "-", "and", "but", "nor", "as", "ahead"}
"""All that `_ends_at` has a rule for, but for what stands behind a quotation."""
_PHRASAL = frozenset({"object", "of", "about", "against", "for", "on", "over", "with", "at", "by"})
"""Frames whose content is a noun phrase."""


def end_of_unit(tokens: list[Token]) -> int:
    """The number of tokens without the marks that close the sentence."""
    end = len(tokens)
    closes = _FINAL_IN_BRACKETS if tokens and tokens[0].text == "(" else _FINAL
    while end > 0 and tokens[end - 1].text in closes:
        end -= 1
    return end


def content_end(tokens: list[Token], first: int, limit: int, frame: str, leads: list[int]) -> int:
    """The end of a content that begins at token `first`.

    Args:
        tokens: The unit.
        first: First token of the content.
        limit: No content goes beyond this token.
        frame: The frame of the cue: a noun phrase ends sooner than a clause.
        leads: Tokens where the clauses of later cues begin.
    """
    end = min([limit, *(lead for lead in leads if lead > first)])
    if frame in _PHRASAL and _is_of_doing(tokens, first, end):
        frame = "to"
    may_end = (i for i in range(first + 1, end) if _may_end(tokens, i))
    end = next((i for i in may_end if _ends_at(tokens, i, end, frame)), end)
    if frame in _PHRASAL:
        end = _without_time(tokens, first, end)
    while end > first + 1 and (
        tokens[end - 1].text in _FINAL or tokens[end - 1].low in ("and", "but")
    ):
        end -= 1
    return end


def _is_of_doing(tokens: list[Token], first: int, end: int) -> bool:
    """Whether a content tells a deed: "[accused] the paper of misrepresenting her in March"."""
    for i in range(first + 1, end - 1):
        if tokens[i].text in ",;—–":
            return False
        deed = tokens[i + 1].low
        if (
            tokens[i].low in ("of", "for")
            and deed.endswith("ing")
            and deed not in lexis("no-deeds")
        ):
            return True
    return False


def _without_time(tokens: list[Token], first: int, end: int) -> int:
    """Without the "on Friday" that says when somebody endorsed, praised or rejected it."""
    for i in range(first + 1, end):
        if tokens[i - 1].low in lexis("prepositions") or tokens[i].low in lexis("durations"):
            continue
        past = skip_adjuncts(tokens, i, end)
        if past >= end or (past > i and tokens[past].low in lexis("prepositions")):
            return i
    return end


def _may_end(tokens: list[Token], at: int) -> bool:
    return tokens[at].low in _ENDING or tokens[at - 1].low == QUOTE


def _ends_at(tokens: list[Token], at: int, end: int, frame: str) -> bool:
    """Whether the narrator takes over at a token: at a mark, or at a quotation's closing comma."""
    text, low = tokens[at].text, tokens[at].low
    if text == ";" and frame in _PHRASAL:
        return True
    if is_dash(tokens, at):
        return _is_aside(tokens, at, end, frame)
    if text == ",":
        return _ends_at_comma(tokens, at + 1, end, frame)
    if tokens[at - 1].low == QUOTE and closes_with_comma(tokens[at - 1]):
        return _ends_at_comma(tokens, at, end, frame)
    if frame not in _PHRASAL and _tells_when(tokens, at, end):
        return True
    if low in ("and", "but", "nor") and (frame in _PHRASAL or frame in ("to", "whom-to")):
        return _other_verb(tokens, at + 1, end)
    if frame in _PHRASAL and low in _AFTER_OBJECT:
        return _clause_follows(tokens, at, end)
    return False


def _tells_when(tokens: list[Token], at: int, end: int) -> bool:
    """Whether the narrator adds when it was said: "as he arrived", or "ahead of" a meeting."""
    low, ahead = tokens[at].low, tokens[at + 1 : end]
    if low not in ("as", "ahead") or any(t.low == QUOTE for t in ahead):
        return False
    if low == "as" and len(ahead) > 1 and ahead[0].low in ("he", "she"):
        return ahead[1].low in lexis("arrivals")
    return low == "ahead" and tokens[at - 1].low == QUOTE


def is_dash(tokens: list[Token], at: int) -> bool:
    """Whether a token is a dash between clauses, not the hyphen of "high- and low-"."""
    text = tokens[at].text
    return text in "—–" or (text == "-" and at > 0 and tokens[at].start > tokens[at - 1].end)


def _finite_past(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a past tense follows, which cannot go on an infinitive: "to resign and said"."""
    while at < end and is_adverb(tokens[at].low):
        at += 1
    if at >= end:
        return False
    low = tokens[at].low
    return low in lexis("finite-past") or (low.endswith("ed") and is_verb(tokens[at]))


def _other_verb(tokens: list[Token], at: int, end: int) -> bool:
    """Whether "and" joins another verb or clause, not another thing to be done or judged."""
    clause = at < end and _opens_clause(tokens[at]) and _clause_begins(tokens, at, end)
    if clause or _finite_past(tokens, at, end):
        return True
    while at < end and is_adverb(tokens[at].low):
        at += 1
    match = match_verb(tokens, at) if at < end and tokens[at].low != QUOTE else None
    if match is None:
        return False
    if "ing" in match.forms:
        return tokens[at - 1].low != "to"
    return match.forms == {"s"} and not words("forms", "ambiguous") & {match.cue.lemma}


def matrix_verb(tokens: list[Token], first: int, end: int) -> int:
    """Where the verb begins whose subject the content closes: "his call to act | was ignored"."""
    for i in range(first + 1, end):
        low = tokens[i].low
        if low in lexis("subordinators") or tokens[i].text in ";:—–":
            return end
        finite = low in lexis("finite") or low in lexis("finite-past")
        past = (
            low.endswith("ed")
            and is_verb(tokens[i])
            and i + 1 < end
            and (
                tokens[i + 1].low in lexis("determiners")
                or tokens[i + 1].is_capital
                or any(t.low == "that" for t in tokens[i + 1 : i + 4])
            )
        )
        if (finite or past) and _is_noun(tokens, i - 1):
            return i
    return end


def _is_noun(tokens: list[Token], at: int) -> bool:
    """Whether a token may close a noun phrase."""
    token = tokens[at]
    if token.text == ",":
        return True
    low = token.low
    closed = (
        low in lexis("determiners") or low in lexis("prepositions") or low in lexis("auxiliaries")
    )
    return (
        token.is_word
        and not closed
        and low not in ("to", "and", "or", "but", "not")
        and (low not in lexis("subject-pronouns"))
    )


def _opens_clause(token: Token) -> bool:
    low = token.low
    opens = low in lexis("determiners") or low in lexis("subject-pronouns") or low == "there"
    return token.is_capital or opens


def _clause_begins(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a subject and its verb follow: "endorsed Roe and his party has agreed"."""
    phrase = phrase_after(tokens, at, end)
    return phrase is not None and phrase.last < end and is_verb(tokens[phrase.last])


def closes_with_comma(token: Token) -> bool:
    """Whether the comma behind a quotation stands inside its marks."""
    return token.text.rstrip("\"”’'»`")[-1:] == ","


def _is_aside(tokens: list[Token], at: int, end: int, frame: str) -> bool:
    """Whether a dash opens the narrator's comment: one that no second dash closes."""
    if at + 1 >= end or any(is_dash(tokens, i) for i in range(at + 1, end)):
        return False
    low = tokens[at + 1].low
    if low in ("and", "but") and at + 2 < end and tokens[at + 2].low == "that":
        return False  # said it would pay - and that the other might not
    return frame in _PHRASAL or low in lexis("after-dash") or low in lexis("comment-participles")


def _ends_at_comma(tokens: list[Token], after: int, end: int, frame: str) -> bool:
    """Whether what follows a comma, from token `after` on, is no longer said."""
    if after >= end:
        return True
    low = tokens[after].low
    if low != "that" and low in lexis("relatives") and goes_on_behind(tokens, after, end):
        return False
    if _is_narrators(tokens, after, frame):
        return True
    if low in ("a", "an") and _noun_of_comment(tokens, after, end):
        return True
    if frame in ("to", "whom-to"):
        return low in ("but", "while", "although", "though", "nor") or (
            _opens_clause(tokens[after]) and _clause_begins(tokens, after, end)
        )
    if frame not in _PHRASAL:
        return False
    doing = low.endswith("ing") and low != "including"
    if low in _AFTER_OBJECT or doing or tokens[after].text[0].isdigit():
        return True
    return low in ("and", "or") and _verb_soon(tokens, after + 1, end)


def _is_narrators(tokens: list[Token], after: int, frame: str) -> bool:
    """Whether the narrator goes on: ", adding", ", which", or "asked whether it hurt, and he"."""
    low = tokens[after].low
    if low in ("though", "although") and after + 2 < len(tokens):
        same = tokens[after + 1].low in ("he", "she", "they")
        return same and match_verb(tokens, after + 2) is not None
    if frame == "wh" and low in ("and", "but"):
        return after + 1 < len(tokens) and tokens[after + 1].low in ("he", "she", "they")
    return low in _ADDED or low in lexis("comment-participles")


def goes_on_behind(tokens: list[Token], after: int, end: int) -> bool:
    """Whether the main verb follows a relative clause: "the offer, which expires in May, will"."""
    commas = [i for i in range(after + 1, end) if tokens[i].text == ","][:_APPOSITIONS]
    for n, closing in enumerate(commas):
        at = closing + 1
        while at < end and is_adverb(tokens[at].low):
            at += 1
        if at < end and (is_verb(tokens[at]) or (n == 0 and tokens[at].low == QUOTE)):
            return True
        if n == 0 and _is_third_person(tokens, at, end):
            return True
    return False


def _is_third_person(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a form in -s that no list knows has an object: ", illustrates the importance"."""
    if at + 1 >= end or tokens[at].is_capital or not tokens[at].low.endswith("s"):
        return False
    return tokens[at + 1].low in lexis("determiners") or tokens[at + 1].is_capital


_APPOSITIONS = 3
"""Commas behind a relative clause within which its noun may still be told of: ", the largest,"."""


def _noun_of_comment(tokens: list[Token], at: int, end: int) -> bool:
    """Whether an apposition judges the whole of what is said: ", a move that", ", a claim"."""
    return any(t.low in lexis("comment-nouns") for t in tokens[at + 1 : min(end, at + 4)])


def _verb_soon(tokens: list[Token], at: int, end: int) -> bool:
    return at < end and (is_verb(tokens[at]) or tokens[at].low in lexis("subject-pronouns"))


def _clause_follows(tokens: list[Token], at: int, end: int) -> bool:
    return any(is_verb(tokens[i]) for i in range(at + 1, min(end, at + 10)))
