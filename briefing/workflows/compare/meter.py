"""Between an extractor and an endpoint: counts what an article takes, and stops in good order."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from briefing.comparison.outcomes import Effort
from briefing.endpoint import Answer, Endpoint, Request


class Gate:
    """Lets so many requests be under way at once, and no new one once the run is to stop.

    A request that is under way has been paid for: its answer is waited for, so that it lands in the
    cache and the next run does not ask again.
    """

    def __init__(self, max_concurrency: int, *, notice: Callable[[str], None]) -> None:
        """Must be made in the event loop, by the task that is cancelled when the run stops."""
        self._turns = asyncio.Semaphore(max_concurrency)
        self._run = asyncio.current_task()
        self._notice = notice
        self._n_open = 0
        self.is_stopping = False

    def stop(self) -> None:
        """Stop when nothing is under way any more; told a second time, stop now."""
        if self.is_stopping or not self._n_open:
            self._cancel()
        else:
            self._notice(
                f"interrupted: waiting for what is under way ({self._n_open} requests); "
                "Ctrl-C again stops now"
            )
        self.is_stopping = True

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn; when the run is to stop, none comes any more."""
        async with self._turns:
            if self.is_stopping:
                await asyncio.Event().wait()
            self._n_open += 1
            try:
                yield
            finally:
                self._n_open -= 1
                if self.is_stopping and not self._n_open:
                    self._cancel()

    def _cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()


class Meter:
    """The endpoint as one article under one arm sees it."""

    def __init__(self, endpoint: Endpoint, gate: Gate) -> None:
        """Ask `endpoint` when `gate` lets through."""
        self._endpoint = endpoint
        self._gate = gate
        self.effort = Effort(seconds=0.0)

    @property
    def given_up(self) -> bool:
        """Whether the endpoint failed for good before it answered anything."""
        return self._endpoint.given_up

    async def ask(self, request: Request) -> Answer:
        """The endpoint's answer, counted whether or not the cache had it."""
        async with self._gate.turn():
            started = time.perf_counter()
            answer = await self._endpoint.ask(request)
            taken = time.perf_counter() - started
        before = self.effort
        self.effort = Effort(
            before.requests + 1,
            before.input_tokens + answer.input_tokens,
            before.output_tokens + answer.output_tokens,
            None if answer.from_cache or before.seconds is None else before.seconds + taken,
        )
        return answer

    def forget(self, answers: Iterable[Answer]) -> None:
        """Drop answers from the cache."""
        self._endpoint.forget(answers)
