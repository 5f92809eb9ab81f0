"""Cues that follow or interrupt their content: "…," she said; …, according to the ministry."""

from briefing.attribution.clause import is_adverb, is_asked, is_verb, lexis, skip_adjuncts
from briefing.attribution.ends import end_of_unit
from briefing.attribution.found import Found
from briefing.attribution.hit import Hit, cue_end
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token


def find_preceding(tokens: list[Token], hits: list[Hit]) -> list[Found]:
    """The attributions of a unit whose content stands before the cue, or on both sides of it."""
    found: list[Found] = []
    floor = 0
    for hit in hits:
        if "after" not in hit.match.cue.frames or hit.subject is None or hit.match.verb < floor:
            continue
        one = _around(tokens, hit, floor, hits)
        if one is not None:
            found.append(one)
            floor = one.content[-1].last if len(one.content) > 1 else cue_end(tokens, hit)
    return found


def _around(tokens: list[Token], hit: Hit, floor: int, hits: list[Hit]) -> Found | None:
    """The content before a cue, with what goes on behind it: "It will," he said, "and soon"."""
    if hit.mode not in ("subject", "inverted") or hit.subject is None:
        return None
    before = _mark_before(tokens, min(hit.subject.first, hit.group.first) - 1, floor)
    if before is None:
        return None
    if _is_aside(tokens, before, hit, hits):
        return None
    quoted = QUOTE in (tokens[before].low, tokens[before - 1].low if before > floor else "")
    end, after = end_of_unit(tokens), cue_end(tokens, hit)
    if after < end and not _may_follow(tokens, after, hit, quoted=quoted):
        return None
    begin = _begin(tokens, max(floor, _behind_earlier_voice(tokens, hit, hits)), before)
    stop = before + (tokens[before].low == QUOTE)
    quote = stop - 1 if tokens[stop - 1].low == QUOTE else stop
    if begin < quote and quote < stop and tokens[quote - 1].text in ":(—–-":
        begin = quote  # She said he was busy: "I have no time," he wrote
    embeds = quoted and begin < quote and hit.mode == "subject"
    if (begin >= stop and quoted) or (embeds and after < end and not _closes(tokens, after, end)):
        return None  # To chants of "Roe!," she said her campaign was strong
    rest = _rest(tokens, after, _next_voice(tokens, hit, hits, end), quoted, hit)
    first = _first_part(tokens, Phrase(begin, stop), rest, floor, quoted=quoted)
    content = tuple(part for part in (first, rest) if part)
    return _made(tokens, hit, content, quoted=quoted) if content else None


def _first_part(
    tokens: list[Token], part: Phrase, rest: Phrase | None, floor: int, *, quoted: bool
) -> Phrase | None:
    """What is said before the cue, without the adjunct that only tells when or how it was said."""
    begin, stop = part
    if begin >= stop:
        opens = rest is not None and stop - floor == 1 and tokens[floor].low in lexis("openers")
        return Phrase(floor, stop) if opens else None  # But, he said, it will
    if rest is not None and stop - begin == 1 and _is_of_sentence(tokens[begin]):
        return part
    adjunct = not quoted and _is_adjunct(tokens, begin, stop)
    return None if adjunct and (rest is None or _is_of_saying(tokens, begin, stop)) else part


def _is_of_sentence(token: Token) -> bool:
    """Whether an adverb before ", he said," is his own: "Perhaps", not "Yesterday"."""
    return is_adverb(token.low) and token.low not in lexis("time")


def _behind_earlier_voice(tokens: list[Token], hit: Hit, hits: list[Hit]) -> int:
    """Behind the ";" or ", which" after an earlier cue: "Roe denied it; the order, he said,"."""
    for i in range(hit.match.verb - 1, 0, -1):
        relative = tokens[i].text == "," and tokens[i + 1].low == "which"
        if tokens[i].text == ";" or relative:
            told = any(h.match.verb < i and (h.match.cue.strong or not relative) for h in hits)
            return i + 1 if told else 0
    return 0


