import json

import pytest

from briefing.endpoint import EndpointSettings, Message, Request
from briefing.endpoint.faults import Fault, Said, read_error
from briefing.endpoint.ladder import RUNGS, Form, refused_parameter

SCHEMA = {"type": "object", "properties": {"a": {"type": "array", "maxItems": 2}}}
REQUEST = Request((Message("system", "Read."), Message("user", "Text.")), "answer", SCHEMA)
SETTINGS = EndpointSettings(model="m", seed=7)

# What servers of different make say when they refuse a parameter.
REFUSALS = {
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this "
    "model.": "structured_output",
    "This response_format type is unavailable now": "structured_output",
    "This model does not support response format `json_schema`.": "structured_output",
    "'response_format.type' must be 'json_schema' or 'text'": "structured_output",
    "response_format.type: Input should be 'text' or 'json_object'": "structured_output",
    "failed to parse grammar": "structured_output",
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
    "'max_completion_tokens' instead.": "output_limit",
    "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) "
    "value is supported.": "temperature",
    "seed: Extra inputs are not permitted": "seed",
}
# What they say when something else is wrong.
OTHER = [
    "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens.",
    "'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context "
    "length is 4096 tokens and your request has 1000 input tokens.",
    "the request exceeds the available context size, try increasing it",
    "Invalid value for 'messages[0].role'.",
    "The temperature in the data centre is high; please try again later",
    "Bad Request",
    "",
]


@pytest.mark.parametrize(("message", "name"), REFUSALS.items())
def test_a_refused_parameter_is_recognised(message: str, name: str) -> None:
    assert refused_parameter(Said(message)) == name


@pytest.mark.parametrize("message", OTHER)
def test_no_step_is_taken_for_anything_else(message: str) -> None:
    assert refused_parameter(Said(message)) is None


def test_the_parameter_that_the_server_names_is_believed() -> None:
    assert refused_parameter(Said("No.", param="response_format.type")) == "structured_output"
    assert refused_parameter(Said("No.", param="messages")) is None


def test_an_echo_of_the_request_names_nothing() -> None:
    echo = [{"loc": ["body", "messages", 0], "msg": "Field required", "input": "response_format"}]
    assert refused_parameter(read_error(json.dumps({"detail": echo}))) is None


def _fault(param: str, status: int = 400) -> Fault:
    return Fault("status", Said("unsupported", param=param), status=status)


@pytest.mark.parametrize(
    ("param", "name"),
    [
        ("response_format", "structured_output"),
        ("max_tokens", "output_limit"),
        ("temperature", "temperature"),
        ("seed", "seed"),
    ],
)
def test_each_ladder_goes_down_rung_by_rung_and_ends(param: str, name: str) -> None:
    form, seen = Form(), [getattr(Form(), name)]
    while step := form.below(_fault(param)):
        form, moved = step
        assert moved == name
        seen.append(getattr(form, name))
    assert tuple(seen) == RUNGS[name]


@pytest.mark.parametrize("status", [401, 403, 408, 413, 429, 502, 503])
def test_other_statuses_take_no_step(status: int) -> None:
    assert Form().below(_fault("response_format", status)) is None


def test_the_top_rung_sends_the_schema_as_it_is() -> None:
    body = Form().body(REQUEST, SETTINGS)
    assert body["response_format"]["json_schema"] == {
        "name": "answer",
        "strict": True,
        "schema": SCHEMA,
    }
    assert (body["temperature"], body["seed"], body["max_tokens"]) == (0.0, 7, 3000)
    assert body["messages"][0]["content"] == "Read."


@pytest.mark.parametrize("rung", ["json_object", "text"])
def test_on_the_lower_rungs_the_schema_ends_the_system_message(rung: str) -> None:
    body = Form(structured_output=rung).body(REQUEST, SETTINGS)
    system = body["messages"][0]["content"]
    assert system.startswith("Read.\n\n")
    assert system.endswith(json.dumps(SCHEMA))
    assert "JSON" in system
    assert body.get("response_format") == ({"type": rung} if rung == "json_object" else None)
    assert body["messages"][1] == {"role": "user", "content": "Text."}


def test_a_request_without_system_message_is_given_one_on_the_lower_rungs() -> None:
    request = Request((Message("user", "Text."),), "answer", SCHEMA)
    roles = [m["role"] for m in Form(structured_output="text").body(request, SETTINGS)["messages"]]
    assert roles == ["system", "user"]


def test_the_rung_without_limits_is_still_a_json_schema() -> None:
    form = Form(structured_output="json_schema without limits")
    assert "maxItems" not in json.dumps(form.body(REQUEST, SETTINGS))
    assert form.rung == "json_schema"


def test_what_is_left_out_is_not_sent() -> None:
    form = Form(output_limit="none", temperature="left out", seed="left out")
    body = form.body(REQUEST, SETTINGS)
    assert set(body) == {"model", "messages", "response_format"}


def test_repeats_have_seeds_of_their_own() -> None:
    again = Request(REQUEST.messages, "answer", SCHEMA, repeat=2)
    assert Form().body(again, SETTINGS)["seed"] == 9
    assert "seed" not in Form().body(again, EndpointSettings(model="m"))


def test_a_lone_surrogate_can_be_sent() -> None:
    request = Request((Message("user", "a\ud800b"),), "answer", SCHEMA)
    json.dumps(Form().body(request, SETTINGS), ensure_ascii=False).encode("utf-8")


def test_a_form_survives_being_remembered_and_a_strange_one_is_forgotten() -> None:
    form = Form(structured_output="json_object", seed="left out")
    assert Form.from_json(form.as_json()) == form
    for text in ("", "{}x", '{"other": 1}', '{"seed": "perhaps"}', "[]"):
        assert Form.from_json(text) is None
