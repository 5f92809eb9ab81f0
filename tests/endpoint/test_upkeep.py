import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.endpoint import Answer
from briefing.endpoint.cache import ReplyCache
from briefing.endpoint.upkeep import Kept, clear_cache, describe_cache
from briefing.errors import ConfigError

DAY = "2026-01-02T03:04:05+00:00"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "c.sqlite3"
    with ReplyCache(path, notice=print) as cache:
        for number in range(3):
            answer = Answer("{}", "stop", None, 10, 2, key=str(number))
            cache.put(answer, url="http://h/v1", body={"model": "m"}, repeat=0)
        cache.keep_form("http://h/v1", "m", "{}")
    db = sqlite3.connect(path)
    db.execute("update replies set created = ? where key = '0'", (DAY,))
    db.commit()
    db.close()
    return path


def test_what_is_kept_is_counted_by_endpoint_and_model(file: Path) -> None:
    (kept,) = describe_cache(file)
    assert kept == Kept("http://h/v1", "m", 3, 30, 6, DAY, kept.newest)
    assert kept.newest > DAY


def test_only_what_is_so_old_is_dropped(file: Path) -> None:
    assert clear_cache(file, older_than=timedelta(days=30)) == 1
    assert describe_cache(file)[0].replies == 2
    with ReplyCache(file, notice=print) as cache:
        assert cache.form_of("http://h/v1", "m") == "{}"


def test_all_is_dropped_with_what_was_learnt_of_endpoints(file: Path) -> None:
    assert clear_cache(file) == 3
    assert describe_cache(file) == []
    with ReplyCache(file, notice=print) as cache:
        assert cache.form_of("http://h/v1", "m") is None


def test_where_there_is_no_file_none_is_made(tmp_path: Path) -> None:
    nowhere = tmp_path / "no" / "c.sqlite3"
    assert describe_cache(nowhere) == []
    assert clear_cache(nowhere) == 0
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_cache_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir, this is no data base at all, and it is longer than a header is.")
    with pytest.raises(ConfigError, match="cannot be used as cache"):
        clear_cache(file)
    assert file.read_text().startswith("Dear Sir")


def test_a_damaged_table_is_an_error_with_a_hint(file: Path) -> None:
    db = sqlite3.connect(file)
    db.execute("drop table replies")
    db.close()
    with pytest.raises(ConfigError) as raised:
        describe_cache(file)
    assert "damaged" in raised.value.hint
