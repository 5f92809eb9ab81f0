"""Words that are a verb or a noun: "they plan to", "their plan to", "the plans show"."""

from briefing.attribution.clause import Group, is_verb, lexis
from briefing.attribution.cues import Match
from briefing.attribution.lexicon import words
from briefing.attribution.nounphrase import Phrase, is_noun_like
from briefing.attribution.subject import subject_before
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token


def can_be_verb(tokens: list[Token], match: Match, group: Group) -> bool:
    """Whether a form that may also be a noun or adjective is a verb here."""
    before = tokens[match.verb - 1]
    if before.low in lexis("determiners") and before.low not in lexis("pronominal"):
        return False
    if group.modal or group.have or group.be:
        return True
    if before.text in ("'s", "’s") or before.low in lexis("prepositions"):
        return False
    if match.forms == {"base"}:
        noun_first = tokens[match.verb].low in words("forms", "ambiguous")
        return not noun_first or is_plural(_head_before(tokens, group.first))
    counted = before.text.isdigit() and not match.cue.strong
    if counted or tokens[group.first - 1].low == "there":
        return False
    return match.forms != {"s"} or _can_be_singular(tokens, match, group)


def _can_be_singular(tokens: list[Token], match: Match, group: Group) -> bool:
    """Whether a form in -s is a verb and no plural: "the union claims that", not "its claims"."""
    before = tokens[match.verb - 1]
    if match.cue.lemma not in words("forms", "ambiguous"):
        return before.is_capital or not before.low.endswith(("al", "ive", "ous", "ic"))
    if before.low in lexis("giving"):
        return False  # giving states more power
    if before.low in lexis("studies") or before.is_capital or takes_content(tokens, match.last):
        return True  # the poll shows differences
    subject = subject_before(tokens, group.first)
    return subject is not None and _goes_with(tokens, match, subject)


def _goes_with(tokens: list[Token], match: Match, subject: Phrase) -> bool:
    """Whether a noun phrase is the subject of a form in -s: "it hopes to", ", the union says"."""
    opens = tokens[subject.first].low
    if opens in ("he", "she", "it"):
        return True
    after = tokens[match.last].low if match.last < len(tokens) else "."
    if after in (",", "."):
        return opens == "the" and subject.first > 0 and tokens[subject.first - 1].text == ","
    if opens not in lexis("determiners") or is_plural(tokens[match.verb - 1]):
        return False
    return after == "to" or ("clause" in match.cue.frames and _clause_follows(tokens, match.last))


def _clause_follows(tokens: list[Token], at: int) -> bool:
    """Whether a noun and then an auxiliary follow: "the mayor hopes | work will begin"."""
    if at >= len(tokens) or not is_noun_like(tokens[at]) or is_verb(tokens[at]):
        return False
    ahead = tokens[at + 1 : at + _REACH]
    return any(t.low in lexis("modal") or t.low in lexis("be") for t in ahead)


_REACH = 5
"""Tokens from a noun to the auxiliary of its clause."""


def _head_before(tokens: list[Token], end: int) -> Token:
    """The noun that a verb goes with: "groups" of "groups in Tarsia | fear that"."""
    that = end + 1 < len(tokens) and tokens[end + 1].low == "that"
    subject = subject_before(tokens, end) if that else None
    for i in range(subject.first + 1, end) if subject else ():
        if tokens[i].low in lexis("prepositions"):
            return tokens[i - 1]
    return tokens[end - 1]


def takes_content(tokens: list[Token], at: int) -> bool:
    """Whether something that is said or judged begins at a token, not "plans to" or "claims by"."""
    if at >= len(tokens):
        return False
    token = tokens[at]
    opens = token.low in lexis("determiners") or token.low in lexis("subject-pronouns")
    return opens or token.low in ("that", QUOTE) or token.is_capital


def is_plural(token: Token) -> bool:
    """Whether a word is probably a plural, by list or by its ending."""
    low = token.low
    if low in lexis("plurals"):
        return True
    return (
        (low.endswith("s") and not low.endswith(("ss", "us", "is")))
        or token.text.isupper()
        or low == ")"
    )


def is_act(tokens: list[Token], match: Match) -> bool:
    """Whether a verb tells more of a deed than of words: "to support Ms Roe", not "to call for"."""
    opens = match.last < len(tokens) and tokens[match.last].low in ("that", QUOTE)
    return match.cue.lemma in lexis("acts") and not match.cue.particle and not opens
