import asyncio
import gc
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from briefing.endpoint import Answer, Endpoint, EndpointSettings, Message, Request
from briefing.endpoint.endpoint import read_answer
from briefing.endpoint.faults import Fault
from briefing.errors import ConfigError, EndpointUnavailable
from tests.fakes import (
    SOON,
    Answering,
    Double,
    Scripted,
    always,
    completion,
    in_turn,
    refused,
)

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"capital": {"type": "string"}},
    "required": ["capital"],
    "additionalProperties": False,
}
CANARY = "sk-canary-0123456789"


def _question(text: str = "Which city?", repeat: int = 0) -> Request:
    messages = (Message("system", "Answer in JSON."), Message("user", text))
    return Request(messages, "answer", SCHEMA, repeat)


class _Run:
    """What a run of questions gave."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        self.answers: list[Answer | BaseException] = []
        self.usage: dict[str, int] = {}
        self.structured_output = ""
        self.given_up = False


def _ask(
    url: str, questions: Sequence[Request], *, cache: Path | None = None, **settings: Any
) -> _Run:
    """Put all questions at once."""
    run = _Run()

    async def main() -> None:
        made = EndpointSettings(**{"model": "double", "base_url": url, **settings})
        async with Endpoint(made, cache=cache, notice=run.notices.append) as endpoint:
            asked = (endpoint.ask(question) for question in questions)
            run.answers = await asyncio.gather(*asked, return_exceptions=True)
            run.structured_output = endpoint.structured_output
            run.given_up = endpoint.given_up
            usage = endpoint.usage
            run.usage = {name: getattr(usage, name) for name in usage.__dataclass_fields__}

    asyncio.run(main())
    # A connection that was left open warns when it is collected, and warnings are errors.
    gc.collect()
    return run


def _many(count: int) -> list[Request]:
    return [_question(f"Question {number}?") for number in range(count)]


def _error(run: _Run) -> EndpointUnavailable:
    error = run.answers[0]
    assert isinstance(error, EndpointUnavailable)
    return error


def _refusing(*types: str, status: int = 400) -> Answering:
    def answer(body: dict[str, Any], seen: int) -> Scripted:
        kind = body.get("response_format", {}).get("type", "text")
        if kind in types:
            return refused(status, f"response_format of type {kind} is not supported")
        return completion('{"capital": "Paris"}')

    return answer


def test_an_answer_is_given_as_it_came_and_counted() -> None:
    with Double(always(completion("{}", finish_reason="length", refusal="No."))) as double:
        run = _ask(double.url, [_question()])
    answer = run.answers[0]
    assert isinstance(answer, Answer)
    assert (answer.text, answer.finish_reason, answer.refusal) == ("{}", "length", "No.")
    assert not answer.from_cache
    assert run.usage == {
        "requests": 1,
        "retries": 0,
        "cache_hits": 0,
        "input_tokens": 100,
        "output_tokens": 10,
    }
    assert run.structured_output == "json_schema"
    assert run.notices == []


@pytest.mark.parametrize(
    ("refusing", "rung", "tries"),
    [
        ((), "json_schema", 1),
        (("json_schema",), "json_object", 3),
        (("json_schema", "json_object"), "text", 4),
    ],
)
def test_the_ladder_is_settled_once_before_other_requests_go_out(
    refusing: tuple[str, ...], rung: str, tries: int
) -> None:
    with Double(_refusing(*refusing)) as double:
        run = _ask(double.url, _many(10))
        assert len(double.bodies) == tries + 9
    assert run.structured_output == rung
    assert all(isinstance(answer, Answer) for answer in run.answers)
    assert len(run.notices) == tries - 1
    assert all("is refused" in notice and double.host in notice for notice in run.notices)


def test_the_settled_form_is_remembered_for_the_next_run(tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    with Double(_refusing("json_schema")) as double:
        _ask(double.url, _many(2), cache=cache)
        before = len(double.bodies)
        run = _ask(double.url, [_question("Another?")], cache=cache)
        assert len(double.bodies) == before + 1
    assert run.structured_output == "json_object"


def test_a_remembered_form_that_is_refused_later_gives_way_aloud(tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    with Double(_refusing()) as double:
        _ask(double.url, _many(1), cache=cache)
        double.answering = _refusing("json_schema")
        run = _ask(double.url, _many(8), cache=cache)
    assert run.structured_output == "json_object"
    assert len(run.notices) == 2
    assert all(isinstance(answer, Answer) for answer in run.answers)


def test_a_refusal_that_comes_as_a_server_error_is_not_repeated() -> None:
    with Double(_refusing("json_schema", status=500)) as double:
        run = _ask(double.url, [_question()])
    assert run.usage["requests"] == 3
    assert run.usage["retries"] == 0


def test_a_parameter_that_the_server_does_not_take_is_left_out() -> None:
    def answer(body: dict[str, Any], seen: int) -> Scripted:
        if "temperature" in body:
            return refused(400, "does not support 0 with this model", param="temperature")
        if "max_tokens" in body:
            return refused(400, "Unsupported parameter: 'max_tokens'", param="max_tokens")
        return completion("{}")

    with Double(answer) as double:
        run = _ask(double.url, _many(3))
        assert "max_completion_tokens" in double.bodies[-1]
    assert run.structured_output == "json_schema"
    assert len(run.notices) == 2


def test_a_request_that_is_too_long_fails_alone_and_takes_no_step() -> None:
    def answer(body: dict[str, Any], seen: int) -> Scripted:
        if "Question 1?" in body["messages"][1]["content"]:
            return refused(400, "maximum context length is 10 tokens, max_tokens is invalid")
        return completion("{}")

    with Double(answer) as double:
        run = _ask(double.url, _many(4))
    failed = [answer for answer in run.answers if isinstance(answer, EndpointUnavailable)]
    assert len(failed) == 1
    assert "HTTP 400" in str(failed[0])
    assert run.notices == []


def test_errors_that_pass_are_repeated_and_counted() -> None:
    responses = (refused(429, "slow down"), refused(500, "oops"), Scripted(cut=True))
    with Double(in_turn(*responses, completion("{}"))) as double:
        run = _ask(double.url, [_question()])
        assert len(double.bodies) == 4
    assert (run.usage["requests"], run.usage["retries"]) == (4, 3)
    assert isinstance(run.answers[0], Answer)


def test_retry_after_is_honoured() -> None:
    waiting = Scripted(429, {"error": "slow down"}, headers={"retry-after": "1"})
    times: list[float] = []

    def answer(body: dict[str, Any], seen: int) -> Scripted:
        times.append(time.monotonic())
        return completion("{}") if seen else waiting

    with Double(answer) as double:
        _ask(double.url, [_question()])
    assert 0.9 < times[1] - times[0] < 3


def test_one_request_in_five_failing_loses_nothing() -> None:
    def answer(body: dict[str, Any], seen: int) -> Scripted:
        number = int(body["messages"][1]["content"].split()[1].strip("?"))
        return refused(503, "busy") if (number + seen) % 5 == 0 else completion("{}")

    with Double(answer) as double:
        run = _ask(double.url, _many(50))
        assert run.usage["requests"] == len(double.bodies) == 60
    assert all(isinstance(answer, Answer) for answer in run.answers)


def test_no_more_than_max_concurrency_are_in_flight() -> None:
    with Double(always(completion("{}", delay_s=0.02))) as double:
        _ask(double.url, _many(20), max_concurrency=3)
        assert 2 <= double.most_at_once <= 3


def test_the_same_question_at_the_same_time_is_sent_once(tmp_path: Path) -> None:
    with Double(always(completion("{}", delay_s=0.02))) as double:
        run = _ask(double.url, [_question()] * 5, cache=tmp_path / "c.sqlite3")
        assert len(double.bodies) == 1
    assert run.usage["cache_hits"] == 4


def test_a_second_run_sends_nothing_and_repeats_are_questions_of_their_own(tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    with Double(always(completion("{}"))) as double:
        _ask(double.url, [_question(), _question(repeat=1)], cache=cache)
        assert len(double.bodies) == 2
        run = _ask(double.url, [_question(), _question(repeat=1)], cache=cache)
        assert len(double.bodies) == 2
    assert run.usage["requests"] == 0
    assert run.usage["input_tokens"] == 0
    assert [isinstance(answer, Answer) and answer.from_cache for answer in run.answers] == [
        True
    ] * 2


def test_a_run_that_broke_off_resumes_where_it_was(tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    good = always(completion("{}"))

    def breaks(body: dict[str, Any], seen: int) -> Scripted:
        return good(body, seen) if "Question 0" in str(body) else refused(401, "key revoked")

    with Double(breaks) as double:
        _ask(double.url, _many(6), cache=cache)
        double.answering = good
        run = _ask(double.url, _many(6), cache=cache)
    assert run.usage["cache_hits"] == 1
    assert run.usage["requests"] == 5


def test_a_wrong_key_fails_at_once_and_names_the_variable() -> None:
    with Double(always(refused(401, "Incorrect API key"))) as double:
        run = _ask(double.url, _many(20), api_key=SecretStr(CANARY))
        assert len(double.bodies) == 1
        assert double.headers[0]["authorization"] == f"Bearer {CANARY}"
    assert all(isinstance(answer, EndpointUnavailable) for answer in run.answers)
    assert run.given_up
    assert "OPENAI_API_KEY" in _error(run).hint
    assert run.structured_output == "none"


def test_a_key_that_the_server_echoes_reaches_no_error_traceback_notice_or_file(
    tmp_path: Path,
) -> None:
    cache = tmp_path / "c.sqlite3"

    def echoes(body: dict[str, Any], seen: int) -> Scripted:
        if "temperature" in body:
            return refused(400, f"{CANARY}: unsupported", param="temperature")
        if "Question 0" in str(body):
            return completion("{}")
        return refused(401, f"Incorrect API key: {CANARY}")

    with Double(echoes) as double:
        run = _ask(double.url, _many(4), cache=cache, api_key=SecretStr(CANARY))
    errors = [error for error in run.answers if isinstance(error, EndpointUnavailable)]
    assert len(errors) == 3
    shown = [line for error in errors for line in traceback.format_exception(error)]
    assert "***" in "".join(run.notices)
    assert CANARY not in "".join([*shown, *run.notices])
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert CANARY.encode() not in written


def test_an_unknown_model_is_told_which_there_are() -> None:
    with Double(always(refused(404, "no such model")), models=("small", "large")) as double:
        error = _error(_ask(double.url, [_question()]))
    assert "it has small, large" in error.hint


def test_an_address_without_a_server_is_named_at_once() -> None:
    run = _ask("http://127.0.0.1:9/v1", _many(3))
    assert str(_error(run)).startswith("127.0.0.1:9: refused connection")
    assert run.usage["requests"] == 1
    assert run.given_up


def test_a_server_that_takes_too_long_is_a_timeout() -> None:
    with Double(always(completion("{}", delay_s=0.5))) as double:
        run = _ask(double.url, [_question()], timeout_s=0.05, max_retries=0)
    assert "no answer in time" in str(_error(run))
    assert "--timeout" in _error(run).hint


def test_a_spent_quota_is_not_repeated() -> None:
    with Double(always(refused(429, "no quota", code="insufficient_quota"))) as double:
        run = _ask(double.url, [_question()])
        assert len(double.bodies) == 1
    assert "no quota left" in _error(run).hint


def test_an_endpoint_that_keeps_failing_is_given_up() -> None:
    with Double(always(Scripted(503, {"error": "busy"}, headers=SOON))) as double:
        run = _ask(double.url, _many(20), max_retries=1)
        assert len(double.bodies) == 6
    assert all(isinstance(answer, EndpointUnavailable) for answer in run.answers)
    assert run.given_up


@pytest.mark.parametrize(
    "body",
    [{"error": {"message": "upstream is down"}}, {"choices": []}, [], b"<html>", {"choices": [3]}],
)
def test_what_is_no_completion_is_an_error_and_is_not_kept(body: Any, tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    with Double(in_turn(Scripted(body=body), completion("{}"))) as double:
        first = _ask(double.url, [_question()], cache=cache)
        assert "no reply" in str(_error(first))
        assert isinstance(_ask(double.url, [_question()], cache=cache).answers[0], Answer)


def test_answers_are_read_leniently() -> None:
    part = {"type": "text", "text": "{}"}
    message = {"content": [part, {"type": "image"}, 3]}
    answer = read_answer({"choices": [{"message": message}], "usage": {"prompt_tokens": "x"}}, "k")
    assert (answer.text, answer.finish_reason, answer.input_tokens) == ("{}", None, 0)
    assert read_answer({"choices": [{"message": {"content": None}}]}, "k").text == ""
    with pytest.raises(Fault, match="upstream"):
        read_answer({"error": "upstream is down"}, "k")


def test_a_cache_that_cannot_be_used_stops_the_run_before_anything_is_sent(tmp_path: Path) -> None:
    with Double(always(completion("{}"))) as double:
        with pytest.raises(ConfigError):
            _ask(double.url, [_question()], cache=tmp_path)
        assert double.bodies == []


def test_a_run_that_the_cache_answers_does_not_import_openai(tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    with Double(always(completion("{}"))) as double:
        _ask(double.url, [_question()], cache=cache)
        url = double.url
    script = f"""
import asyncio, sys
from pathlib import Path
from briefing.endpoint import Endpoint, EndpointSettings, Message, Request

async def main():
    settings = EndpointSettings(model="double", base_url={url!r})
    messages = (Message("system", "Answer in JSON."), Message("user", "Which city?"))
    async with Endpoint(settings, cache=Path({str(cache)!r}), notice=print) as endpoint:
        answer = await endpoint.ask(Request(messages, "answer", {SCHEMA!r}))
    print(answer.from_cache, [name for name in ("openai", "httpx2") if name in sys.modules])

asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert (done.stdout, done.stderr) == ("True []\n", "")


@pytest.mark.vcr
def test_a_real_server_answers_on_the_top_rung(recorded_url: str) -> None:
    question = _question("What is the capital of France? Reply with its name.")
    run = _ask(recorded_url, [question], model="model.gguf", max_output_tokens=50)
    answer = run.answers[0]
    assert isinstance(answer, Answer)
    assert answer.text.replace(" ", "").replace("\n", "") == '{"capital":"Paris"}'
    assert answer.finish_reason == "stop"
    assert run.structured_output == "json_schema"
    assert run.usage["output_tokens"] > 0
