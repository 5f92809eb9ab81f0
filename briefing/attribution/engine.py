"""The whole reading of an article: units, cues, rules, and what is left of them."""

from collections.abc import Sequence

from briefing.attribution.according import find_according
from briefing.attribution.addressee import find_addressee
from briefing.attribution.clause import lexis
from briefing.attribution.condition import find_condition
from briefing.attribution.denial import find_denial, find_denying_cue, with_negation_of
from briefing.attribution.following import find_following
from briefing.attribution.found import Found, Place
from briefing.attribution.hearsay import find_hearsay
from briefing.attribution.hits import find_hits, is_title_case
from briefing.attribution.kinds import refine_kind
from briefing.attribution.label import find_label
from briefing.attribution.names import Cast, find_names
from briefing.attribution.nominal import find_nominals
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.opening import find_opening_as
from briefing.attribution.passive import find_asked, find_passives
from briefing.attribution.perspective import find_perspectives
from briefing.attribution.preceding import find_preceding
from briefing.attribution.questions import find_questions
from briefing.attribution.quotes import loose_quotes
from briefing.attribution.resolve import Resolver, Said
from briefing.attribution.transcript import find_turns, read_turn
from briefing.attribution.units import QUOTE, Unit, find_units
from briefing.attribution.words import Token
from briefing.schema.article import Article, Region, Span
from briefing.schema.attribution import Attribution
from briefing.schema.statement import UNATTRIBUTED, Kind


def find_attributions(
    article_or_text: Article | str, *, cast: Cast | None = None
) -> list[Attribution]:
    """Who says what in an article, in the order of the text.

    Args:
        article_or_text: An article, whose regions (headline, captions, …) are left out, or a text.
        cast: Its cast, where the caller has it already.

    Returns:
        Attributions whose content spans are sorted and do not overlap.
    """
    is_text = isinstance(article_or_text, str)
    text = article_or_text if isinstance(article_or_text, str) else article_or_text.text
    regions = [] if isinstance(article_or_text, str) else article_or_text.regions
    skip = [Span(r.start, r.end) for r in regions]
    units = find_units(text, skip=skip)
    turns = find_turns(units, text)
    said: list[Said] = []
    loose: list[tuple[int, Span]] = []
    for number, unit in enumerate(units):
        if turn := turns.get(unit.paragraph):
            answers = [_placed(unit, found, text) for found in read_turn(unit, turn)]
            said += [Said(number, answer._replace(source=turn.label)) for answer in answers]
            continue
        founds = read_unit(unit)
        said += [Said(number, _placed(unit, found, text)) for found in founds]
        loose += [(number, _span(unit, quote)) for quote in loose_quotes(unit, founds)]
    said += _loose(units, said, loose, text)
    said.sort(key=lambda one: one.attribution.content)
    cast = cast or find_names(text if is_text else article_or_text)
    author = next((r for r in regions if r.label == "byline"), None)
    return Resolver(text, units, cast, author=_author(text, author)).resolve(said)


def _author(text: str, byline: Region | None) -> str | None:
    """Whose "I" it is: the name in "By Rosalind Achterberg, London correspondent"."""
    if byline is None:
        return None
    words = text[byline.start : byline.end].split(",")[0].split()
    return " ".join(words[1:] if words[:1] and words[0].casefold() == "by" else words) or None


def read_unit(unit: Unit) -> list[Found]:
    """The attributions of one unit, in order: where two claim the same words, the first wins."""
    tokens = unit.tokens
    # A rule looks no further where none of its own words is among those of the unit.
    lows = {t.low for t in tokens}
    label = find_label(tokens) if ":" in lows else []
    if label and is_title_case(tokens):
        return label
    if QUOTE not in lows and _is_asked_by_narrator(tokens):
        return []
    hits = find_hits(tokens, lows)
    questions = find_questions(tokens, hits, lows)
    joined = [q for q in questions if _is_joined(tokens, q)]
    kept: list[Found] = []
    before = find_according(tokens, lows) + find_preceding(tokens, hits)
    before += find_opening_as(tokens, hits) if "as" in lows else []
    before.sort(key=lambda found: found.content)
    _keep(kept, before)
    _keep(kept, joined)
    asked = find_asked(tokens, lows)
    _keep(kept, [one for one in asked if one.cue and one.cue.first < 2])
    taken = [Phrase(*_extent(found)) for found in kept]
    _keep(kept, find_following(tokens, hits, taken))
    kept = _with_questions(kept, questions)
    taken = [Phrase(*_extent(found)) for found in kept]
    _keep(kept, find_passives(tokens, hits))
    _keep(kept, asked)
    _keep(kept, find_nominals(tokens, taken, lows))
    _keep(kept, find_hearsay(tokens, lows) + find_perspectives(tokens, lows))
    _keep(kept, label if not kept else [])
    return sorted(kept, key=lambda f: f.content)


def _is_asked_by_narrator(tokens: list[Token]) -> bool:
    """Whether a unit asks what somebody thinks, which does not say it: "Does she regret it?"."""
    return len(tokens) > 2 and tokens[-1].text == "?" and tokens[0].low in lexis("auxiliaries")


def _is_joined(tokens: list[Token], question: Found) -> bool:
    """Whether "and did not rule out" goes on with an earlier subject, or the whole is open."""
    cue = question.cue
    if question.content[0].first == 0:
        return True  # Whether they will pay their promised share is uncertain
    return cue is not None and cue.first > 0 and tokens[cue.first - 1].low in ("and", "but")


def _with_questions(kept: list[Found], questions: Sequence[Found]) -> list[Found]:
    """An open matter stands for itself, unless it is part of what somebody says."""
    for question in questions:
        cue = question.cue
        if cue is None or question in kept:
            continue
        if any(p.first <= cue.first < p.last for f in kept for p in f.content):
            continue
        kept = [f for f in kept if not (f.cue and _meet(f.cue, cue)) and not _overlap(f, question)]
        kept.append(question)
    return kept


