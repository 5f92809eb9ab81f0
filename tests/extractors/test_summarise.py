"""A model is asked twice at most for key points; without an answer there is a reason."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pytest

from briefing.endpoint import Answer, Request
from briefing.errors import EndpointUnavailable
from briefing.extractors.summarise import summarise
from briefing.schema.reply import KeyPointsReply
from tests.fakes import key_points

GOOD = key_points(("Ann Lee agreed.", "s1"))


class Lines(NamedTuple):
    """Messages that hold the lines and no more."""

    system: str
    user: str


class PlainPrompt:
    """A double of a prompt version."""

    def render_lines(self, lines: Sequence[str]) -> Lines:
        return Lines("Sum up.", "\n".join(lines))


class DoubleEndpoint:
    """A double of an endpoint that gives these texts one after the other; None: unavailable."""

    def __init__(self, *texts: str | None, given_up: bool = False) -> None:
        self.given_up = given_up
        self.asked: list[Request] = []
        self.forgotten: list[str] = []
        self._texts = list(texts)

    async def ask(self, request: Request) -> Answer:
        self.asked.append(request)
        text = self._texts.pop(0)
        if text is None:
            raise EndpointUnavailable("host", "is down", hint="start it")
        return Answer(text=text, finish_reason="stop", refusal=None)

    def forget(self, answers: Iterable[Answer]) -> None:
        self.forgotten += [answer.text for answer in answers]


def _sum_up(endpoint: DoubleEndpoint) -> KeyPointsReply | str:
    return asyncio.run(summarise(endpoint, PlainPrompt(), ["Ann Lee (position): I agree."]))


def test_a_good_reply_is_taken() -> None:
    endpoint = DoubleEndpoint(GOOD)
    reply = _sum_up(endpoint)

    assert isinstance(reply, KeyPointsReply)
    assert reply.key_points[0].text == "Ann Lee agreed."
    assert [m.role for m in endpoint.asked[0].messages] == ["system", "user"]


def test_a_bad_reply_is_asked_again_saying_what_is_wrong() -> None:
    endpoint = DoubleEndpoint("so", GOOD)

    assert isinstance(_sum_up(endpoint), KeyPointsReply)
    assert "It is not valid JSON." in endpoint.asked[1].messages[-1].content


def test_after_two_bad_replies_there_is_a_reason_and_both_are_forgotten() -> None:
    endpoint = DoubleEndpoint("so", "so so", GOOD)

    assert "malformed" in str(_sum_up(endpoint))
    assert len(endpoint.asked) == 2
    assert endpoint.forgotten == ["so", "so so"]


def test_an_endpoint_that_answered_before_and_fails_now_is_a_reason() -> None:
    assert _sum_up(DoubleEndpoint(None)) == "host: is down"


def test_an_endpoint_that_never_answered_ends_the_run() -> None:
    with pytest.raises(EndpointUnavailable):
        _sum_up(DoubleEndpoint(None, given_up=True))
