"""No number is overlooked because its first word is not taken for the beginning of one."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from briefing.support.numbers import numbers_in

FOLDER = Path(__file__).parent


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


def test_the_numbers_are_those_that_are_found_when_every_word_is_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = sorted(FOLDER.glob("*.toml"))
    texts = [t for f in files for t in _texts(tomllib.loads(f.read_text(encoding="utf-8")))]
    found = [numbers_in(text) for text in texts]
    monkeypatch.setattr("briefing.support.numbers.may_open", lambda _: True)

    assert sum(map(len, found)) > 500
    assert found == [numbers_in(text) for text in texts]
