"""According to the ministry, in the words of Ms Roe: sources that a preposition names."""

from functools import cache

from briefing.attribution.clause import is_verb, lexis
from briefing.attribution.cues import match_verb
from briefing.attribution.ends import end_of_unit
from briefing.attribution.found import Found
from briefing.attribution.lexicon import phrases
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.words import Token


def find_according(tokens: list[Token], lows: set[str]) -> list[Found]:
    """The attributions by "according to" and the like, before or after their content."""
    found: list[Found] = []
    openings = [words for words in _openings() if lows.issuperset(words)]
    if not openings:
        return []
    end = end_of_unit(tokens)
    for i in range(end):
        for words in openings:
            if (
                tokens[i].low == words[0]
                and tuple(t.low for t in tokens[i : i + len(words)]) == words
            ):
                one = _according(tokens, i, i + len(words), end)
                if one is not None:
                    found.append(one)
    return found


@cache
def _openings() -> list[tuple[str, ...]]:
    """The phrases that name a source."""
    before = phrases("nominals", "sources", "before")
    return [tuple(phrase.replace("-", " ").split()) for phrase in before]


def _according(tokens: list[Token], first: int, last: int, end: int) -> Found | None:
    source = phrase_after(tokens, last, end)
    if source is None or _is_measure(tokens, source):
        return None
    cue = Phrase(first, last)
    depends = first > 1 and tokens[first - 1].text == "," and _opens_clause(tokens, first - 2)
    opens = first == 0 or tokens[first - 1].text == "("
    if opens or tokens[first - 1].low in ("and", "but", "while") or depends:
        at = _behind_apposition(tokens, _next_comma(tokens, source.last, end), end)
        if at + 1 >= end:
            return None
        content = Phrase(at + 1, end)
    else:
        begin, stop = _before_according(tokens, first)
        if begin >= stop:
            return None
        content = Phrase(begin, stop)
        if clause := _clause_behind(tokens, content, source.last, end):
            return Found((content, clause), source, cue, "position", None, "according to", True)
    rest = () if first == 0 else _resumed(tokens, source.last, end)
    return Found((content, *rest), source, cue, "position", None, "according to", True)


def _opens_clause(tokens: list[Token], at: int) -> bool:
    """Of the form "left because, according to Roe, nobody knew", "In short, according to it,"."""
    low = tokens[at].low
    is_adjunct = at < 2 and tokens[0].low in lexis("prepositions")
    return low in lexis("subordinators") or low in ("and", "but") or is_adjunct


def _next_comma(tokens: list[Token], at: int, end: int) -> int:
    return next((i for i in range(at, end) if tokens[i].text == ","), end)


def _behind_apposition(tokens: list[Token], comma: int, end: int) -> int:
    """The comma behind "According to its author, the poet Ada Roe, it is": a name, no verb."""
    closing = _next_comma(tokens, comma + 1, end)
    inside = tokens[comma + 1 : closing]
    opens = bool(inside) and not inside[0].is_capital
    is_name = opens and inside[-1].is_capital and not any(is_verb(t) for t in inside)
    return closing if closing + 1 < end and is_name else comma


def _is_measure(tokens: list[Token], source: Phrase) -> bool:
    """Whether it is no source but a measure: "according to need"."""
    return source.last - source.first == 1 and tokens[source.first].low in lexis("measures")


def _resumed(tokens: list[Token], at: int, end: int) -> tuple[Phrase, ...]:
    """What goes on behind "Demand, according to the firm, has fallen": a verb or a condition."""
    comma = _next_comma(tokens, at, end)
    goes_on = comma + 1 < end and (
        tokens[comma + 1].low in lexis("finite") or tokens[comma + 1].low in lexis("conditional")
    )
    return (Phrase(comma + 1, end),) if goes_on else ()


def _clause_behind(tokens: list[Token], before: Phrase, at: int, end: int) -> Phrase | None:
    """The clause of "Since May, according to the union, rents have doubled"."""
    comma = _next_comma(tokens, at, end)
    has_verb = any(is_verb(tokens[i]) for i in range(before.first, before.last))
    if has_verb or before.first > 1 or comma + 1 >= end:
        return None
    subject = phrase_after(tokens, comma + 1, end)
    ahead = tokens[subject.last : subject.last + 3] if subject else []
    return Phrase(comma + 1, end) if any(map(is_verb, ahead)) else None


def _says(tokens: list[Token], at: int) -> bool:
    match = match_verb(tokens, at)
    return match is not None and match.cue.strong and not match.forms & {"ing", "base"}


def _before_according(tokens: list[Token], first: int) -> tuple[int, int]:
    stop = first
    while stop > 0 and tokens[stop - 1].text in ",;—–(":
        stop -= 1
    begin = next((i + 1 for i in range(stop - 1, 0, -1) if tokens[i].text == ";"), 0)
    if any(_says(tokens, i) for i in range(begin, stop)):
        # Ms Roe says it can be done in the time left, which is a week, according to the rules
        which = (i for i in range(stop - 1, begin, -1) if tokens[i].low in ("which", "with"))
        begin = next((i for i in which if tokens[i - 1].text == ","), begin)
    while begin < stop and tokens[begin].low in lexis("openers"):
        begin += 1
    return begin, stop
