"""A model's reply comes in → claims that rest on exact spans of the article, and drops."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from briefing.locate import locate_quote
from briefing.schema.article import Article, Chunk, Span
from briefing.schema.reply import NumberedItem, QuotedItem, Reply
from briefing.schema.statement import Claim, Drop, DropReason, Evidence

MIN_SNAP_WORDS = 4
"""A shorter quotation that is not in the source resembles too many sentences to be a near miss."""

MIN_SNAP_SHARE = 0.75
"""Share of a quotation's words that its sentence must hold in the same order: one word in four may
have been changed, dropped or added. It only decides which sentence of the source is shown."""

_WORD = re.compile(r"\w+")
_SENTENCES_PER_SNAP = 2


class Grounded(NamedTuple):
    """What became of a reply: every item of it is in one of the two."""

    claims: tuple[Claim, ...]
    drops: tuple[Drop, ...]


class _Stretch(NamedTuple):
    span: Span
    words: list[str]
    different: frozenset[str]
    """Each of the words once."""


def ground_reply(reply: Reply, article: Article, chunk: Chunk) -> Grounded:
    """Rest every item of a chunk's reply on words of the article.

    A quotation is looked for exactly (`locate_quote`). A near miss is snapped: the source's own
    sentence takes its place, its summary is discarded, and the claim is flagged. Sentence numbers
    become the spans of these sentences; a number beyond the chunk drops its claim.

    Args:
        reply: Valid reply to this chunk.
        article: The article that the chunk is of; its `text` is what evidence is cut from.
        chunk: The chunk as it was sent.

    Returns:
        Claims in the reply's order, with evidence in the article's order, and the drops.

    Raises:
        ValueError: The chunk belongs to another article.
    """
    if chunk.article != article.id:
        raise ValueError(f"chunk of article {chunk.article} grounded in article {article.id}")
    claims: list[Claim] = []
    drops: list[Drop] = []
    for item in reply.statements:
        result = (
            _ground_quote(item, article, chunk)
            if isinstance(item, QuotedItem)
            else _ground_numbers(item, article, chunk)
        )
        if isinstance(result, Claim):
            claims.append(result)
        else:
            drops.append(result)
    return Grounded(tuple(claims), tuple(drops))


def _ground_quote(item: QuotedItem, article: Article, chunk: Chunk) -> Claim | Drop:
    span = locate_quote(item.quote, article.text, near=chunk.sentences[0].start)
    if span is not None and any(span.overlaps(Span(r.start, r.end)) for r in article.regions):
        detail = "the words stand in a headline, caption, credit or other text around the article"
        return _drop(item, "boilerplate", detail, item.quote, chunk)
    if span is not None:
        return _claim(item, (span,), article, chunk)
    snapped = _nearest_sentence(item.quote, article.text, chunk.sentences)
    if snapped is not None:
        claim = _claim(item, (snapped,), article, chunk)
        return claim.model_copy(update={"summary": None, "flags": ("snapped",)})
    return _drop(item, "not in source", "the article has no such words", item.quote, chunk)


def _ground_numbers(item: NumberedItem, article: Article, chunk: Chunk) -> Claim | Drop:
    numbers = sorted({int(name.removeprefix("s")) for name in item.sentences})
    named = ", ".join(f"s{number}" for number in numbers)
    if numbers[-1] > len(chunk.sentences):
        detail = f"s{numbers[-1]} is beyond the {len(chunk.sentences)} sentences of the chunk"
        return _drop(item, "not in source", detail, named, chunk)
    return _claim(item, tuple(chunk.sentences[n - 1] for n in numbers), article, chunk)


def _nearest_sentence(quote: str, text: str, sentences: tuple[Span, ...]) -> Span | None:
    """The sentence, or two neighbours, that hold most of the quotation's words in their order."""
    wanted = _words(quote)
    if len(wanted) < MIN_SNAP_WORDS:
        return None
    distinct = set(wanted)
    best, best_share = None, MIN_SNAP_SHARE
    for span, words, different in _stretches(text, sentences):
        if len(distinct & different) < MIN_SNAP_SHARE * len(distinct):
            continue
        matcher = SequenceMatcher(None, wanted, words, autojunk=False)
        share = sum(block.size for block in matcher.get_matching_blocks()) / len(wanted)
        if share > best_share or (best is None and share == best_share):
            best, best_share = span, share
    return best


# A chunk's quotations that are not in the source are all held against its sentences.
@lru_cache(maxsize=2)
def _stretches(text: str, sentences: tuple[Span, ...]) -> list[_Stretch]:
    """Every sentence of a chunk, then every two neighbours."""
    found = []
    for width in range(1, _SENTENCES_PER_SNAP + 1):
        for first in range(len(sentences) - width + 1):
            span = Span(sentences[first].start, sentences[first + width - 1].end)
            words = _words(span.of(text))
            found.append(_Stretch(span, words, frozenset(words)))
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _claim(
    item: QuotedItem | NumberedItem, spans: tuple[Span, ...], article: Article, chunk: Chunk
) -> Claim:
    return Claim(
        kind=item.kind,
        speaker=item.speaker,
        addressee=item.addressee,
        condition=item.condition,
        summary=item.summary,
        evidence=tuple(Evidence.of(article, s) for s in spans),
        chunk=chunk.id,
    )


def _drop(
    item: QuotedItem | NumberedItem, reason: DropReason, detail: str, text: str, chunk: Chunk
) -> Drop:
    return Drop(
        reason=reason,
        detail=detail,
        kind=item.kind,
        speaker=item.speaker,
        text=text,
        article=chunk.article,
        chunk=chunk.id,
    )
