"""Cues that follow or interrupt their content: "…," she said; …, according to the ministry."""

from briefing.attribution.clause import lexis, skip_adjuncts
from briefing.attribution.ends import end_of_unit
from briefing.attribution.found import Found
from briefing.attribution.hits import Hit
from briefing.attribution.lexicon import phrases
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token

_OPENING = frozenset({"but", "and", "yet", "still", "so", "meanwhile", "however"})


def find_preceding(tokens: list[Token], hits: list[Hit]) -> list[Found]:
    """The attributions of a unit whose content stands before the cue, or on both sides of it."""
    found: list[Found] = []
    floor = 0
    for hit in hits:
        if "after" not in hit.match.cue.frames or hit.subject is None or hit.match.verb < floor:
            continue
        one = _around(tokens, hit, floor)
        if one is not None:
            found.append(one)
            floor = one.content[-1].last if len(one.content) > 1 else _cue_end(tokens, hit)
    return found


def _cue_end(tokens: list[Token], hit: Hit) -> int:
    end = len(tokens)
    at = hit.match.last
    if hit.mode == "inverted" and hit.subject is not None:
        at = hit.subject.last
    elif "whom" in hit.match.cue.frames:
        whom = phrase_after(tokens, at, end)
        at = whom.last if whom else at
    return skip_adjuncts(tokens, at, end)


def _around(tokens: list[Token], hit: Hit, floor: int) -> Found | None:
    if hit.mode not in ("subject", "inverted") or hit.subject is None:
        return None
    first = min(hit.subject.first, hit.group.first)
    end = end_of_unit(tokens)
    after = _cue_end(tokens, hit)
    before = first - 1
    if before < floor:
        return None
    quoted = tokens[before].low == QUOTE
    if tokens[before].low == "as" and before > floor and tokens[before - 1].text == ",":
        before -= 1
    if not quoted and tokens[before].text not in ",—–":
        return None
    if not quoted and before - 1 >= floor and tokens[before - 1].low == QUOTE:
        quoted = True
    if after < end and not _closes(tokens, after, end):
        apposition = hit.mode == "inverted" or tokens[after].text == ","
        if not (quoted and not _opens_content(tokens, after)) and not apposition:
            return None
    begin = _begin(tokens, floor, before, quoted)
    stop = before + 1 if tokens[before].low == QUOTE else before
    if begin >= stop:
        return None
    rest = _rest(tokens, after, end, quoted, hit)
    content = [Phrase(begin, stop), *([rest] if rest else [])]
    if not quoted and _is_adjunct(tokens, begin, stop):
        if rest is None:
            return None
        content = [rest]
    whom = None
    if "whom" in hit.match.cue.frames and hit.mode == "subject":
        whom = phrase_after(tokens, hit.match.last, len(tokens))
    frame = "quote" if "quote" in hit.match.cue.frames else "clause"
    kind = hit.match.cue.frames.get(frame, "position")
    rule = f"{'quote' if quoted else 'clause'}, {'cue source' if hit.mode == 'inverted' else 'source cue'}"
    return Found(
        tuple(content), hit.subject, Phrase(hit.group.first, hit.match.last), kind, whom, rule, True
    )


def _closes(tokens: list[Token], at: int, end: int) -> bool:
    return at >= end or tokens[at].text in ",;—–:." or tokens[at].low == QUOTE


def _opens_content(tokens: list[Token], at: int) -> bool:
    return tokens[at].low == "that"


def _begin(tokens: list[Token], floor: int, before: int, quoted: bool) -> int:
    """Where the content before a cue begins."""
    begin = floor
    while begin < before and (tokens[begin].low in _OPENING or tokens[begin].text in ",;—–:."):
        begin += 1
    return begin


def _is_adjunct(tokens: list[Token], begin: int, stop: int) -> bool:
    """Whether what precedes "…, he said" only says when or where: "On Friday", "Writing in …"."""
    low = tokens[begin].low
    if low.endswith("ing") or low in (
        "asked",
        "while",
        "when",
        "after",
        "before",
        "as",
        "speaking",
        "although",
        "though",
    ):
        return True
    if skip_adjuncts(tokens, begin, stop) >= stop:
        return True
    return stop - begin < 8 and (low in lexis("prepositions"))


def _rest(tokens: list[Token], after: int, end: int, quoted: bool, hit: Hit) -> Phrase | None:
    """The second half of a content that its cue interrupts."""
    at = after
    if at < end and hit.mode == "inverted":
        at = _past_apposition(tokens, at, end)
    if at >= end:
        return None
    if tokens[at].low == QUOTE:
        return Phrase(at, end)
    if tokens[at].text not in ",;:—–." or at + 1 >= end:
        return None
    if tokens[at + 1].low == QUOTE:
        return Phrase(at + 1, end)
    low = tokens[at + 1].low
    if (
        not quoted
        and hit.mode == "subject"
        and tokens[at].text == ","
        and not _is_comment(tokens, at + 1)
    ):
        return Phrase(at + 1, end)
    if not quoted and (
        low in lexis("auxiliaries") or low in ("and", "or", "with", "for", "to", "not")
    ):
        return Phrase(at + 1, end)
    return None


def _is_comment(tokens: list[Token], at: int) -> bool:
    """Whether what follows ", she said," is the narrator's: "adding", "who", "but", "a move that"."""
    low = tokens[at].low
    return low.endswith("ing") or low in _COMMENTING


_COMMENTING = frozenset(
    {
        "who",
        "which",
        "but",
        "while",
        "as",
        "although",
        "though",
        "a",
        "an",
        "when",
        "after",
        "before",
        "according",
        "so",
        "because",
        "yet",
        "whose",
    }
)


def _past_apposition(tokens: list[Token], at: int, end: int) -> int:
    """Past ", a pediatrician at the clinic" after "said Ann Roe", to a quotation that goes on."""
    for i in range(at, end):
        if tokens[i].low == QUOTE and tokens[i - 1].text in ",:—–.":
            return i
    return at


def find_according(tokens: list[Token]) -> list[Found]:
    """The attributions by "according to" and the like, before or after their content."""
    found: list[Found] = []
    starts = {tuple(p.replace("-", " ").split()) for p in phrases("cues", "sources", "before")}
    end = end_of_unit(tokens)
    for i in range(end):
        for words in starts:
            if (
                tokens[i].low == words[0]
                and tuple(t.low for t in tokens[i : i + len(words)]) == words
            ):
                one = _according(tokens, i, i + len(words), end)
                if one is not None:
                    found.append(one)
    return found


def _according(tokens: list[Token], first: int, last: int, end: int) -> Found | None:
    source = phrase_after(tokens, last, end)
    if source is None:
        return None
    cue = Phrase(first, last)
    if first == 0 or tokens[first - 1].low in ("and", "but", "while"):
        at = source.last
        while at < end and tokens[at].text != ",":
            at += 1
        if at + 1 >= end:
            return None
        content = Phrase(at + 1, end)
    else:
        begin, stop = _before_according(tokens, first)
        if begin >= stop:
            return None
        content = Phrase(begin, stop)
    return Found((content,), source, cue, "position", None, "according to", True)


def _before_according(tokens: list[Token], first: int) -> tuple[int, int]:
    stop = first
    while stop > 0 and tokens[stop - 1].text in ",;—–(":
        stop -= 1
    begin = 0
    for i in range(stop - 1, 0, -1):
        if tokens[i].text == ";":
            begin = i + 1
            break
    while begin < stop and tokens[begin].low in _OPENING:
        begin += 1
    return begin, stop
