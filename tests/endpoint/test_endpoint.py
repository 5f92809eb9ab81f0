import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.endpoint import Answer
from briefing.errors import ConfigError, EndpointUnavailable
from tests.asking import SCHEMA, ask, first_error, many, question
from tests.fakes import (
    Double,
    Scripted,
    always,
    completion,
    in_turn,
    refused,
    refusing_formats,
)


def test_an_answer_is_given_as_it_came_and_counted() -> None:
    with Double(always(completion("{}", finish_reason="length", refusal="No."))) as double:
        run = ask(double.url, [question()])
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
        "cached_tokens": 0,
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
    with Double(refusing_formats(*refusing)) as double:
        run = ask(double.url, many(10))
        assert len(double.bodies) == tries + 9
    assert run.structured_output == rung
    assert all(isinstance(answer, Answer) for answer in run.answers)
    assert len(run.notices) == tries - 1
    assert all("is refused" in notice and double.host in notice for notice in run.notices)


def test_the_settled_form_is_remembered_for_the_next_run(tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    with Double(refusing_formats("json_schema")) as double:
        ask(double.url, many(2), cache=cache)
        before = len(double.bodies)
        run = ask(double.url, [question("Another?")], cache=cache)
        assert len(double.bodies) == before + 1
    assert run.structured_output == "json_object"


def test_a_remembered_form_that_is_refused_later_gives_way_aloud(tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    with Double(refusing_formats()) as double:
        ask(double.url, many(1), cache=cache)
        double.answering = refusing_formats("json_schema")
        run = ask(double.url, many(8), cache=cache)
    assert run.structured_output == "json_object"
    assert len(run.notices) == 2
    assert all(isinstance(answer, Answer) for answer in run.answers)


def test_a_parameter_that_the_server_does_not_take_is_left_out() -> None:
    def answer(body: dict[str, Any], seen: int) -> Scripted:
        if "temperature" in body:
            return refused(400, "does not support 0 with this model", param="temperature")
        if "max_tokens" in body:
            return refused(400, "Unsupported parameter: 'max_tokens'", param="max_tokens")
        return completion("{}")

    with Double(answer) as double:
        run = ask(double.url, many(3))
        assert "max_completion_tokens" in double.bodies[-1]
    assert run.parameters == {"temperature": None, "seed": None, "max_output_tokens": 3000}
    assert run.structured_output == "json_schema"
    assert len(run.notices) == 2


def test_a_request_that_is_too_long_fails_alone_and_takes_no_step() -> None:
    def answer(body: dict[str, Any], seen: int) -> Scripted:
        if "Question 1?" in body["messages"][1]["content"]:
            return refused(400, "maximum context length is 10 tokens, max_tokens is invalid")
        return completion("{}")

    with Double(answer) as double:
        run = ask(double.url, many(4))
    failed = [answer for answer in run.answers if isinstance(answer, EndpointUnavailable)]
    assert len(failed) == 1
    assert "HTTP 400" in str(failed[0])
    assert run.notices == []


def test_no_more_than_max_concurrency_are_in_flight() -> None:
    with Double(always(completion("{}", delay_s=0.02))) as double:
        ask(double.url, many(20), max_concurrency=3)
        assert 2 <= double.most_at_once <= 3


def test_the_same_question_at_the_same_time_is_sent_once(tmp_path: Path) -> None:
    with Double(always(completion("{}", delay_s=0.02))) as double:
        questions = [question("Another?"), *[question()] * 5]
        run = ask(double.url, questions, cache=tmp_path / "c.sqlite3")
        assert len(double.bodies) == 2
    assert run.usage["cache_hits"] == 4


def test_a_second_run_sends_nothing_and_repeats_are_questions_of_their_own(tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    with Double(always(completion("{}"))) as double:
        ask(double.url, [question(), question(repeat=1)], cache=cache)
        assert len(double.bodies) == 2
        run = ask(double.url, [question(), question(repeat=1)], cache=cache)
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
        ask(double.url, many(6), cache=cache)
        double.answering = good
        run = ask(double.url, many(6), cache=cache)
    assert run.usage["cache_hits"] == 1
    assert run.usage["requests"] == 5


@pytest.mark.parametrize(
    "body",
    [{"error": {"message": "upstream is down"}}, {"choices": []}, [], b"<html>", {"choices": [3]}],
)
def test_what_is_no_completion_is_an_error_and_is_not_kept(body: Any, tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    with Double(in_turn(Scripted(body=body), completion("{}"))) as double:
        first = ask(double.url, [question()], cache=cache)
        assert "no reply" in str(first_error(first))
        assert isinstance(ask(double.url, [question()], cache=cache).answers[0], Answer)


def test_a_cache_that_cannot_be_used_stops_the_run_before_anything_is_sent(tmp_path: Path) -> None:
    with Double(always(completion("{}"))) as double:
        with pytest.raises(ConfigError):
            ask(double.url, [question()], cache=tmp_path)
        assert double.bodies == []


def test_a_run_that_the_cache_answers_does_not_import_openai(tmp_path: Path) -> None:
    cache = tmp_path / "c.sqlite3"
    with Double(always(completion("{}"))) as double:
        ask(double.url, [question()], cache=cache)
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
    asked = question("What is the capital of France? Reply with its name.")
    run = ask(recorded_url, [asked], model="model.gguf", max_output_tokens=50)
    answer = run.answers[0]
    assert isinstance(answer, Answer)
    assert answer.text.replace(" ", "").replace("\n", "") == '{"capital":"Paris"}'
    assert answer.finish_reason == "stop"
    assert run.structured_output == "json_schema"
    assert run.usage["output_tokens"] > 0
