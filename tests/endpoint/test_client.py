import time
import traceback
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from briefing.endpoint import Answer
from briefing.errors import EndpointUnavailable
from tests.asking import ask, first_error, many, question
from tests.fakes import (
    SOON,
    Double,
    Scripted,
    always,
    completion,
    in_turn,
    refused,
    refusing_formats,
)

CANARY = "sk-canary-0123456789"


def test_a_refusal_that_comes_as_a_server_error_is_not_repeated() -> None:
    with Double(refusing_formats("json_schema", status=500)) as double:
        run = ask(double.url, [question()])
    assert run.usage["requests"] == 3
    assert run.usage["retries"] == 0


def test_errors_that_pass_are_repeated_and_counted() -> None:
    responses = (refused(429, "slow down"), refused(500, "oops"), Scripted(cut=True))
    with Double(in_turn(*responses, completion("{}"))) as double:
        run = ask(double.url, [question()])
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
        ask(double.url, [question()])
    assert 0.9 < times[1] - times[0] < 3


def test_one_request_in_five_failing_loses_nothing() -> None:
    def answer(body: dict[str, Any], seen: int) -> Scripted:
        number = int(body["messages"][1]["content"].split()[1].strip("?"))
        return refused(503, "busy") if (number + seen) % 5 == 0 else completion("{}")

    with Double(answer) as double:
        run = ask(double.url, many(50))
        assert run.usage["requests"] == len(double.bodies) == 60
    assert all(isinstance(answer, Answer) for answer in run.answers)


def test_a_wrong_key_fails_at_once_and_names_the_variable() -> None:
    with Double(always(refused(401, "Incorrect API key"))) as double:
        run = ask(double.url, many(20), api_key=SecretStr(CANARY))
        assert len(double.bodies) == 1
        assert double.headers[0]["authorization"] == f"Bearer {CANARY}"
    assert all(isinstance(answer, EndpointUnavailable) for answer in run.answers)
    assert run.given_up
    assert "OPENAI_API_KEY" in first_error(run).hint
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
        run = ask(double.url, many(4), cache=cache, api_key=SecretStr(CANARY))
    errors = [error for error in run.answers if isinstance(error, EndpointUnavailable)]
    assert len(errors) == 3
    shown = [line for error in errors for line in traceback.format_exception(error)]
    assert "***" in "".join(run.notices)
    assert CANARY not in "".join([*shown, *run.notices])
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert CANARY.encode() not in written


def test_an_unknown_model_is_told_which_there_are() -> None:
    with Double(always(refused(404, "no such model")), models=("small", "large")) as double:
        error = first_error(ask(double.url, [question()]))
    assert "it has small, large" in error.hint


def test_an_address_without_a_server_is_named_at_once() -> None:
    run = ask("http://127.0.0.1:9/v1", many(3))
    assert str(first_error(run)).startswith("127.0.0.1:9: refused connection")
    assert run.usage["requests"] == 1
    assert run.given_up


def test_a_server_that_takes_too_long_is_a_timeout() -> None:
    with Double(always(completion("{}", delay_s=0.5))) as double:
        run = ask(double.url, [question()], timeout_s=0.05, max_retries=0)
    assert "no answer in time" in str(first_error(run))
    assert "--timeout" in first_error(run).hint


def test_a_spent_quota_is_not_repeated() -> None:
    with Double(always(refused(429, "no quota", code="insufficient_quota"))) as double:
        run = ask(double.url, [question()])
        assert len(double.bodies) == 1
    assert "no quota left" in first_error(run).hint


def test_an_endpoint_that_keeps_failing_is_given_up() -> None:
    with Double(always(Scripted(503, {"error": "busy"}, headers=SOON))) as double:
        run = ask(double.url, many(20), max_retries=1)
        assert len(double.bodies) == 6
    assert all(isinstance(answer, EndpointUnavailable) for answer in run.answers)
    assert run.given_up


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with Double(always(completion("{}"))) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://{proxy.host}")
        run = ask("http://model.example/v1", [question()], max_retries=0)

    # The double knows no path that begins with a host, as a proxy is asked for.
    assert "no such path" in str(first_error(run))