def _mark_before(tokens: list[Token], before: int, floor: int) -> int | None:
    """The quotation, comma or dash that stands before a cue and its source, or None."""
    if before < floor:
        return None
    if tokens[before].low == "as" and before > floor and tokens[before - 1].text == ",":
        before -= 1
    return before if tokens[before].low == QUOTE or tokens[before].text in ",—–" else None


def _is_aside(tokens: list[Token], mark: int, hit: Hit, hits: list[Hit]) -> bool:
    """Whether ", as Ms Roe has demanded," only says who asked for a part of the sentence.

    Nor is it all said by her in "Whether it leaked, as Ms Roe suggests, is not known".
    """
    aside = mark + 1 < len(tokens) and tokens[mark + 1].low == "as"
    asks = tokens[0].low == "whether"
    told = any(h.match.cue.strong and h.mode == "subject" and h.match.verb < mark for h in hits)
    return aside and (asks or told or "position" not in hit.match.cue.frames.values())


def _may_follow(tokens: list[Token], after: int, hit: Hit, *, quoted: bool) -> bool:
    """Whether what follows a cue leaves the content before it: not "…", he said that …"."""
    if _closes(tokens, after, len(tokens)) or hit.mode == "inverted" or is_asked(tokens, after):
        return True
    if _tells_occasion(tokens, after):
        return True
    return quoted and tokens[after].low != "that"


def _tells_occasion(tokens: list[Token], at: int) -> bool:
    """Whether all that follows a cue tells when it was said: "he said in posing the question"."""
    opens = tokens[at].low in _OCCASIONS and at + 1 < len(tokens)
    doing = opens and (
        tokens[at].low in ("as", "when", "while") or tokens[at + 1].low[-3:] == "ing"
    )
    return doing and not any(t.low in ("that", QUOTE) or t.text in ",;:" for t in tokens[at:])


_OCCASIONS = frozenset({"in", "before", "after", "as", "when", "while", "on"})


def _made(tokens: list[Token], hit: Hit, content: tuple[Phrase, ...], *, quoted: bool) -> Found:
    frames = hit.match.cue.frames
    whom = None
    if "whom" in frames and hit.mode == "subject":
        whom = phrase_after(tokens, hit.match.last, len(tokens))
    order = "cue source" if hit.mode == "inverted" else "source cue"
    return Found(
        content=content,
        source=hit.subject,
        cue=Phrase(hit.group.first, hit.match.last),
        kind=frames.get("quote" if "quote" in frames else "clause", "position"),
        addressee=whom,
        rule=f"{'quote' if quoted else 'clause'}, {order}",
        sure=True,
    )


def _next_voice(tokens: list[Token], hit: Hit, hits: list[Hit], end: int) -> int:
    """Where the clause of a later cue with a subject and a conjunction of its own begins."""
    leads = [
        h.lead
        for h in hits
        if h.lead > hit.match.verb
        and h.match.cue.strong
        and h.mode == "subject"
        and h.subject is not None
        and h.lead < h.subject.first
        and h.match.last < end
        and tokens[h.match.last].text not in ",."
    ]
    return min([end, *leads])


def _closes(tokens: list[Token], at: int, end: int) -> bool:
    return at >= end or tokens[at].text in ",;—–:.-" or tokens[at].low == QUOTE


def _begin(tokens: list[Token], floor: int, before: int) -> int:
    """Where the content before a cue begins."""
    begin = floor
    while begin < before and (
        tokens[begin].low in lexis("openers") or tokens[begin].text in ",;—–:."
    ):
        begin += 1
    return begin


def _is_adjunct(tokens: list[Token], begin: int, stop: int) -> bool:
    """Whether what precedes "…, he said" only says when or where: "On Friday", "Writing in …"."""
    low = tokens[begin].low
    if low.endswith("ing") or low in lexis("saying-participles"):
        return low in lexis("saying-participles") or not _is_subject(tokens, begin, stop)
    if low in lexis("subordinate"):
        return not _has_main_clause(tokens, begin, stop)
    if skip_adjuncts(tokens, begin, stop) >= stop:
        return True
    return stop - begin < _LONGEST_ADJUNCT and low in lexis("prepositions")


