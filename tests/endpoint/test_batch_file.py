"""A file of requests fits the API's limits; a file of results never stops a run."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from briefing.endpoint import batch_file
from briefing.endpoint.batch_file import BatchRequest, in_parts, read_results

BODY = json.dumps({"model": "m", "messages": [{"role": "user", "content": "Grüße\u2028\n"}]})


def _read(*lines: Any) -> list[tuple[str | None, str]]:
    raw = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    return [(result.key, result.problem) for result in read_results(io.BytesIO(raw))]


def test_a_request_is_one_line_of_ascii_that_holds_its_body() -> None:
    line = BatchRequest("k" * 64, 0, BODY).line
    assert line.isascii()
    assert line.splitlines() == [line.removesuffix("\n")]
    assert json.loads(line) == {
        "custom_id": "k" * 64,
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": json.loads(BODY),
    }


def test_files_keep_both_limits_and_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = [BatchRequest(f"{number}", 0, BODY) for number in range(7)]
    size = len(requests[0].line)
    monkeypatch.setattr(batch_file, "MOST_REQUESTS", 3)
    assert [len(part) for part in in_parts(requests)] == [3, 3, 1]
    monkeypatch.setattr(batch_file, "MOST_BYTES", 2 * size)
    parts = list(in_parts(requests))
    assert [len(part) for part in parts] == [2, 2, 2, 1]
    assert [request for part in parts for request in part] == requests
    monkeypatch.setattr(batch_file, "MOST_BYTES", 1)
    assert len(list(in_parts(requests))) == 7


def test_the_limits_are_those_that_the_openai_package_names() -> None:
    from openai.types import batch_create_params

    named = Path(batch_create_params.__file__).read_text(encoding="utf-8")
    words = " ".join(named.split())
    assert "up to 50,000 requests, and can be up to 200 MB in size" in words
    assert (batch_file.MOST_REQUESTS, batch_file.MOST_BYTES) == (50_000, 200_000_000)


def test_errors_are_read_in_the_forms_of_openai_and_vllm() -> None:
    said = {"error": {"message": "too long", "code": "context"}}
    assert _read(
        {"custom_id": "a", "response": {"status_code": 400, "body": said}, "error": None},
        {"custom_id": "b", "response": None, "error": {"code": "batch_expired", "message": "late"}},
        {"custom_id": "c", "response": {"status_code": 400, "body": None}, "error": "no memory"},
        {"custom_id": "d", "response": None, "error": {"code": "batch_expired"}},
        {"custom_id": "e"},
        {"custom_id": "f", "response": [], "error": []},
        {"custom_id": "g", "response": {"status_code": {}, "body": 3}},
    ) == [
        ("a", "HTTP 400: too long"),
        ("b", "late"),
        ("c", "HTTP 400: no memory"),
        ("d", "batch_expired"),
        ("e", "no answer"),
        ("f", "no answer"),
        ("g", "HTTP {}: 3"),
    ]


@pytest.mark.parametrize(
    "line",
    [b"{", b"\xff\xfe\x00", b"null", b"3", b'{"custom_id": null}', b"[" * 100_000, b"9" * 9_999],
    ids=["cut", "no UTF-8", "null", "number", "no id", "deep", "long number"],
)
def test_a_line_that_is_none_is_one_and_those_after_it_are_read(line: bytes) -> None:
    good = b'{"custom_id": "k", "response": {"status_code": 200, "body": {"a": 1}}}'
    first, second = read_results(io.BytesIO(line + b"\n\r\n" + good))
    assert (first.key, first.data) == (None, None)
    assert (second.key, second.data) == ("k", {"a": 1})


def test_a_line_without_end_is_not_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_file, "LONGEST_LINE", 100)
    good = b'{"custom_id": "k", "response": {"a": 1}}\n'
    keys = [r.key for r in read_results(io.BytesIO(b"x" * 1_000 + b"\n" + good))]
    assert keys == [None, "k"]
    exact = json.dumps({"custom_id": "k", "pad": "x" * 70}).encode() + b"\n"
    assert len(exact) == 100
    assert [r.key for r in read_results(io.BytesIO(exact + good))] == ["k", "k"]
    assert [r.key for r in read_results(io.BytesIO(b"x" * 1_000))] == [None]
