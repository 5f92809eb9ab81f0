"""Word lists, read once from the .toml files of this folder: to teach a word, edit a list."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def table(file: str) -> dict[str, Any]:
    """One lexicon file, parsed. `file` is its name without `.toml`."""
    return tomllib.loads((_FOLDER / f"{file}.toml").read_text(encoding="utf-8"))


@cache
def words(file: str, section: str, entry: str = "words") -> frozenset[str]:
    """The words of one entry: separated by white space."""
    return frozenset(str(table(file)[section][entry]).split())


@cache
def phrases(file: str, section: str, entry: str = "phrases") -> frozenset[str]:
    """The phrases of one entry: separated by `|` or line ends."""
    text = str(table(file)[section][entry]).replace("\n", "|")
    return frozenset(p.strip() for p in text.split("|") if p.strip())
