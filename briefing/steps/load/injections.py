"""A text comes in → the passages in it that speak to a model, and the rule that tells."""

import base64
import binascii
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from briefing.schema.article import Span
from briefing.sentences import split_paragraphs, split_sentences

_QUOTING = re.compile('[“”"«»]')
# Sixty characters of base64 hold 45 bytes: an order fits, an address or a hash is mostly shorter.
_ENCODED = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{60,}={0,2}")
_READABLE = 0.95
# Invisible characters break words up for a reader of the code, not for a model.
_PLAIN = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
    | dict.fromkeys('“”"‘’«»', "'")
    | dict.fromkeys("‐‑–—", "-")
    | {"\u00a0": " "}
)
# A pattern without regard to case takes both Turkish i's for an i; casefold keeps them apart.
_DOTS = str.maketrans({"\u0307": None, "ı": "i"})


class Injection(NamedTuple):
    """A passage that addresses a model."""

    span: Span
    rule: str
    """The table of injections.toml that it matches, or `encoded`."""


def find_injections(text: str) -> list[Injection]:
    """The passages of a text that give orders to a model, in order.

    A paragraph that does is one passage. Where it holds quotation marks, and no markup that poses
    as a prompt, only those of its sentences that match are: somebody may be quoted as talking to a
    machine, and the rest of it is news.
    """
    if _rule(text) is None:
        return []
    sentences = split_sentences(text)
    found: list[Injection] = []
    for paragraph in split_paragraphs(text):
        whole = _rule(paragraph.of(text))
        if whole is None:
            continue
        quoted = whole != "markup" and _QUOTING.search(paragraph.of(text))
        parts = [s for s in sentences if s.overlaps(paragraph)] if quoted else [paragraph]
        matching = [(part, _rule(part.of(text))) for part in parts]
        passages = [Injection(part, rule) for part, rule in matching if rule]
        found += passages or [Injection(paragraph, whole)]
    return found


def _rule(words: str) -> str | None:
    plain = words.translate(_PLAIN)
    folded = plain.casefold().translate(_DOTS)
    for rule, needles, pattern in _patterns():
        if any(needle in folded for needle in needles) and pattern.search(plain):
            return rule
    return "encoded" if any(map(_is_text, _ENCODED.findall(plain))) else None


def _is_text(encoded: str) -> bool:
    """Whether base64 decodes to words: a picture or a hash does not."""
    try:
        decoded = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False
    readable = sum(byte == 32 or 97 <= byte <= 122 or 65 <= byte <= 90 for byte in decoded)
    return b" " in decoded and readable >= _READABLE * len(decoded)


@cache
def _patterns() -> list[tuple[str, tuple[str, ...], re.Pattern[str]]]:
    """Rule, strings of which a match holds one, and pattern."""
    file = Path(__file__).with_suffix(".toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return [
        (rule, tuple(needles.split("|")), re.compile(pattern, re.IGNORECASE | re.MULTILINE))
        for rule, table in tables.items()
        for needles, pattern in table.items()
    ]
