import os
from pathlib import Path

import pytest

from briefing.errors import ArticleError
from briefing.steps.load.read import read_file


def test_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")

    assert read_file(str(tmp_path / "a.txt"), max_bytes=3) == b"abc"


def test_file_that_grew_since_it_was_measured_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"abcd")
    (tmp_path / "small").write_bytes(b"")
    small = (tmp_path / "small").stat()
    monkeypatch.setattr("briefing.steps.load.read.os.fstat", lambda _: small)

    with pytest.raises(ArticleError, match="more than 3 bytes, limit 3"):
        read_file(str(tmp_path / "a.txt"), max_bytes=3)


def test_pipe_that_took_the_place_of_a_file_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")

    with pytest.raises(ArticleError, match="not a regular file"):
        read_file(str(tmp_path / "a.txt"), max_bytes=3)


def test_file_that_has_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        read_file(str(tmp_path / "gone.txt"), max_bytes=3)
