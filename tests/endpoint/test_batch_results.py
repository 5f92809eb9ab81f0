"""Answers are in the cache before their request is dropped; nothing else is."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from briefing.endpoint.batch_file import BatchRequest, Result
from briefing.endpoint.batch_records import BatchRecords
from briefing.endpoint.batch_results import take_results
from briefing.endpoint.cache import ReplyCache
from briefing.errors import ConfigError
from tests.fakes import completion

BODY = json.dumps({"model": "m", "messages": []})
ANSWER: dict[str, Any] = completion("{}").body


def _result(key: str | None, data: dict[str, Any] | None = ANSWER, problem: str = "") -> Result:
    return Result(key, data, problem)


def _records(path: Path, *keys: str) -> BatchRecords:
    with BatchRecords(path) as records:
        requests = [BatchRequest(key, 0, BODY) for key in keys]
        records.claim(requests, endpoint="http://h/v1", model="m", state="submitted")
    return BatchRecords(path)


def test_an_answer_is_kept_with_its_request_as_if_it_had_been_asked_directly(
    tmp_path: Path,
) -> None:
    path = tmp_path / "c.sqlite3"
    with _records(path, "k") as records:
        taken = take_results([_result("k")], records, path)
        assert (taken.answered, taken.whole) == (1, True)
        assert records.find("k") is None
    db = sqlite3.connect(path)
    row = db.execute("select endpoint, model, request, reply, input_tokens from replies").fetchone()
    db.close()
    assert row == ("http://h/v1", "m", BODY, "{}", 100)


def test_an_answer_that_comes_after_an_error_counts_and_one_that_comes_twice_counts_once(
    tmp_path: Path,
) -> None:
    path = tmp_path / "c.sqlite3"
    error = _result("k", None, "late")
    with _records(path, "k", "l") as records:
        results = [error, _result("k"), _result("k"), error, _result("l", None, "late")]
        taken = take_results(results, records, path)
        assert (taken.answered, taken.held, taken.failed) == (1, 2, {"l": "late"})
        assert records.find("l") is not None


def test_an_answer_that_nobody_waits_for_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    with _records(path, "k") as records:
        assert take_results([_result("other"), _result(None)], records, path).unknown == 1
    with ReplyCache(path, notice=print) as cache:
        assert cache.get("other") is None


def test_a_cache_that_cannot_be_written_loses_no_request(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    with _records(path, "k") as records:
        db = sqlite3.connect(path)
        db.execute("create trigger full before insert on replies begin select raise(fail, 'full'); "
                   "end")  # fmt: skip
        db.close()
        with pytest.raises(ConfigError, match="full"):
            take_results([_result("k")], records, path)
        assert records.find("k") is not None
