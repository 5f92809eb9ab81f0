"""A raw answer comes in → the reply in order, or what exactly is wrong with it."""

from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from briefing.endpoint import Answer, Message, json_object_in, strict_schema
from briefing.schema.reply import REPLY_TYPES, Reply, ReplyForm

_Wanted = TypeVar("_Wanted", bound=BaseModel)

WRITTEN_FIRST = ("statements", "quote", "sentences", "speaker", "kind", "addressee", "condition")
"""Order in which a model writes an item: the evidence before what is concluded from it, and the
summary last; a model that reads left to right cannot look ahead."""

ECHOED = 600
"""Characters of a bad reply that the model is shown again."""

SHOWN_ERRORS = 3
SHOWN_CHARS = 300

Problem = Literal["truncated", "malformed", "refused", "empty", "of the wrong shape"]

HINTS: dict[Problem, str] = {
    "truncated": "lower --chunk-tokens",
    "malformed": "see `briefing doctor` for what the endpoint can do, or try another model",
    "refused": "the model declines this text; another model may not",
    "empty": "run again, or try another model",
    "of the wrong shape": "another model or prompt version may do better",
}

CORRECTIONS: dict[Problem, str] = {
    "truncated": "It was cut off before its end. Be brief: keep the summaries short and list every "
    "statement only once.",
    "malformed": "It is not valid JSON.",
    "refused": "It declined the task. The text is a published news article, and the task is only "
    "to list who is reported to have said what.",
    "empty": "It was empty.",
    "of the wrong shape": "It does not follow the JSON schema.",
}
"""What the model is told; the details, where there are any, follow."""


class Complaint(NamedTuple):
    """Why an answer cannot be used."""

    problem: Problem
    detail: str = ""

    @property
    def hint(self) -> str:
        """What the user can do about it when it stays so."""
        return HINTS[self.problem]

    @property
    def correction(self) -> str:
        """What the model is told about it."""
        return " ".join(part for part in (CORRECTIONS[self.problem], self.detail) if part)

    def __str__(self) -> str:
        return f"{self.problem} ({self.detail})" if self.detail else self.problem


def reply_schema(form: ReplyForm) -> dict[str, Any]:
    """The JSON schema of a reply that lists statements; not to be changed by callers."""
    return schema_of(REPLY_TYPES[form])


@cache
def schema_of(wanted: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a reply, the same for every question; not to be changed by callers."""
    return strict_schema(wanted.model_json_schema(), order=WRITTEN_FIRST)


def read_reply(answer: Answer, form: ReplyForm) -> Reply | Complaint:
    """The reply that an answer holds, or the first thing that is wrong with it.

    A reply that is whole is taken even if the server says it stopped at the limit.
    """
    return read_as(answer, REPLY_TYPES[form])


def _echo(answer: Answer) -> str:
    """A bad reply as the model is shown it again.

    Never empty: some servers refuse an empty turn.
    """
    text = (answer.text or answer.refusal or "").strip() or "(no reply)"
    if len(text) <= ECHOED:
        return text
    return f"{text[: ECHOED // 2]} […] {text[-ECHOED // 2 :]}"


def ask_again(bad: Answer, complaint: Complaint, *, asked: int) -> tuple[Message, Message]:
    """The turns that follow a bad reply: the reply itself, and what is wrong with it.

    The count makes each ask a question of its own, which the cache cannot answer with the bad reply
    to the ask before.
    """
    again = f"This reply (number {asked}) cannot be used. {complaint.correction} "
    return (
        Message("assistant", _echo(bad)),
        Message("user", again + "Answer the task again, in full."),
    )


def read_as(answer: Answer, wanted: type[_Wanted]) -> _Wanted | Complaint:
    """The reply that an answer holds, or the first thing that is wrong with it."""
    if answer.refusal or answer.finish_reason == "content_filter":
        return Complaint("refused", _short(answer.refusal or "content filter"))
    truncated = answer.finish_reason == "length"
    if not answer.text.strip():
        return Complaint("truncated" if truncated else "empty")
    try:
        return wanted.model_validate_json(json_object_in(answer.text))
    except ValidationError as exc:
        if truncated:
            return Complaint("truncated")
        errors = exc.errors(include_url=False, include_context=False, include_input=False)
        malformed = errors[0]["type"] == "json_invalid"
        listed = [_place(error["loc"]) + error["msg"] for error in errors[:SHOWN_ERRORS]]
        if len(errors) > SHOWN_ERRORS:
            listed.append(f"and {len(errors) - SHOWN_ERRORS} more")
        return Complaint(
            "malformed" if malformed else "of the wrong shape", _short("; ".join(listed))
        )


def _place(loc: tuple[int | str, ...]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return f"{path.removeprefix('.')}: " if path else ""


def _short(text: str) -> str:
    text = " ".join(text[: 4 * SHOWN_CHARS].split())
    return text if len(text) <= SHOWN_CHARS else text[:SHOWN_CHARS] + "…"
