"""A text → its words with spans, sentence numbers and stems."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.support.lexicon import table, word_set

# Dotted abbreviations, prefixed words ("re-open" is "reopen"), numbers, words with inner
# apostrophes, then single signs.
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:[Rr]e|[Cc]o|[Pp]re|[Dd]e)-[^\W\d_]+|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[$€£¥₹%°.,;:!?()\[\]\"“”—–-]"
)
_CONTRACTIONS = {"ll": "will", "ve": "have", "re": "are", "m": "am", "d": "would"}
_NEGATED = {"wo": "will", "ca": "can", "sha": "shall"}


@dataclass(slots=True)
class Word:
    """One word, number or sign."""

    text: str
    low: str
    """Lower case, without accents, dots and possessive."""
    stem: str
    start: int
    end: int
    sentence: int
    index: int
    is_word: bool
    starts_sentence: bool
    """The first word of a sentence, a quotation or what follows a colon: capitalised anyway."""
    is_capitalised: bool
    """Whether it begins with a capital letter."""


def fold(text: str) -> str:
    """Lower case without accents; curly apostrophes become straight ones."""
    low = text.lower().replace("’", "'")
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def words_of(text: str) -> list[Word]:
    """The words, numbers and signs of a text, in order. Contractions are taken apart.

    `won't go` -> `will`, `not`, `go`; all parts of a contraction share its span.
    """
    words: list[Word] = []
    sentence = 0
    fresh = True
    for match in _TOKEN.finditer(text):
        raw, start, end = match[0], match.start(), match.end()
        is_word, is_capitalised = raw[0].isalnum(), raw[0].isupper()
        opens = fresh and is_word
        for low, stem in _stemmed(raw) if is_word else ((raw, raw),):
            place = start, end, sentence, len(words)
            words.append(Word(raw, low, stem, *place, is_word, opens, is_capitalised))
        if is_word:
            fresh = False
        elif raw in '"“:':
            fresh = True
        elif _ends_sentence(text, raw, end, words):
            sentence += 1
            fresh = True
    return words


@lru_cache(maxsize=16384)
def _stemmed(raw: str) -> tuple[tuple[str, str], ...]:
    """The folded words that a written word stands for, each with its stem."""
    return tuple((low, stem_of(low)) for low in _parts(raw))


def _parts(raw: str) -> tuple[str, ...]:
    """The folded words that a written word stands for."""
    low = fold(raw).replace("-", "")
    if "." in low and not low[0].isdigit():
        return (low.replace(".", ""),)
    if low == "cannot":
        return ("can", "not")
    base, mark, tail = low.rpartition("'")
    if not mark:
        return (low,)
    if tail == "t" and base.endswith("n"):
        return (_NEGATED.get(base[:-1], base[:-1]), "not")
    if tail in _CONTRACTIONS:
        return (base, _CONTRACTIONS[tail])
    return (base,) if tail == "s" else (low,)


def _ends_sentence(text: str, sign: str, end: int, words: list[Word]) -> bool:
    if sign in "!?":
        return True
    if sign != ".":
        return False
    before = words[-2].low if len(words) > 1 else ""
    is_short = before in word_set("words", "abbreviations") or len(before) == 1
    follows = text[end : end + 1]
    return (not follows or not follows.isalnum()) and not is_short


@cache
def _irregular() -> dict[str, str]:
    forms = table("words")["irregular"]
    return {form: base for base, entry in forms.items() for form in [base, *entry.split()]}


def is_irregular(low: str) -> bool:
    """Whether a word is an irregular form: `struck`, `children`."""
    return _irregular().get(low, low) != low


@lru_cache(maxsize=16384)
def stem_of(low: str) -> str:
    """What a word shares with its inflected and most derived forms.

    `injuries`, `injured` -> `injure`.

    Bluntly cut endings after a table of irregular forms: both texts are cut alike, so a stem need
    not be a word.
    """
    known = _irregular().get(low)
    if known is not None:
        return known
    if len(low) <= 3 or not low.isalpha() or low in word_set("words", "function"):
        return low
    if low.startswith("re") and low[2:] in _irregular():
        return "re" + _irregular()[low[2:]]
    base = _without_inflection(low)
    for whole in (base, base + "e"):
        if whole in _irregular():
            return _irregular()[whole]
    for ending in ("isation", "ization", "ation", "ment", "ise", "ize", "is", "iz"):
        if base.endswith(ending) and len(base) - len(ending) >= 4:
            base = base[: -len(ending)]
            break
    base = base[:-3] if base.endswith("ion") and len(base) > 6 else base
    base = base[:-1] if base.endswith("e") and len(base) > 3 else base
    return base[:-1] + "i" if base.endswith("y") else base


def _without_inflection(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes", "zes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    if low.endswith("ied"):
        return low[:-3] + "y"
    for ending in ("ing", "ed"):
        base = low[: -len(ending)]
        if low.endswith(ending) and len(base) >= 3 and any(c in "aeiouy" for c in base):
            doubled = base[-1] == base[-2] and base[-1] not in "ls"
            return base[:-1] if doubled else base
    return low
