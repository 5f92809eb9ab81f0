"""Cues in the passive: the sale is expected to, it was reported that, Roe was asked whether."""

from briefing.attribution.clause import lexis, skip_adjuncts
from briefing.attribution.complement import complement, with_negation
from briefing.attribution.ends import content_end, end_of_unit, matrix_verb
from briefing.attribution.found import Complement, Found
from briefing.attribution.hit import Hit
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.words import Token
from briefing.schema.statement import Kind


def find_passives(tokens: list[Token], hits: list[Hit]) -> list[Found]:
    """The attributions whose cue is a passive; who speaks is named with "by", or nobody is."""
    passive = [hit for hit in hits if hit.mode == "passive"]
    end = end_of_unit(tokens) if passive else 0
    found = [_passive(tokens, hit, end) for hit in passive]
    return [one for one in found if one is not None]


def _passive(tokens: list[Token], hit: Hit, end: int) -> Found | None:
    at, agent = _agent(tokens, hit.match.last, end)
    cue = Phrase(hit.group.first, hit.match.last)
    if hit.subject is None:
        return None
    if at >= end:
        return _judged(tokens, hit, agent, cue)
    of_subject = _of_subject(tokens, hit, at, end, agent) or _judged(tokens, hit, agent, cue)
    if of_subject is not None:
        return of_subject
    lemma = hit.match.cue.lemma
    told = _told_to(tokens, at, lemma) or complement(tokens, at, end, hit.match.cue)
    if told is None or (told.frame in ("object", "clause", "quote") and lemma not in _TOLD):
        return None
    stop = content_end(tokens, told.first, end, told.frame, [])
    kind: Kind = hit.match.cue.frames.get(told.frame, "position")
    whom = hit.subject if lemma in _TOLD else None
    if whom is not None and told.frame == "to":
        kind = "demand"
    content = (Phrase(with_negation(tokens, told.first, hit.match.last), stop),)
    return Found(content, agent, cue, kind, whom, f"passive, {told.frame}", False)


def _whole_subject(tokens: list[Token], subject: Phrase, verb: int) -> Phrase:
    """With the "which has held rates" that a comma closes between a subject and its verb."""
    last = verb - 1
    closed = last > subject.last and tokens[last].text == "," and tokens[subject.last].text == ","
    return Phrase(subject.first, last) if closed else subject


def _told_to(tokens: list[Token], at: int, lemma: str) -> Complement | None:
    """What somebody was told to do, or not to do: "were advised by the firm not to travel"."""
    to = at + (tokens[at].low in lexis("negations"))
    is_order = lemma in _TOLD and to < len(tokens) and tokens[to].low == "to"
    return Complement(at, "to", None) if is_order else None


def _clause_end(tokens: list[Token], hit: Hit, at: int, end: int) -> int:
    """Where "which is expected to last four weeks, continues" ends its own clause."""
    if hit.subject is None or tokens[hit.subject.first].low not in lexis("relatives"):
        return end
    return next((i for i in range(at, end) if tokens[i].text == ","), end)


def _of_subject(
    tokens: list[Token], hit: Hit, at: int, end: int, agent: Phrase | None
) -> Found | None:
    """What is said of the subject: "is expected to rise", "is seen as", "is considered unclean"."""
    low, lemma = tokens[at].low, hit.match.cue.lemma
    cue = Phrase(hit.group.first, hit.match.last)
    if hit.subject is None:
        return None
    if lemma in lexis("passive-object"):
        return _held(tokens, hit, at, end, cue)
    goes_on = (
        (low == "to" and lemma in lexis("passive-to"))
        or (low == "as" and lemma in lexis("passive-as"))
        or (low in ("of", "for", "with") and lemma in lexis("passive-of"))
    )
    if not goes_on or at + 1 >= end:
        return None
    stop = _clause_end(tokens, hit, at, end)
    if not hit.group.be:
        stop = matrix_verb(tokens, at + 2, stop)  # a man thought to be armed | was found
    first = with_negation(tokens, at, hit.match.last)
    rest = Phrase(first, content_end(tokens, at, stop, "to", []))
    whole = _whole_subject(tokens, hit.subject, hit.group.first)
    kind: Kind = "consequence" if lemma in lexis("passive-forecasts") else "position"
    return Found((whole, rest), agent, cue, kind, None, f"passive, {low}", False)


