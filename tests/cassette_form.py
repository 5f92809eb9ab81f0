"""How cassettes are written: YAML with readable bodies, and nothing in it that is secret or chance.

A JSON body is kept as a structure under `json`, so that a prompt in it reads as text and a changed
word is a one-line difference. It is compared as JSON on replay, as vcrpy does for JSON bodies.
"""

import json
from pathlib import PurePath
from typing import Any

import yaml

DROPPED_REQUEST_HEADERS = (
    "authorization", "api-key", "cookie", "user-agent", "idempotency-key", "openai-organization",
    "openai-project", "accept-encoding", "connection", "content-length", "host",
)  # fmt: skip
DROPPED_PREFIXES = ("x-stainless-",)
KEPT_RESPONSE_HEADERS = ("content-type", "retry-after", "retry-after-ms", "x-should-retry")
MATCHED = ("method", "scheme", "host", "port", "path", "query", "body")
"""vcrpy leaves out the body by default: a changed prompt would silently get the old answer."""


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def serialize(cassette: dict[str, Any]) -> str:
    """The cassette as YAML; vcrpy's serializer interface."""
    for exchange in cassette["interactions"]:
        exchange["request"]["body"] = _opened(exchange["request"]["body"])
        exchange["response"]["body"] = _unplaced(_opened(exchange["response"]["body"]["string"]))
    return yaml.dump(cassette, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def deserialize(text: str) -> dict[str, Any]:
    """The cassette in vcrpy's own form."""
    cassette: dict[str, Any] = yaml.safe_load(text)
    for exchange in cassette["interactions"]:
        exchange["request"]["body"] = _closed(exchange["request"]["body"])
        exchange["response"]["body"] = {"string": _closed(exchange["response"]["body"])}
    return cassette


def _opened(body: Any) -> Any:
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    try:
        return {"json": json.loads(text)}
    except (TypeError, ValueError):
        return text


def _unplaced(body: Any) -> Any:
    """A server that calls its model by the path of a file says where that lay: the name is kept."""
    if isinstance(body, dict) and isinstance(body["json"], dict) and "model" in body["json"]:
        return {"json": body["json"] | {"model": PurePath(body["json"]["model"]).name}}
    return body


def _closed(body: Any) -> Any:
    if isinstance(body, dict):
        return json.dumps(body["json"], ensure_ascii=False, separators=(",", ":"))
    return body


def clean_request(request: Any) -> Any:
    """A request without what is secret or left to chance; vcrpy's before_record_request."""
    for name in list(request.headers):
        if name.lower() in DROPPED_REQUEST_HEADERS or name.lower().startswith(DROPPED_PREFIXES):
            del request.headers[name]
    return request


def clean_response(response: dict[str, Any]) -> dict[str, Any]:
    """A response with only those headers that a client acts on; vcrpy's before_record_response."""
    response["headers"] = {
        name.lower(): values
        for name, values in response["headers"].items()
        if name.lower() in KEPT_RESPONSE_HEADERS
    }
    return response
