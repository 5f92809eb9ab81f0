"""Test doubles. None of this is a real endpoint, and every response of it says so in a header.

Use cassettes for what a real server answers, and these for what a real server does only on a bad
day: errors, refusals, cut connections, truncated and malformed replies, lower rungs of the ladder.
"""

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.loopback import Loopback

DOUBLE_HEADER = "x-test-double"
SOON = {"retry-after-ms": "1"}
"""Makes the SDK repeat at once; without it, it waits half a second and more."""


@dataclass(frozen=True)
class Scripted:
    """One response, as the double is to give it."""

    status: int = 200
    body: Any = None
    """A JSON value, or bytes sent as they are."""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    cut: bool = False
    """Close the connection instead of answering."""


def completion(
    text: str | None, *, finish_reason: str = "stop", refusal: str | None = None, delay_s: float = 0
) -> Scripted:
    """A chat completion with this content; 100 tokens in, 10 out."""
    message = {"role": "assistant", "content": text, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    body = {"object": "chat.completion", "model": "double", "choices": [choice], "usage": usage}
    return Scripted(body=body, delay_s=delay_s)


def refused(
    status: int, message: str, *, param: str | None = None, code: str | None = None
) -> Scripted:
    """An error in OpenAI's form, which the SDK, where it repeats it, repeats at once."""
    error = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return Scripted(status=status, body={"error": error}, headers=SOON)


def statements(*items: Mapping[str, Any]) -> str:
    """A reply's text with these items."""
    return json.dumps({"statements": list(items)})


def key_points(*points: tuple[str, ...]) -> str:
    """A reply's text with these key points, each a text and the numbers that it rests on."""
    items = [{"text": text, "statements": numbers} for text, *numbers in points]
    return json.dumps({"key_points": items})


def quoted(quote: str, speaker: str = "unattributed", **changed: Any) -> dict[str, Any]:
    """An item of the reply form `quotes`."""
    item = {"kind": "position", "addressee": None, "condition": None, "summary": "A summary."}
    return {"quote": quote, "speaker": speaker, **item, **changed}


def numbered(*sentences: str, speaker: str = "unattributed", **changed: Any) -> dict[str, Any]:
    """An item of the reply form `sentences`."""
    item = {"kind": "position", "addressee": None, "condition": None, "summary": "A summary."}
    return {"sentences": list(sentences), "speaker": speaker, **item, **changed}


Answering = Callable[[dict[str, Any], int], Scripted]
"""From a request's body, and how often this very body was seen before, to the response."""


def always(response: Scripted) -> Answering:
    """The same response to everything."""
    return lambda _body, _seen: response


def in_turn(*responses: Scripted) -> Answering:
    """One response after the other, whatever is asked; the last one goes on."""
    left = list(responses)
    return lambda _body, _seen: left.pop(0) if len(left) > 1 else left[0]


def refusing_formats(*types: str, status: int = 400) -> Answering:
    """Refuse these types of response_format, and answer `{"capital": "Paris"}` to the others."""

    def answer(body: dict[str, Any], seen: int) -> Scripted:
        kind = body.get("response_format", {}).get("type", "text")
        if kind in types:
            return refused(status, f"response_format of type {kind} is not supported")
        return completion('{"capital": "Paris"}')

    return answer


class Double(Loopback):
    """A double of an OpenAI-compatible server on loopback, in threads of its own.

    Attributes:
        answering: How it answers; may be changed between requests.
        bodies: The chat completion requests it got, in order of arrival.
        headers: Their headers, lower-cased names.
        most_at_once: The highest number of them that were open at the same time.
    """

    def __init__(self, answering: Answering, *, models: tuple[str, ...] = ("double",)) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.most_at_once = 0
        self.answering = answering
        self._models = models
        self._seen: Counter[str] = Counter()
        self._open = 0
        self._lock = threading.Lock()
        super().__init__(_Server(self))

    @property
    def url(self) -> str:
        """The base URL, with /v1."""
        return f"http://{self.host}/v1"

    def chat(self, raw: bytes, headers: Mapping[str, str]) -> Scripted:
        """The scripted response to one chat completion request."""
        body = json.loads(raw)
        with self._lock:
            self._open += 1
            self.most_at_once = max(self.most_at_once, self._open)
            self.bodies.append(body)
            self.headers.append({name.lower(): value for name, value in headers.items()})
            seen = self._seen[raw.decode()]
            self._seen[raw.decode()] += 1
            response = self.answering(body, seen)
        time.sleep(response.delay_s)
        with self._lock:
            self._open -= 1
        return response

    def other(self, method: str, path: str, raw: bytes, headers: Mapping[str, str]) -> Scripted:
        """The response to anything else; of the path, what follows /v1."""
        return Scripted(404, {"error": "no such path"})

    def models(self) -> Scripted:
        """The response to GET /models."""
        return Scripted(body={"object": "list", "data": [{"id": name} for name in self._models]})


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    """Connections that wait to be taken; the system drops those beyond, and they are repeated."""

    def __init__(self, double: Double) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.double = double

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that is gone, killed for example, is no error of the double's."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        if self.path == "/v1/models":
            self._give(self.server.double.models())
        else:
            self._give(self._other("GET", b""))

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        raw = self.rfile.read(length)
        if len(raw) < length:
            raise ConnectionResetError("the client was killed while it sent this")
        if self.path == "/v1/chat/completions":
            self._give(self.server.double.chat(raw, dict(self.headers)))
        else:
            self._give(self._other("POST", raw))

    def _other(self, method: str, raw: bytes) -> Scripted:
        path = self.path.removeprefix("/v1")
        return self.server.double.other(method, path, raw, dict(self.headers))

    def _give(self, response: Scripted) -> None:
        if response.cut:
            self.close_connection = True
            return
        body = (
            response.body
            if isinstance(response.body, bytes)
            else json.dumps(response.body).encode()
        )
        self.send_response(response.status)
        self.send_header(DOUBLE_HEADER, "this is not a real endpoint")
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""