def _held(tokens: list[Token], hit: Hit, at: int, end: int, cue: Phrase) -> Found | None:
    """Of the form "The cup is considered unclean by the elders"."""
    low = tokens[at].low
    if hit.subject is None or not tokens[at].is_word or low in lexis("prepositions"):
        return None
    if low in lexis("conjunctions") or low in lexis("subordinators"):
        return None
    stop = content_end(tokens, at, _clause_end(tokens, hit, at, end), "to", [])
    stop = next((i for i in range(at, stop) if tokens[i].text in "—–;("), stop)
    by = next((i for i in range(at + 1, stop) if tokens[i].low == "by"), stop)
    agent = phrase_after(tokens, by + 1, end) if by < stop else None
    content = (
        _whole_subject(tokens, hit.subject, hit.group.first),
        Phrase(at, by if agent else stop),
    )
    return Found(content, agent, cue, "position", None, "passive, object", False)


def _judged(tokens: list[Token], hit: Hit, agent: Phrase | None, cue: Phrase) -> Found | None:
    """Of the form "The plan was criticised by farmers": what is judged is the subject."""
    cue_word = hit.match.cue
    if agent is None or hit.subject is None or "object" not in cue_word.frames:
        return None
    if cue_word.lemma in _TOLD or tokens[hit.subject.first].low in lexis("relatives"):
        return None
    kind = cue_word.frames["object"]
    return Found((hit.subject,), agent, cue, kind, None, "passive, by", False)


_TOLD = frozenset({"ask", "tell", "warn", "urge", "order", "advise", "remind", "instruct"})


def _agent(tokens: list[Token], at: int, end: int) -> tuple[int, Phrase | None]:
    """Past "by Ann Roe" and past when and where it was; who is named there."""
    if at < end and tokens[at].low != "to":
        at = skip_adjuncts(tokens, at, end)
    if at < end and tokens[at].low == "by":
        agent = phrase_after(tokens, at + 1, end)
        if agent is not None:
            agent = _without_reason(tokens, agent)
            after = _behind_clause(tokens, agent.last, end)
            to = after < end and tokens[after].low in ("to", "not", "as")
            return after if to else skip_adjuncts(tokens, after, end), agent
    return at, None


def _behind_clause(tokens: list[Token], at: int, end: int) -> int:
    """Past the ", who works for Roe," that tells of the agent."""
    opens = at + 1 < end and tokens[at].text == "," and tokens[at + 1].low in lexis("relatives")
    closing = next((i for i in range(at + 1, end) if tokens[i].text == ","), end) if opens else end
    return closing + 1 if closing + 1 < end else at


def _without_reason(tokens: list[Token], agent: Phrase) -> Phrase:
    """Without the "for its response" of "criticised by passengers for its response"."""
    for i in range(agent.first + 1, agent.last):
        if tokens[i].low in ("for", "over", "after", "on", "as"):
            return Phrase(agent.first, i)
    return agent


def find_asked(tokens: list[Token], lows: set[str]) -> list[Found]:
    """A question whose cue has no subject: "Asked whether he would resign, Mr Roe said"."""
    if _ASKED.isdisjoint(lows):
        return []
    end = end_of_unit(tokens)
    found: list[Found] = []
    for at in range(end):
        if tokens[at].low not in _ASKED:
            continue
        before = tokens[at - 1].low if at else ""
        by = before == "," and tokens[at + 1].low == "by" if at + 1 < end else False
        if not by and before not in (
            "",
            "when",
            "if",
            "whenever",
            "being",
            "after",
            "once",
            "repeatedly",
        ):
            continue
        start, agent = _agent(tokens, at + 1, end)
        content = _question(tokens, start, end)
        if content is not None:
            cue = Phrase(at, at + 1)
            found.append(Found((content,), agent, cue, "question", None, "asked", False))
    return found


_ASKED = frozenset({"asked", "pressed", "questioned", "quizzed"})


def _question(tokens: list[Token], start: int, end: int) -> Phrase | None:
    if start >= end:
        return None
    low = tokens[start].low
    if low not in lexis("wh") and low not in ("about", "on", "for", "to"):
        return None
    stop = next((i for i in range(start, end) if tokens[i].text in ",;"), end)
    return Phrase(start, stop) if stop > start else None