def _is_subject(tokens: list[Token], begin: int, stop: int) -> bool:
    """Whether what begins with a gerund goes on with a verb of its own: "Defending it is hard"."""
    if tokens[begin + 1].low in lexis("finite"):
        return True
    for i in range(begin + 2, stop):
        if tokens[i].low in lexis("subordinators") or tokens[i].text == ",":
            return False
        if tokens[i].low in lexis("finite"):
            return True
    return False


_LONGEST_ADJUNCT = 8


def _has_main_clause(tokens: list[Token], begin: int, stop: int) -> bool:
    """Whether a clause of its own follows "Though she has lived there, …"."""
    commas = [i for i in range(begin, stop) if tokens[i].text == ","]
    return any(is_verb(t) for at in commas[:1] for t in tokens[at + 1 : stop])


def _is_of_saying(tokens: list[Token], begin: int, stop: int) -> bool:
    """Whether an adjunct belongs to the saying: "In a statement", "Asked about it", "On Friday"."""
    low = tokens[begin].low
    return low in lexis("saying-participles") or skip_adjuncts(tokens, begin, stop) >= stop


def _rest(tokens: list[Token], after: int, end: int, quoted: bool, hit: Hit) -> Phrase | None:
    """The second half of a content that its cue interrupts."""
    at = after
    if at < end and hit.mode == "inverted":
        at = _past_apposition(tokens, at, end)
    if at < end and not quoted and hit.mode == "inverted":
        return _verb_behind(tokens, at, end) or _clause_behind(tokens, at, end)
    if at < end and tokens[at].low == QUOTE:
        return Phrase(at, end)
    if at + 1 >= end or tokens[at].text not in ",;:—–.":
        return None
    if not quoted and tokens[hit.lead - 1].low in lexis("auxiliaries"):
        return Phrase(at + 1, end)  # It is, she says, a missed opportunity
    goes_on = tokens[at + 1].low == QUOTE or (not quoted and _resumes(tokens, at, hit))
    goes_on = goes_on or (not quoted and _leads_on(tokens, at, hit))
    return Phrase(at + 1, end) if goes_on else None


def _resumes(tokens: list[Token], comma: int, hit: Hit) -> bool:
    """Whether a clause without quotation marks goes on behind ", she said,"."""
    mid = hit.mode == "subject" and tokens[comma].text == ","
    if mid and not _is_comment(tokens, comma + 1):
        return True
    low = tokens[comma + 1].low
    return low in lexis("auxiliaries") or low in ("and", "or", "with", "for", "to", "not")


def _leads_on(tokens: list[Token], comma: int, hit: Hit) -> bool:
    """Whether the clause before the cue is a condition that cannot stand alone: "If it fails,"."""
    opens = tokens[0].low in lexis("conditional") or tokens[0].low in lexis("subordinate")
    is_condition = opens and hit.subject is not None
    return is_condition and not any(t.text in ",;" for t in tokens[: min(hit.lead, comma)])


def _verb_behind(tokens: list[Token], at: int, end: int) -> Phrase | None:
    """What goes on behind "…, say experts like Ann Roe, a geologist, is the ground"."""
    for i in range(at, end - 1):
        if tokens[i].text == "," and tokens[i + 1].low in lexis("auxiliaries"):
            return Phrase(i + 1, end)
    return None


def _clause_behind(tokens: list[Token], at: int, end: int) -> Phrase | None:
    """What depends on "If it fails, said Ann Roe, a geologist," in the clause behind it."""
    for i in range(at, end - 1) if tokens[0].low in lexis("conditional") else ():
        subject = phrase_after(tokens, i + 1, end) if tokens[i].text == "," else None
        if subject is not None and subject.last < end and is_verb(tokens[subject.last]):
            return Phrase(i + 1, end)
    return None


def _is_comment(tokens: list[Token], at: int) -> bool:
    """Whether what follows ", she said," is the narrator's: "adding", "who", "but"."""
    low = tokens[at].low
    return low.endswith("ing") or low in lexis("after-interruption")


def _past_apposition(tokens: list[Token], at: int, end: int) -> int:
    """Past ", a pediatrician at the clinic" after "said Ann Roe", to a quotation that goes on."""
    for i in range(at, end):
        if tokens[i].low == QUOTE and tokens[i - 1].text in ",:—–.":
            return i
    return at
