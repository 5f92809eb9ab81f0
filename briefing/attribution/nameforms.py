"""The forms of a name in which two are compared."""

from briefing.attribution.runs import SUFFIXES, Run, titles
from briefing.attribution.words import Token, find_tokens


def key_of(tokens: list[Token], first: int, last: int) -> str:
    """The words from `first` up to `last`, in lower case, without the stops of initials."""
    return " ".join(t.low.replace(".", "") for t in tokens[first:last] if t.is_word)


def whole_name(tokens: list[Token], run: Run) -> str:
    """The name proper of a run, with the place that owns a body: "russia defence ministry"."""
    return key_of(tokens, run.first if run.is_owned else run.name, run.last)


def plain_name(name: str) -> str:
    """A name without titles and articles."""
    kept = [t.low for t in find_tokens(name) if t.is_word and t.low not in titles()]
    return " ".join(w for w in kept if w not in ("the", "a", "an"))


def name_parts(tokens: list[Token], run: Run) -> tuple[list[str], str, set[str]]:
    """Given names, last name and titles of a run, in lower case."""
    name = [t.low for t in tokens[run.name : run.last] if t.is_word and t.low not in SUFFIXES]
    said = {t.low for t in tokens[run.first : run.name] if t.is_word}
    return name[:-1], name[-1] if name else "", said
