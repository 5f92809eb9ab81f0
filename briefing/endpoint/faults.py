"""What goes wrong in an exchange: read from what the server says, told in the user's terms."""

import json
import traceback
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, get_args

from briefing.errors import EndpointUnavailable

SHOWN = 200
"""Characters of a server's message that an error shows."""
READ = 2_000
"""Characters of a server's message that are looked at."""

Unserved = Literal["not installed", "too large", "cannot be loaded"]
"""Why a model file does not answer."""
FaultKind = Literal["status", "refused connection", "connection", "timeout", "no reply"] | Unserved


class Said(NamedTuple):
    """What an error response says."""

    message: str
    param: str = ""
    """The parameter that it blames, where it names one."""
    code: str = ""


class Fault(Exception):  # noqa: N818 (a cause inside this package; it leaves as EndpointUnavailable)
    """One exchange that failed.

    Attributes:
        kind: Where it failed; `refused connection` is one that no server took, at an address where
            nothing has answered yet.
        said: What the server or the library says about it, free of credentials.
        status: The HTTP status, where there was a response.
        retry_after_s: Seconds after which the server wants to be asked again, where it says so.
        should_retry: What the server's x-should-retry says, where it does.
    """

    def __init__(
        self,
        kind: FaultKind,
        said: Said,
        *,
        status: int | None = None,
        retry_after_s: float | None = None,
        should_retry: bool | None = None,
    ) -> None:
        super().__init__(f"{kind} {status or ''}: {said.message}")
        self.kind = kind
        self.said = said
        self.status = status
        self.retry_after_s = retry_after_s
        self.should_retry = should_retry

    @property
    def is_full(self) -> bool:
        """Whether the server had no room for one more request, or no time."""
        full = self.status == 429 or (self.status == 503 and self.retry_after_s is not None)
        return (self.kind == "status" and full) or self.kind == "timeout"

    @property
    def of_every_request(self) -> bool:
        """Whether any other request would fare the same: wrong key, model or address, no quota."""
        if self.kind == "status":
            return self.status in (401, 402, 403, 404) or self.said.code in SPENT
        return self.kind == "refused connection" or self.kind in get_args(Unserved)

    @property
    def of_this_request(self) -> bool:
        """Whether the server answers but will not have this one: too long, not allowed."""
        status = self.status or 0
        return self.kind == "status" and 400 <= status < 500 and status not in (408, 409, 429)


SPENT = ("insufficient_quota", "billing_hard_limit_reached")
"""Codes of a 429 that no waiting mends (OpenAI's error code guide)."""


def read_error(body: str) -> Said:
    """What an error response's body says, in any of the shapes that compatible servers use.

    Known shapes: `{"error": {"message", "param", "code"}}` (OpenAI, llama.cpp), `{"error": str}`,
    `{"message", …}` (vLLM, Mistral), `{"detail": str | [{"loc", "msg"}]}` (FastAPI). Of a FastAPI
    detail only place and message are read: its `input` echoes the request, which names everything.
    """
    try:
        data = json.loads(body)
    except ValueError:
        return Said(_one_line(body))
    if isinstance(data, list) and data:
        data = data[0]
    if not isinstance(data, dict):
        return Said(_one_line(body))
    error = data.get("error", data)
    if not isinstance(error, dict):
        return Said(_one_line(str(error)))
    if "detail" in error:
        return _read_detail(error["detail"])
    message = error.get("message") or error.get("error") or body
    return Said(
        _one_line(str(message)),
        param=str(error.get("param") or "")[:SHOWN],
        code=str(error.get("code") or "")[:SHOWN],
    )


def _read_detail(detail: Any) -> Said:
    if not isinstance(detail, list):
        return Said(_one_line(str(detail)))
    items = [item for item in detail[:20] if isinstance(item, dict)]
    places = [
        ".".join(str(part) for part in item.get("loc", ()) if part != "body") for item in items
    ]
    messages = [
        f"{place}: {item.get('msg', '')}" for place, item in zip(places, items, strict=True)
    ]
    return Said(_one_line("; ".join(messages)), param=places[0] if places else "")


def _one_line(text: str) -> str:
    line = " ".join(text[:READ].split())
    return "".join(char for char in line if char.isprintable())


def scrubbed(text: str, secrets: Iterable[str]) -> str:
    """The text with every credential in it replaced: servers echo keys in their errors."""
    for secret in secrets:
        text = text.replace(secret, "***")
    return text


def safe_cause(error: BaseException, secrets: Iterable[str]) -> BaseException | None:
    """The error as a `from` clause may carry it: None if its traceback would show a credential."""
    shown = "".join(traceback.format_exception(error))
    return None if any(secret in shown for secret in secrets) else error


def unavailable(
    fault: Fault, *, host: str, model: str, models: Iterable[str]
) -> EndpointUnavailable:
    """The fault in the user's terms, with what to do about it.

    Args:
        fault: What happened.
        host: Host and port of the endpoint.
        model: The model that was asked for.
        models: The models that the endpoint has, where it says.
    """
    message = fault.said.message[:SHOWN]
    if fault.kind == "status":
        problem = f"HTTP {fault.status}: {message or 'no message'}"
    elif fault.kind == "timeout":
        problem = f"no answer in time ({message})"
    else:
        problem = f"{fault.kind} ({message})" if message else fault.kind
    return EndpointUnavailable(host, problem, hint=_hint(fault, host, model, list(models)))


def _hint(fault: Fault, host: str, model: str, models: list[str]) -> str:
    status, kind = fault.status, fault.kind
    hints = (
        (fault.said.code in SPENT, "the account behind OPENAI_API_KEY has no quota left"),
        (status in (401, 403), f"set OPENAI_API_KEY to a key that {host} accepts for {model}"),
        (status == 404 and models, f"{host} has no {model}; it has {', '.join(models[:10])}"),
        (status == 404, f"check --model ({model}) and --base-url (it usually ends in /v1)"),
        (kind == "refused connection", f"start the server at {host}, or correct --base-url"),
        (kind == "timeout", "raise --timeout, or lower --max-concurrency for a slow server"),
        (kind == "not installed", "pip install 'briefing[local]'"),
        (kind == "too large", "take a smaller model, or one that is quantised further"),
        (kind == "cannot be loaded", "get the file again if it is cut short, or upgrade xllamacpp"),
        (fault.of_this_request, "lower --chunk-tokens if the request is too long"),
    )
    again = "run the same command again later: what has been answered is in the cache"
    return next((hint for applies, hint in hints if applies), again)
