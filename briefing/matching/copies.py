"""Articles → near copies: an agency's report in several papers, and where they differ.

Candidates share a band of a MinHash signature (Broder 1997; banding as in Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, section 3.4); what is a copy is then decided by counting.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from briefing.matching.matter import plain_words
from briefing.schema.article import Region
from briefing.sentences import split_sentences

SHINGLE = 4
"""Words in a row that are compared as one."""
BANDS, ROWS = 32, 4
"""Texts with half of their shingles in common share a band in 87 of 100 cases."""
LEAST_SHINGLES = 30
"""Shorter texts are too much alike by chance."""
COPIED = 0.8
"""A text is a copy when at least this part of it stands in the other."""
_SEED = 20_261_124


def body_of(text: str, regions: Sequence[Region]) -> str:
    """The running text: headlines, credits and the like differ from paper to paper."""
    kept, at = [], 0
    for region in regions:
        kept.append(text[at : region.start])
        at = region.end
    return "\n".join([*kept, text[at:]]).strip()


def bands_of(body: str) -> tuple[str, ...]:
    """The keys under which a text's near copies are found; none for a short text."""
    shingles = _shingles(body)
    if len(shingles) < LEAST_SHINGLES:
        return ()
    from rensa import RMinHash

    signature = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    signature.update(sorted(shingles))
    digest = signature.digest()
    rows = [digest[i : i + ROWS] for i in range(0, BANDS * ROWS, ROWS)]
    return tuple(
        hashlib.blake2b(f"{band} {row}".encode(), digest_size=8).hexdigest()
        for band, row in enumerate(rows)
    )


def is_copy(body: str, of: str) -> bool:
    """Whether a text adds little to another: four fifths of its shingles stand there."""
    shingles = _shingles(body)
    return len(shingles & _shingles(of)) >= COPIED * len(shingles) > 0


def differing(body: str, of: str) -> tuple[str, ...]:
    """The sentences of a text that the other does not have, in order."""
    known = {plain_words(s.of(of)) for s in split_sentences(of)}
    found = [s.of(body) for s in split_sentences(body) if plain_words(s.of(body)) not in known]
    return tuple(" ".join(sentence.split()) for sentence in found)


@lru_cache(maxsize=256)
def _shingles(body: str) -> frozenset[str]:
    words = plain_words(body).split()
    return frozenset(
        " ".join(words[i : i + SHINGLE]) for i in range(max(0, len(words) - SHINGLE + 1))
    )
