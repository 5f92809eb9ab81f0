import os
import shutil
from pathlib import Path

import pytest

from briefing.endpoint.gguf import BLOCK, HEAD, N_BLOCKS, find_gguf, parts_of
from briefing.errors import ConfigError

URL = "http://127.0.0.1:8000/v1"


def model_file(folder: Path, name: str = "small.gguf", *, size: int = 1000) -> Path:
    path = folder / name
    path.write_bytes(b"GGUF")
    os.truncate(path, size)
    return path


def fingerprint(path: Path) -> str:
    found = find_gguf(str(path), base_url=None)
    assert found is not None
    return found.fingerprint


def test_a_model_file_is_known_by_its_bytes_and_not_by_its_place(tmp_path: Path) -> None:
    path = model_file(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    moved = Path(shutil.copy(path, tmp_path / "elsewhere" / "other.GGUF"))
    assert fingerprint(path) == fingerprint(moved)


@pytest.mark.parametrize("at", [5, HEAD - 1, HEAD + 2 * BLOCK, -1])
def test_a_changed_model_has_another_fingerprint(tmp_path: Path, at: int) -> None:
    path = model_file(tmp_path, size=HEAD + N_BLOCKS * BLOCK)
    before = fingerprint(path)
    with path.open("r+b") as file:
        file.seek(at, 2 if at < 0 else 0)
        file.write(b"\4")
    assert fingerprint(path) != before


def test_every_part_of_a_split_model_counts(tmp_path: Path) -> None:
    first, second = (model_file(tmp_path, f"big-0000{n}-of-00002.gguf") for n in (1, 2))
    assert parts_of(first) == parts_of(second) == [first, second]
    before = fingerprint(first)
    second.write_bytes(b"GGUF other weights")
    assert fingerprint(first) != before


def test_other_names_are_those_of_models_at_an_endpoint(tmp_path: Path) -> None:
    assert find_gguf("gpt-5-mini", base_url=None) is None
    assert find_gguf(str(tmp_path / "there.gguf"), base_url=URL) is None


def test_a_file_that_is_not_there_is_said_so_where_no_endpoint_is_set(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        find_gguf(str(tmp_path / "missing.gguf"), base_url=None)


def test_a_model_file_beside_a_base_url_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="base URL") as error:
        find_gguf(str(model_file(tmp_path)), base_url=URL)
    assert "OPENAI_BASE_URL" in error.value.hint


@pytest.mark.parametrize("content", [b"", b"PK\3\4 a zip"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "small.gguf"
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="not a GGUF file"):
        find_gguf(str(path), base_url=None)
