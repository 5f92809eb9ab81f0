"""Words and marks of a text, with their places: the units that every rule reads."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import NamedTuple

# What an apostrophe joins to a word ('s, 've, 'd, …) is a token of its own, so that "Russia's"
# still names Russia and "they've said" has a subject. No alternative
# can match what another one starts with in two ways, so the scan is linear.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[$£€]?\d+(?:[.,:]\d+)*%?"  # $4.5
    r"|['’](?:[sSdm]|ve|re|ll)\b"
    r"|\w+(?:(?!['’](?:[sSdm]|ve|re|ll)\b)[-'’&]\w+)*"
    r"|''|``|[^\w\s]|\n"
)


class Token(NamedTuple):
    """A word, a mark or a line break; `low` is the word in lower case with straight apostrophes."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, not a mark."""
        return self.text[-1].isalnum() or self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def find_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], with offsets into text."""
    found: list[Token] = []
    at = start
    for word in _TOKEN.findall(text, start, len(text) if end is None else end):
        first = text.index(word, at)  # between two tokens there is nothing but white space
        at = first + len(word)
        found.append(_made((first, at, word, word.lower().replace("’", "'"))))
    return found


# What Token(...) does, without the Python function between: half of what a token costs.
_made = partial(tuple.__new__, Token)


@lru_cache(maxsize=2)
def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens of a text: the cast and the rules read an article one after the other."""
    return tuple(find_tokens(text))


def tokens_between(text: str, start: int, end: int) -> list[Token]:
    """What `find_tokens(text, start, end)` gives, out of the tokens of the whole text."""
    tokens = tokens_of(text)
    first, last = (bisect_left(tokens, at, key=start_of) for at in (start, end))
    cuts_first = first > 0 and tokens[first - 1].end > start
    cuts_last = last > first and tokens[last - 1].end > end
    return find_tokens(text, start, end) if cuts_first or cuts_last else list(tokens[first:last])


def tokens_outside(text: str, hidden: Iterable[tuple[int, int]]) -> list[Token]:
    """The tokens of a text that begin in none of the hidden ranges."""
    tokens = list(tokens_of(text))
    for span in hidden:
        first, last = (bisect_left(tokens, at, key=start_of) for at in span)
        del tokens[first:last]
    return tokens


def start_of(token: Token) -> int:
    """Where a token begins: the key to look one up by."""
    return token.start