def _meet(a: Phrase, b: Phrase) -> bool:
    return a.first < b.last and b.first < a.last


def _keep(kept: list[Found], more: Sequence[Found]) -> None:
    for found in more:
        is_empty = any(part.first >= part.last for part in found.content)
        if not is_empty and not any(_overlap(found, other) for other in kept):
            kept.append(found)


def _extent(found: Found) -> tuple[int, int]:
    """All that an attribution takes: not what stands between it and a source that it shares."""
    cue, source = found.cue, found.source
    shared = cue and source and source.last < cue.first and found.kind == "question"
    parts = [*found.content, *(part for part in (cue, None if shared else source) if part)]
    return min(p.first for p in parts), max(p.last for p in parts)


def _overlap(a: Found, b: Found) -> bool:
    return any(p.first < q.last and q.first < p.last for p in a.content for q in b.content)


def _loose(
    units: Sequence[Unit], said: Sequence[Said], loose: Sequence[tuple[int, Span]], text: str
) -> list[Said]:
    """Quotations without a cue, with the source of the words around them."""
    by_unit: dict[int, list[Attribution]] = {}
    for one in said:
        by_unit.setdefault(one.unit, []).append(one.attribution)
    more: list[Said] = []
    for number, span in loose:
        source = _source_around(units, by_unit, number)
        found = Attribution(
            content=(span,),
            source=source,
            cue=None,
            kind=refine_kind("position", span.of(text), cue="", is_direct=True),
            speaker=UNATTRIBUTED,
            addressee=None,
            condition=None,
            rule="quote, no cue",
            sure=False,
        )
        found = _with_parties(found, text)
        by_unit.setdefault(number, []).append(found)
        more.append(Said(number, found))
    return more


def _source_around(
    units: Sequence[Unit], by_unit: dict[int, list[Attribution]], number: int
) -> Span | None:
    """The source of the attribution before, else of the one after, in its paragraphs."""
    paragraph = units[number].paragraph
    earlier = [n for n in range(number, -1, -1) if units[n].paragraph >= paragraph - _RUN_ON]
    later = [n for n in range(number + 1, len(units)) if units[n].paragraph == paragraph]
    same = [n for n in earlier if units[n].paragraph == paragraph]
    for n in [*same, *later, *(n for n in earlier if n not in same)]:
        sources = _quoted_sources(by_unit.get(n, []))
        if sources:
            return sources[0] if n > number else sources[-1]
    return None


_RUN_ON = 4
"""Paragraphs that a speaker's words may run over without naming the speaker again."""


def _quoted_sources(found: Sequence[Attribution]) -> list[Span]:
    """The sources in a unit: of its quotations, else of any of its attributions."""
    sourced = [a for a in found if a.source]
    quoted = [a for a in sourced if a.rule.startswith("quote")]
    own = [a for a in sourced if not a.rule.startswith(("relative", "noun"))]
    return [a.source for a in quoted or own or sourced if a.source]


def _placed(unit: Unit, found: Found, text: str) -> Attribution:
    content = tuple(_span(unit, part) for part in found.content)
    words = " … ".join(span.of(text) for span in content)
    denying = find_denying_cue(unit.tokens, found)
    denial = find_denial(unit.tokens, found, denying)
    cue = denying or found.cue
    is_direct = unit.tokens[found.content[0].first].low == QUOTE or found.rule == "answer"
    said = _span(unit, cue).of(text).casefold() if cue else ""
    judges = found.rule.endswith(", object") and not is_direct
    if denying:
        # "Neither would say if", "nobody could say what": what is not said is open.
        is_open = found.kind == "question" or found.rule.endswith(", wh")
        kind: Kind = "question" if is_open else "position"
    elif judges:
        kind = found.kind
    else:
        kind = refine_kind(found.kind, words, cue=said, is_direct=is_direct)
    # Who is told of a demand is not who is to act: "We must leave," she told the paper.
    asks = not denying and (kind == found.kind or kind != "demand")
    told = found.addressee if asks else None
    source = with_negation_of(unit.tokens, found.source) if found.source else None
    if source and said == "heard" and unit.tokens[source.last - 1].low in lexis("courts"):
        source = None  # who says it is not named: "a court heard"
    attribution = Attribution(
        content=content,
        source=_span(unit, source) if source else None,
        cue=_span(unit, cue) if cue else None,
        kind=kind,
        speaker=UNATTRIBUTED,
        addressee=_span(unit, told) if told else None,
        condition=None,
        rule=found.rule,
        sure=found.sure,
        denial=_span(unit, denial) if denial and kind != "question" else None,
    )
    clause = found.kind == "demand" and found.rule.endswith((", that", ", clause"))
    return _with_parties(attribution, text, is_demanded=clause)


def _with_parties(found: Attribution, text: str, *, is_demanded: bool = False) -> Attribution:
    """With the condition of a consequence, or with whom a demand is put to."""
    parts = [span.of(text) for span in found.content]
    if found.kind == "demand" and found.addressee is None:
        place = find_addressee(parts, is_demanded=is_demanded)
        return found._replace(addressee=_at(place, found)) if place else found
    if found.kind == "consequence":
        place = find_condition(parts)
        return found._replace(condition=_at(place, found)) if place else found
    return found


def _at(place: Place, found: Attribution) -> Span:
    start = found.content[place.part].start
    return Span(start + place.start, start + place.end)


def _span(unit: Unit, phrase: Phrase) -> Span:
    return Span(unit.tokens[phrase.first].start, unit.tokens[phrase.last - 1].end)
