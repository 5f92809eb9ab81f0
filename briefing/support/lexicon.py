"""The TOML files of `lexicon/` → tables that the checks look words up in, each file read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed content of `lexicon/<name>.toml`; treat it as read-only."""
    source = files("briefing.support").joinpath("lexicon", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """A whitespace-separated or listed entry of a lexicon as a set."""
    entry = table(name)[key]
    return frozenset(entry.split() if isinstance(entry, str) else entry)
