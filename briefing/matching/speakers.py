"""Names of speakers from many articles → which of them are one person or body."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from briefing.attribution import find_names
from briefing.attribution.entity import Entity
from briefing.locate import fold

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES = ("the ", "a ", "an ", "our ", "its ", "their ")


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """What names that may mean the same have in common: the last word before any comma."""
    head = fold(name.split(",")[0]).text.casefold().replace("'s", "").replace(".", " ")
    words = [w for w in head.split() if w.isalpha() and w not in _SUFFIXES]
    return words[-1] if words else head.strip()


def is_named(name: str) -> bool:
    """Whether it is somebody's own name, not a description such as `critics` or `the ministry`."""
    words = plain_name(name, keep_case=True).split()
    return bool(words) and words[-1][:1].isupper()


@lru_cache(maxsize=8192)
def plain_name(name: str, *, keep_case: bool = False) -> str:
    """A name without its typography and its article, in lower case unless told otherwise."""
    folded = fold(name).text.strip(" .,")
    for article in _ARTICLES:
        if folded.casefold().startswith(article):
            folded = folded[len(article) :]
    return folded if keep_case else folded.casefold()


class Speakers:
    """Who is who among names that share their `name_key`, read as a text of their own.

    The rule for who is who is thereby the one that holds within an article: fitting given names and
    titles. A last name alone that fits two people is nobody's.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """`names`: all that may be asked about; the order does not matter."""
        by_key: dict[str, list[str]] = {}
        for name in sorted(set(names), key=lambda n: (-len(n), n)):
            by_key.setdefault(name_key(name), []).append(name)
        self._number: dict[str, str] = {}
        for group in by_key.values():
            self._number |= _numbered(tuple(group))
        self._names: dict[str, list[str]] = {}
        for name in sorted(self._number):
            self._names.setdefault(self._number[name], []).append(name)

    def one(self, name: str) -> str:
        """A name for all who are one; the same string for two names says that they are."""
        return self._number.get(name) or plain_name(name)

    def names(self, name: str) -> list[str]:
        """All names, of those given, that are one with this one."""
        return self._names.get(self.one(name), [])


@lru_cache(maxsize=8192)
def _numbered(names: tuple[str, ...]) -> Mapping[str, str]:
    """The fullest of the names that are one, for each name."""
    if len({plain_name(name) for name in names}) == 1:
        return dict.fromkeys(names, plain_name(names[0]))
    cast = find_names("\n".join(f"{name} ." for name in names))
    full = [e for e in cast.entities if e.given]
    found: dict[str, str] = {}
    for name in names:
        entity = cast.entity(name)
        clear = entity is not None and is_named(name) and not _is_anybodys(name, entity, full)
        found[name] = plain_name(entity.fullest if entity and clear else name)
    return found


def _is_anybodys(name: str, entity: Entity, full: Iterable[Entity]) -> bool:
    """Whether it is a bare last name, and fits two people whose given names are known."""
    words = plain_name(name).replace(".", " ").split()
    if any(first.rstrip(".") in words for first in entity.given):
        return False
    fitting = [e for e in full if e.last == entity.last and e.fits([], words[:-1])]
    return bool(entity.given) and len(fitting) > 1
