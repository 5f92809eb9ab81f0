import sqlite3
from pathlib import Path
from typing import Any

import pytest

from briefing.endpoint import Answer
from briefing.endpoint.cache import ReplyCache, cache_key, default_cache_file
from briefing.errors import ConfigError

URL = "http://127.0.0.1:1/v1"
BODY: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Grüße"}]}


def _cache(path: Path | None, notices: list[str] | None = None) -> ReplyCache:
    return ReplyCache(path, notice=(notices if notices is not None else []).append)


def _answer(text: str = "{}") -> Answer:
    return Answer(text, "stop", None, 3, 2, key=cache_key(URL, BODY, 0))


def _put(cache: ReplyCache, answer: Answer) -> None:
    cache.put(answer, url=URL, body=BODY, repeat=0)


def test_the_key_covers_address_request_and_repeat() -> None:
    other_body = {**BODY, "temperature": 0.0}
    keys = {
        cache_key(URL, BODY, 0),
        cache_key(URL + "2", BODY, 0),
        cache_key(URL, BODY, 1),
        cache_key(URL, other_body, 0),
    }
    assert len(keys) == 4
    assert cache_key(URL, dict(reversed(BODY.items())), 0) == cache_key(URL, BODY, 0)


def test_an_answer_is_on_disk_the_moment_it_is_put(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "c.sqlite3"
    with _cache(path) as first, _cache(path) as second:
        _put(first, _answer())
        kept = second.get(_answer().key)
    assert kept == Answer("{}", "stop", None, 3, 2, from_cache=True, key=_answer().key)


def test_the_request_lies_beside_the_reply_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    with _cache(path) as cache:
        _put(cache, _answer())
    db = sqlite3.connect(path)
    request, endpoint = db.execute("select request, endpoint from replies").fetchone()
    db.close()
    assert "Grüße" in request
    assert endpoint == URL


def test_a_forgotten_answer_is_gone(tmp_path: Path) -> None:
    with _cache(tmp_path / "c.sqlite3") as cache:
        _put(cache, _answer())
        cache.forget(["unknown", _answer().key])
        assert cache.get(_answer().key) is None


def test_without_a_file_nothing_is_kept() -> None:
    with _cache(None) as cache:
        _put(cache, _answer())
        cache.keep_form(URL, "m", "{}")
        assert cache.get(_answer().key) is None
        assert cache.form_of(URL, "m") is None


def test_a_form_is_remembered_for_its_endpoint_and_model_for_thirty_days(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    with _cache(path) as cache:
        cache.keep_form(URL, "m", "old")
        cache.keep_form(URL, "m", "new")
        assert cache.form_of(URL, "m") == "new"
        assert cache.form_of(URL, "other") is None
        db = sqlite3.connect(path)
        with db:
            db.execute("update forms set settled = '2020-01-01T00:00:00+00:00'")
        db.close()
        assert cache.form_of(URL, "m") is None


@pytest.mark.parametrize("damage", [b"not a database" * 100, b"\x00" * 5000])
def test_a_damaged_file_is_an_error_before_anything_is_paid(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "c.sqlite3"
    path.write_bytes(damage)
    with pytest.raises(ConfigError, match=r"c\.sqlite3: cannot be used") as error, _cache(path):
        pass
    assert "--no-cache" in error.value.hint
    assert path.read_bytes() == damage


def test_a_file_of_another_layout_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    db = sqlite3.connect(path)
    db.execute("pragma user_version = 99")
    db.close()
    with pytest.raises(ConfigError, match="has layout 99"), _cache(path):
        pass


def test_a_folder_in_the_files_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError), _cache(tmp_path):
        pass


def test_a_cache_that_fails_later_is_given_up_aloud_and_only_once(tmp_path: Path) -> None:
    path, notices = tmp_path / "c.sqlite3", list[str]()
    with _cache(path, notices) as cache:
        db = sqlite3.connect(path)
        db.execute("drop table replies")
        db.close()
        _put(cache, _answer())
        _put(cache, _answer())
        assert cache.get(_answer().key) is None
    assert len(notices) == 1
    assert "going on without it" in notices[0]


def test_a_reply_with_a_lone_surrogate_can_be_kept(tmp_path: Path) -> None:
    with _cache(tmp_path / "c.sqlite3") as cache:
        _put(cache, _answer("a\ud800b"))
        kept = cache.get(_answer().key)
    assert kept is not None
    assert kept.text == "a?b"


def test_the_default_file_is_in_the_users_cache_folder() -> None:
    assert default_cache_file().name == "replies.sqlite3"
    assert "briefing" in default_cache_file().parts
