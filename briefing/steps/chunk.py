"""An article's sentences in, chunks within a token budget out."""

import re
from collections.abc import Callable, Sequence

from briefing.schema.article import Article, Chunk, Span
from briefing.schema.reply import MAX_SENTENCES
from briefing.sentences import split_paragraphs
from briefing.tokens import BUNDLED_ENCODING, count_tokens

MIN_FILL = 0.6
"""Share of the budget that a chunk must reach before the end of a paragraph may end it early: every
chunk more sends the prompt once more."""


_QUOTATION_MARK = re.compile('["“”«»„]')


def _no_names(_: int) -> tuple[str, ...]:
    return ()


def chunk_article(
    article: Article,
    sentences: Sequence[Span],
    *,
    max_tokens: int = 500,
    encoding: str = BUNDLED_ENCODING,
    names: Callable[[int], tuple[str, ...]] = _no_names,
) -> tuple[Chunk, ...]:
    """Group an article's sentences into chunks.

    A chunk ends at the end of a paragraph where that leaves it at least `MIN_FILL` full, and inside
    a quotation only where the quotation does not fit.

    Args:
        article: The article; its title goes with every chunk as context.
        sentences: Sentences of its running text, in order.
        max_tokens: Budget for the chunk's own sentences, each as the line `[s1] words` that is
            sent; headline, names and instructions are not counted.
        encoding: What tokens are counted in.
        names: Gives the people and bodies that the article names before an offset.

    Returns:
        Chunks that hold every sentence once, in order: at most `MAX_SENTENCES` each, and within the
        budget unless a single sentence exceeds it.

    Raises:
        ConfigError: There is no such encoding.
    """
    lines = [f"[s{MAX_SENTENCES}] {sentence.of(article.text)}\n" for sentence in sentences]
    tokens = count_tokens(lines, encoding=encoding)
    ends = _rank_ends(article.text, sentences)
    chunks: list[Chunk] = []
    start = 0
    while start < len(sentences):
        end = _end(start, tokens, ends, max_tokens)
        chunks.append(
            Chunk(
                article=article.id,
                id=f"c{len(chunks) + 1}",
                sentences=tuple(sentences[start:end]),
                headline=article.title,
                names=names(sentences[start].start),
            )
        )
        start = end
    return tuple(chunks)


def _end(start: int, tokens: list[int], ends: list[int], max_tokens: int) -> int:
    """Index behind the last sentence of the chunk that begins with sentence `start`."""
    used = [tokens[start]]
    for count in tokens[start + 1 : start + MAX_SENTENCES]:
        if used[-1] + count > max_tokens:
            break
        used.append(used[-1] + count)
    furthest = start + len(used)
    if furthest == len(tokens):
        return furthest
    # The best kind of end among those that leave the chunk well filled, else any outside a
    # quotation; the last of its kind.
    filled = [i for i, total in enumerate(used) if total >= MIN_FILL * max_tokens]
    for candidates, rank in ((filled, 2), (filled, 1), (range(len(used)), 1)):
        fitting = [i for i in candidates if ends[start + i] >= rank]
        if fitting:
            return start + fitting[-1] + 1
    return furthest


def _rank_ends(text: str, sentences: Sequence[Span]) -> list[int]:
    """How good an end each sentence's is: 2 of a paragraph, 1 of a sentence, 0 in a quotation.

    A paragraph that leaves a quotation open ends it, unless the next begins with a quotation mark:
    the convention for a speaker whose words run over paragraphs.
    """
    paragraph_ends = {paragraph.end for paragraph in split_paragraphs(text)}
    ranks = []
    is_open = False
    for i, sentence in enumerate(sentences):
        words = sentence.of(text)
        is_open = _quotation_open(words, is_open)
        ends_paragraph = sentence.end in paragraph_ends
        if ends_paragraph:
            following = sentences[i + 1].of(text)[:1] if i + 1 < len(sentences) else ""
            runs_on = is_open and following in ("“", '"', "«", "„")
            ranks.append(0 if runs_on else 2)
            is_open = False
        else:
            ranks.append(0 if is_open else 1)
    return ranks


def _quotation_open(words: str, is_open: bool) -> bool:
    """Whether a quotation is open behind these words; papers mix straight and curly marks."""
    for mark in _QUOTATION_MARK.findall(words):
        is_open = not is_open if mark == '"' else mark in "“«„"
    return is_open
