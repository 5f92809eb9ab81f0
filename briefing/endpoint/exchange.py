"""What goes to an endpoint and what comes back, and the count of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple


class Message(NamedTuple):
    """One turn of the conversation that a request carries."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """One question: messages, and the JSON schema that the answer is to have."""

    messages: tuple[Message, ...]
    """A system message first, the article's chunk last in the user message after it."""
    schema_name: str
    schema: Mapping[str, object]
    """Strict-compatible, see `strict_schema`."""
    repeat: int = 0
    """Which sample of the same question this is; part of the cache key."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it came, unjudged."""

    text: str
    finish_reason: str | None
    """`stop`, `length` (truncated), `content_filter`, …, as the Chat Completions API has it."""
    refusal: str | None
    """The model's own words where it declined to answer."""
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    """Those among the input tokens that the server had from requests before; not kept on disk."""
    seconds: float = 0.0
    """From sending the request that was answered to its answer: no waiting for a turn."""
    from_cache: bool = False
    key: str = ""
    """Where the cache holds it."""


class Response(NamedTuple):
    """What a server sent: a JSON object, and how long it took."""

    data: dict[str, Any]
    seconds: float


@dataclass(slots=True)
class Usage:
    """What a run has asked for so far: the counters of the run record."""

    requests: int = 0
    """HTTP requests for an answer that were sent, repetitions included."""
    retries: int = 0
    """Those among the requests that repeated one."""
    cache_hits: int = 0
    input_tokens: int = 0
    """Tokens of the answers that came over the wire; the cache's cost nothing and count nothing."""
    output_tokens: int = 0
    cached_tokens: int = 0
    """Those among the input tokens that the server says it had from requests before."""
