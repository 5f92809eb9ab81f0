import json

import pytest

from briefing.endpoint.faults import Fault, Said, read_error, safe_cause, scrubbed, unavailable

CANARY = "sk-canary-0123456789"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            {"error": {"message": "No.", "param": "temperature", "code": "unsupported_value"}},
            Said("No.", "temperature", "unsupported_value"),
        ),
        ({"error": "No."}, Said("No.")),
        ({"object": "error", "message": "No.", "param": None, "code": 400}, Said("No.", "", "400")),
        ({"detail": "No."}, Said("No.")),
        (
            {"detail": [{"loc": ["body", "seed"], "msg": "No.", "input": "temperature"}]},
            Said("seed: No.", "seed"),
        ),
        ([{"error": {"message": "No."}}], Said("No.")),
    ],
)
def test_the_error_shapes_of_compatible_servers_are_read(body: object, said: Said) -> None:
    assert read_error(json.dumps(body)) == said


@pytest.mark.parametrize("body", ["<h1>Bad\nGateway</h1>", "", "[]", "3", '"x"', '{"error": null}'])
def test_any_other_body_is_its_own_message(body: str) -> None:
    assert read_error(body).param == ""


def test_a_servers_message_cannot_move_the_terminals_cursor_or_fill_it() -> None:
    message = read_error(json.dumps({"error": {"message": "\x1b[2J" + "x\n" * 10_000}})).message
    assert message.isprintable()
    assert len(message) <= 2000


def test_a_cause_that_would_show_a_key_is_left_out() -> None:
    assert safe_cause(ValueError(f"bad key {CANARY}"), [CANARY]) is None
    assert safe_cause(error := ValueError("bad key ***"), [CANARY]) is error
    assert scrubbed(f"bad key {CANARY}", [CANARY]) == "bad key ***"


@pytest.mark.parametrize(
    ("fault", "models", "hint"),
    [
        (Fault("status", Said("no"), status=401), [], "OPENAI_API_KEY"),
        (Fault("status", Said("no"), status=404), ["a", "b"], "it has a, b"),
        (Fault("status", Said("no"), status=404), [], "--model"),
        (Fault("status", Said("no", "", "insufficient_quota"), status=429), [], "no quota"),
        (Fault("status", Said("no"), status=400), [], "--chunk-tokens"),
        (Fault("status", Said("no"), status=503), [], "same command again"),
        (Fault("refused connection", Said("no")), [], "start the server at here:1"),
        (Fault("timeout", Said("no")), [], "--timeout"),
    ],
)
def test_each_fault_says_what_to_do(fault: Fault, models: list[str], hint: str) -> None:
    error = unavailable(fault, host="here:1", model="m", models=models)
    assert error.where == "here:1"
    assert hint in error.hint


def test_a_wrong_key_concerns_every_request_and_a_long_text_only_its_own() -> None:
    key, long = Fault("status", Said("no"), status=401), Fault("status", Said("no"), status=400)
    assert key.of_every_request
    assert long.of_this_request
    assert not long.of_every_request
    assert not Fault("status", Said("no"), status=429).of_this_request
