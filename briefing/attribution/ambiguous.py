"""Words that are a verb or a noun: "they plan to", "their plan to", "the plans show"."""

from briefing.attribution.clause import Group, lexis
from briefing.attribution.cues import Match
from briefing.attribution.lexicon import words
from briefing.attribution.nounphrase import subject_before
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token


def can_be_verb(tokens: list[Token], match: Match, group: Group) -> bool:
    """Whether a form that may also be a noun or adjective is a verb here."""
    forms = match.forms
    before = tokens[match.verb - 1]
    if before.low in lexis("determiners") and before.low not in lexis("pronominal"):
        return False
    if group.modal or group.have or group.be:
        return True
    if before.text in ("'s", "’s") or before.low in lexis("prepositions"):
        return False
    if forms == {"base"}:
        noun_first = tokens[match.verb].low in words("cues", "ambiguous")
        return not noun_first or _is_plural(_head_before(tokens, group.first))
    counted = before.text.isdigit() and not match.cue.strong
    if counted or tokens[group.first - 1].low == "there":
        return False
    if forms == {"s"} and match.cue.lemma in words("cues", "ambiguous"):
        opens = subject_before(tokens, group.first)
        titled = opens is not None and tokens[opens.first].low in lexis("determiners")
        to = match.last < len(tokens) and tokens[match.last].low == "to"
        single = not _is_plural(before)
        return before.is_capital or _takes_content(tokens, match.last) or (titled and to and single)
    if forms == {"s"}:
        return before.is_capital or not before.low.endswith(("al", "ive", "ous", "ic"))
    return True


def _head_before(tokens: list[Token], end: int) -> Token:
    """The noun that a verb goes with: "groups" of "groups in Tarsia | fear that"."""
    that = end + 1 < len(tokens) and tokens[end + 1].low == "that"
    subject = subject_before(tokens, end) if that else None
    for i in range(subject.first + 1, end) if subject else ():
        if tokens[i].low in lexis("prepositions"):
            return tokens[i - 1]
    return tokens[end - 1]


def _takes_content(tokens: list[Token], at: int) -> bool:
    """Whether something that is said or judged begins at a token, not "plans to" or "claims by"."""
    if at >= len(tokens):
        return False
    token = tokens[at]
    opens = token.low in lexis("determiners") or token.low in lexis("subject-pronouns")
    return opens or token.low in ("that", QUOTE) or token.is_capital


def _is_plural(token: Token) -> bool:
    low = token.low
    if low in lexis("plurals"):
        return True
    return (
        (low.endswith("s") and not low.endswith(("ss", "us", "is")))
        or token.text.isupper()
        or low == ")"
    )
