"""The whole reading of an article: units, cues, rules, and what is left of them."""

from briefing.attribution.ends import end_of_unit
from briefing.attribution.following import find_following
from briefing.attribution.found import Found
from briefing.attribution.hits import find_hits
from briefing.attribution.label import find_label
from briefing.attribution.nominal import find_nominals
from briefing.attribution.nounphrase import Phrase
from briefing.attribution.passive import find_asked, find_passives
from briefing.attribution.preceding import find_according, find_preceding
from briefing.attribution.units import QUOTE, Unit, find_units
from briefing.attribution.quotes import loose_quotes
from briefing.schema.article import Article, Span
from briefing.schema.attribution import Attribution


def find_attributions(article_or_text: Article | str) -> list[Attribution]:
    """Who says what in an article, in the order of the text.

    Args:
        article_or_text: An article, whose regions (headline, captions, …) are left out, or a text.

    Returns:
        Attributions whose content spans are sorted and do not overlap.
    """
    if isinstance(article_or_text, str):
        text, skip = article_or_text, []
    else:
        text = article_or_text.text
        skip = [Span(r.start, r.end) for r in article_or_text.regions]
    units = find_units(text, skip=skip)
    placed: list[list[Attribution]] = []
    loose: list[tuple[int, Span]] = []
    for number, unit in enumerate(units):
        founds = read_unit(unit)
        placed.append([_placed(unit, found, text) for found in founds])
        loose += [(number, _span(unit, q)) for q in loose_quotes(unit, founds)]
    return _with_loose_quotes(text, units, placed, loose)


def _with_loose_quotes(text, units, placed, loose):
    out = [a for row in placed for a in row]
    sourced = {}
    for number, span in loose:
        speaker = _speaker_around(units, placed, number)
        source = speaker.source if speaker else None
        out.append(Attribution((span,), source, None, "position", source.of(text) if source else "unattributed", None, None, "quote, no cue", False))
    return sorted(out, key=lambda a: a.content)


def _speaker_around(units, placed, number):
    here = units[number].paragraph
    at = number
    while at >= 0 and units[at].paragraph >= here - 1:
        for a in reversed(placed[at]):
            if a.source: return a
        if at==number or units[at].paragraph==here:
            pass
        at -= 1
        if at>=0 and units[at].paragraph != here:
            n = number + 1
            while n < len(units) and units[n].paragraph == here:
                for a in placed[n]:
                    if a.source: return a
                n += 1
            here2 = units[at].paragraph
    return None


def _span(unit, p):
    return Span(unit.tokens[p.first].start, unit.tokens[p.last - 1].end)


def read_unit(unit: Unit) -> list[Found]:
    """The attributions of one unit, in order: where two claim the same words, the first rule wins."""
    tokens = unit.tokens
    hits = find_hits(tokens)
    kept: list[Found] = []
    before = sorted(find_preceding(tokens, hits) + find_according(tokens), key=lambda f: f.content)
    _keep(kept, before)
    taken = [Phrase(*_extent(found)) for found in kept]
    _keep(kept, find_following(tokens, hits, taken))
    _keep(kept, find_passives(tokens, hits))
    _keep(kept, find_nominals(tokens))
    _keep(kept, find_asked(tokens))
    _keep(kept, find_label(tokens) if not kept else [])
    return sorted(kept, key=lambda f: f.content)


def _keep(kept: list[Found], more: list[Found]) -> None:
    for found in more:
        if not any(_overlap(found, other) for other in kept):
            kept.append(found)


def _extent(found: Found) -> tuple[int, int]:
    parts = [*found.content]
    if found.cue:
        parts.append(found.cue)
    if found.source:
        parts.append(found.source)
    return min(p.first for p in parts), max(p.last for p in parts)


def _overlap(a: Found, b: Found) -> bool:
    return any(p.first < q.last and q.first < p.last for p in a.content for q in b.content)


def _placed(unit: Unit, found: Found, text: str) -> Attribution:
    def span(p: Phrase | None) -> Span | None:
        return Span(unit.tokens[p.first].start, unit.tokens[p.last - 1].end) if p else None

    content = tuple(s for s in map(span, found.content) if s)
    source = span(found.source)
    return Attribution(
        content, source, span(found.cue), found.kind, source.of(text) if source else "unattributed",
        span(found.addressee), None, found.rule, found.sure,
    )
