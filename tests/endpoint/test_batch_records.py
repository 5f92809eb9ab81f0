"""What is known of batches is on disk before anything is sent, in the cache's own file."""

import sqlite3
from pathlib import Path

import pytest

from briefing.endpoint.batch_file import BatchRequest
from briefing.endpoint.batch_records import BatchRecords, State, only_one
from briefing.endpoint.cache import ReplyCache
from briefing.errors import ConfigError

REQUESTS = [BatchRequest(f"key{number}", 0, "{}") for number in range(4)]
URL = "http://h/v1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A cache file as a version without batches made it."""
    path = tmp_path / "c.sqlite3"
    with ReplyCache(path, notice=print):
        pass
    return path


def _claim(
    records: BatchRecords, requests: list[BatchRequest], state: State = "submitted"
) -> tuple[str, list[BatchRequest]]:
    return records.claim(requests, endpoint=URL, model="m", state=state)


def test_a_file_without_the_tables_gets_them_and_stays_a_cache(path: Path) -> None:
    with BatchRecords(path) as records:
        mark, mine = _claim(records, REQUESTS)
        assert mine == REQUESTS
    with ReplyCache(path, notice=print) as cache:
        assert cache.get("key0") is None
    with BatchRecords(path) as records:
        assert [record.mark for record in records.all()] == [mark]
        assert records.under_way() == {"key0", "key1", "key2", "key3"}


def test_of_two_that_submit_the_same_each_request_is_in_one_batch(path: Path) -> None:
    with BatchRecords(path) as one, BatchRecords(path) as other:
        _, first = _claim(one, REQUESTS[:3], "submitting")
        _, second = _claim(other, REQUESTS[1:], "submitting")
        assert first == REQUESTS[:3]
        assert second == REQUESTS[3:]
        assert _claim(other, REQUESTS)[1] == []
        assert len(one.all()) == 2


def test_what_was_exported_can_be_exported_and_submitted_anew(path: Path) -> None:
    with BatchRecords(path) as records:
        _claim(records, REQUESTS, "exported")
        assert records.under_way() == set()
        _claim(records, REQUESTS, "exported")
        mark, mine = _claim(records, REQUESTS)
        assert mine == REQUESTS
        assert [record.mark for record in records.all()] == [mark]


def test_a_forgotten_batch_frees_its_requests(path: Path) -> None:
    with BatchRecords(path) as records:
        mark, _ = _claim(records, REQUESTS)
        records.answered("key0")
        assert records.left(mark) == 3
        records.forget(mark)
        assert (records.all(), records.under_way(), records.find("key1")) == ([], set(), None)


def test_a_file_that_fails_is_an_error_of_ours(path: Path) -> None:
    with BatchRecords(path) as records:
        db = sqlite3.connect(path)
        db.execute("drop table batch_requests")
        db.close()
        with pytest.raises(ConfigError, match=r"c\.sqlite3: cannot be used") as error:
            _claim(records, REQUESTS)
        assert "make room" in error.value.hint


def test_a_folder_in_the_place_of_the_lock_is_an_error(path: Path) -> None:
    path.with_name("c.sqlite3-batch").mkdir()
    with pytest.raises(ConfigError), only_one(path):
        pass
