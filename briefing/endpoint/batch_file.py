"""The lines of a batch's files, in the form of the OpenAI Batch API and of `vllm run-batch`."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Literal, NamedTuple

from briefing.endpoint.faults import SHOWN, read_error

MOST_REQUESTS = 50_000
MOST_BYTES = 200_000_000
"""Of one file: 50,000 requests and 200 MB (OpenAI API reference, `POST /batches`, `input_file_id`,
as the openai package 3.54 quotes it); the smaller kind of megabyte."""
LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of a line that are read: a thousand times an answer of 3,000 tokens."""
URL: Literal["/v1/chat/completions"] = "/v1/chat/completions"


class BatchRequest(NamedTuple):
    """One request of a batch."""

    key: str
    """Under which the cache will hold the answer; 64 characters, as many as a `custom_id` may have
    with OpenAI."""
    repeat: int
    body: str
    """As JSON in ASCII: some tools split lines at other places than the line feed."""

    @property
    def line(self) -> str:
        """The request as a line of the file, in ASCII."""
        head = {"custom_id": self.key, "method": "POST", "url": URL}
        return f'{json.dumps(head)[:-1]}, "body": {self.body}}}\n'


class Result(NamedTuple):
    """One line of a file of results; `data` or else a problem."""

    key: str | None
    """None: the line says not which request it answers."""
    data: dict[str, Any] | None
    """What the server sent, unjudged."""
    problem: str


def in_parts(requests: Iterable[BatchRequest]) -> Iterator[list[BatchRequest]]:
    """Split what is too much for one file, in order."""
    part: list[BatchRequest] = []
    n_bytes = 0
    for request in requests:
        size = len(request.line)
        if part and (len(part) >= MOST_REQUESTS or n_bytes + size > MOST_BYTES):
            yield part
            part, n_bytes = [], 0
        part.append(request)
        n_bytes += size
    if part:
        yield part


def read_results(file: BinaryIO) -> Iterator[Result]:
    """Read a file of results, or of errors, line by line; whatever it holds, nothing is raised."""
    while raw := file.readline(LONGEST_LINE):
        whole = len(raw) < LONGEST_LINE or raw.endswith(b"\n")
        while not whole:
            rest = file.readline(LONGEST_LINE)
            whole = not rest or rest.endswith(b"\n")
            raw = b"?"
        if raw.strip():
            yield _read_line(raw)


def _read_line(raw: bytes) -> Result:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return Result(None, None, "no JSON")
    key = data.get("custom_id") if isinstance(data, dict) else None
    if not isinstance(key, str):
        return Result(None, None, "no custom_id")
    response = data.get("response")
    response = response if isinstance(response, dict) else {}
    status = response.get("status_code", 200)
    # Some tools leave the envelope out and put the completion in its place.
    body = response.get("body", response)
    if data.get("error") is None and status == 200 and isinstance(body, dict) and body:
        return Result(key, body, "")
    return Result(key, None, _problem(data.get("error"), status, body))


def _problem(error: Any, status: Any, body: Any) -> str:
    """What an error says, in the forms of OpenAI (an object with code and message) and vLLM."""
    found = error if error is not None else body
    said = read_error(json.dumps(found if isinstance(found, dict) else {"error": found}))
    only_code = isinstance(error, dict) and said.code and not error.get("message")
    message = (said.code if only_code else said.message)[:SHOWN] if found else "no answer"
    return message if status in (200, None) else f"HTTP {str(status)[:9]}: {message}"
