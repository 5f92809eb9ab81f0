"""A chat completion comes in → the answer in it, direct or out of a batch."""

from typing import Any

from briefing.endpoint.exchange import Answer
from briefing.endpoint.faults import Fault, Said


def read_answer(data: dict[str, Any], key: str) -> Answer:
    """The answer in a chat completion, read leniently: servers leave out what they have no use for.

    Raises:
        Fault: It is no chat completion; some servers send their errors with status 200.
    """
    choices = data.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        error = data.get("error")
        words = error.get("message") if isinstance(error, dict) else error
        raise Fault("no reply", Said(str(words or "the response is no chat completion")[:200]))
    usage = data.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    details = usage.get("prompt_tokens_details")
    return Answer(
        text=_words(message.get("content")),
        finish_reason=_text_or_none(choice.get("finish_reason")),
        refusal=_text_or_none(message.get("refusal")),
        input_tokens=_count(usage.get("prompt_tokens")),
        output_tokens=_count(usage.get("completion_tokens")),
        cached_tokens=_count(details.get("cached_tokens")) if isinstance(details, dict) else 0,
        key=key,
    )


def _words(content: Any) -> str:
    # Some servers send a list of parts, as the API allows for requests.
    parts = content if isinstance(content, list) else [content]
    texts = (part.get("text") if isinstance(part, dict) else part for part in parts)
    return "".join(text for text in texts if isinstance(text, str))


def _text_or_none(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
