"""Between an extractor and an endpoint: counts what an article takes."""

from collections.abc import Iterable

from briefing.comparison.outcomes import Effort
from briefing.endpoint import Answer, Endpoint, Request


class Meter:
    """The endpoint as one article under one arm sees it."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self.effort = Effort(seconds=0.0)

    @property
    def given_up(self) -> bool:
        """Whether the endpoint failed for good before it answered anything."""
        return self._endpoint.given_up

    async def ask(self, request: Request) -> Answer:
        """The endpoint's answer, counted whether or not the cache had it."""
        answer = await self._endpoint.ask(request)
        before = self.effort
        is_fresh = not answer.from_cache and before.seconds is not None
        self.effort = Effort(
            before.requests + 1,
            before.input_tokens + answer.input_tokens,
            before.output_tokens + answer.output_tokens,
            (before.seconds or 0.0) + answer.seconds if is_fresh else None,
        )
        return answer

    def forget(self, answers: Iterable[Answer]) -> None:
        """Drop answers from the cache."""
        self._endpoint.forget(answers)
