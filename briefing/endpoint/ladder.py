"""How a request is put, and what gives way when a server refuses a part of it.

Compatible servers differ in which parameters they take. Each parameter that may give way has its
rungs in `RUNGS`, best first, and in `NAMES` the words by which servers name it; a new one is one
line in each. Steps go down only when a server clearly refuses that parameter.
"""

import json
import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from briefing.endpoint.exchange import Message, Request
from briefing.endpoint.faults import Fault, Said
from briefing.endpoint.settings import EndpointSettings
from briefing.endpoint.strict_schema import without_limits
from briefing.schema.briefing import StructuredOutput

RUNGS: dict[str, tuple[str, ...]] = {
    "structured_output": ("json_schema", "json_schema without limits", "json_object", "text"),
    "output_limit": ("max_tokens", "max_completion_tokens", "none"),
    "temperature": ("sent", "left out"),
    "seed": ("sent", "left out"),
}

NAMES: dict[str, re.Pattern[str]] = {
    "structured_output": re.compile(
        r"response[_ ]?format|json[_ ]?schema|json[_ ]?object|structured[_ ]outputs?|\bgrammar\b"
        r"|guided[_ ](?:json|decoding)",
        re.IGNORECASE,
    ),
    "output_limit": re.compile(r"\bmax_(?:completion_)?tokens\b", re.IGNORECASE),
    "temperature": re.compile(r"\btemperature\b", re.IGNORECASE),
    "seed": re.compile(r"\bseed\b", re.IGNORECASE),
}

REFUSED = re.compile(
    r"\bnot (?:currently |yet |be )?(?:support|available|allow|permit|implement|enabled|compatible"
    r"|recogni[sz]ed|valid)|n't support|unsupported|unavailable|unknown|unrecogni[sz]ed|unexpected"
    r"|\binvalid|\b(?:must|should|can only) be\b|failed to (?:parse|compile|initiali[sz]e|convert)"
    r"|extra (?:inputs|fields)|deprecated",
    re.IGNORECASE,
)
TOO_LONG = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|too (?:large|long|many)|exceed",
    re.IGNORECASE,
)
"""A request that is too long is often said to have a `max_tokens` that is too large."""

REFUSING = (400, 404, 415, 422, 500, 501)
"""Statuses with which servers refuse a parameter (500: a grammar that does not parse)."""

SCHEMA_FOLLOWS = (
    "\n\nAnswer with one JSON object and nothing else: no code fence, no words before or after it. "
    "The object follows this JSON schema:\n"
)
"""Ends the system message where the server is not given the schema; names JSON, which servers with
a json_object mode insist on."""


@dataclass(frozen=True, slots=True)
class Form:
    """One rung for each parameter: how requests to this endpoint and model are put."""

    structured_output: str = "json_schema"
    output_limit: str = "max_tokens"
    temperature: str = "sent"
    seed: str = "sent"

    @property
    def rung(self) -> StructuredOutput:
        """The rung of structured output, as the run record names it."""
        if self.structured_output in ("json_object", "text"):
            return "json_object" if self.structured_output == "json_object" else "text"
        return "json_schema"

    def as_json(self) -> str:
        """For the cache's memory."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Form | None":
        """The form remembered as `text`; None if this version does not know such a form."""
        try:
            form = cls(**json.loads(text))
        except (ValueError, TypeError):
            return None
        known = all(getattr(form, name) in rungs for name, rungs in RUNGS.items())
        return form if known else None

    def body(self, request: Request, settings: EndpointSettings) -> dict[str, Any]:
        """The request as it is sent, to the last parameter."""
        body: dict[str, Any] = {"model": settings.model, "messages": self._messages(request)}
        if self.rung == "json_schema":
            bounded = self.structured_output == "json_schema"
            schema = request.schema if bounded else without_limits(request.schema)
            named = {"name": request.schema_name, "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        elif self.rung == "json_object":
            body["response_format"] = {"type": "json_object"}
        sent = self.parameters(settings, repeat=request.repeat)
        limit = sent.pop("max_output_tokens")
        body |= {name: value for name, value in sent.items() if value is not None}
        if limit is not None:
            body[self.output_limit] = limit
        return body

    def parameters(
        self, settings: EndpointSettings, *, repeat: int = 0
    ) -> dict[str, int | float | None]:
        """Each parameter with the value that is sent; None where it is left out."""
        seed = None if settings.seed is None else settings.seed + repeat
        return {
            "temperature": settings.temperature if self.temperature == "sent" else None,
            "seed": seed if self.seed == "sent" else None,
            "max_output_tokens": settings.max_output_tokens
            if self.output_limit != "none"
            else None,
        }

    def _messages(self, request: Request) -> list[dict[str, str]]:
        messages = [_sendable(message) for message in request.messages]
        if self.rung == "json_schema":
            return messages
        written = SCHEMA_FOLLOWS + json.dumps(request.schema, ensure_ascii=False)
        if messages and messages[0]["role"] == "system":
            messages[0]["content"] += written
        else:
            messages.insert(0, {"role": "system", "content": written.strip()})
        return messages

    def below(self, fault: Fault) -> tuple["Form", str] | None:
        """The form to try after this fault and the parameter that gave way, or None."""
        if fault.kind != "status" or fault.status not in REFUSING:
            return None
        name = refused_parameter(fault.said)
        rungs = RUNGS.get(name or "", ())
        place = rungs.index(getattr(self, name)) + 1 if name else 0
        if name is None or place >= len(rungs):
            return None
        return replace(self, **{name: rungs[place]}), name


def _sendable(message: Message) -> dict[str, str]:
    # A lone surrogate, left by a file decoded leniently, cannot be sent as UTF-8.
    content = message.content.encode("utf-8", "replace").decode("utf-8")
    return {"role": message.role, "content": content}


def refused_parameter(said: Said) -> str | None:
    """The parameter of `RUNGS` that an error response clearly refuses, or None.

    A parameter that the server names in its `param` field is believed; otherwise the message must
    name it and speak of refusal, and not of a request that is too long.
    """
    if TOO_LONG.search(said.message) and not NAMES["structured_output"].search(said.param):
        return None
    for name, pattern in NAMES.items():
        if pattern.search(said.param):
            return name
    if not REFUSED.search(said.message):
        return None
    found = ((pattern.search(said.message), name) for name, pattern in NAMES.items())
    places = [(match.start(), name) for match, name in found if match]
    return min(places)[1] if places else None
