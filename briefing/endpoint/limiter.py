"""When a request may go out: a place in flight, no pause that the server asked for, a budget."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from briefing.endpoint.faults import Fault
from briefing.endpoint.pace import Pace
from briefing.endpoint.rate import PerMinute


class Limiter:
    """Lets requests through, for one event loop.

    Whoever repeats a request comes before those that have not asked yet, so that an article that is
    nearly done does not wait for all the others.
    """

    def __init__(
        self, most: int, *, timeout_s: float = 600.0, rpm: int | None = None, tpm: int | None = None
    ) -> None:
        """At most `most` at once, and so many requests and tokens in any minute."""
        self._pace = Pace(most, timeout_s=timeout_s)
        self._requests, self._tokens = PerMinute(rpm), PerMinute(tpm)
        self._in_flight = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._held_until = 0.0
        self._stop = asyncio.Event()

    @property
    def limit(self) -> int:
        """How many may be in flight now."""
        return self._pace.limit

    @property
    def in_flight(self) -> int:
        """How many are."""
        return self._in_flight

    @asynccontextmanager
    async def turn(self, *, tokens: int = 0, again: bool = False) -> AsyncIterator[None]:
        """Wait for a turn, and give it back at the end; what happens in it sets the pace.

        Args:
            tokens: What the request will about take of the tokens a minute.
            again: Whether it repeats one.
        """
        await self._place(first=again)
        try:
            await self._wait_out(tokens)
            started = time.monotonic()
            try:
                yield
            except Fault as fault:
                self._failed(fault)
                raise
            now = time.monotonic()
            self._pace.answered(now - started, now=now, in_flight=self._in_flight)
        finally:
            self._in_flight -= 1
            self._let_in()

    def used(self, tokens: int) -> None:
        """Tokens that a request took beyond what it was let through with; may be negative."""
        self._tokens.take(tokens, now=time.monotonic())

    def hold(self, seconds: float) -> None:
        """Let nothing through for so long: the server asked for it."""
        self._held_until = max(self._held_until, time.monotonic() + seconds)

    def stop(self) -> None:
        """Let everything through at once, which is to find out that it may not be sent."""
        self._stop.set()
        self._let_in()

    async def sleep(self, seconds: float) -> None:
        """Wait, but not beyond a stop."""
        if seconds > 0 and not self._stop.is_set():
            try:
                async with asyncio.timeout(seconds):
                    await self._stop.wait()
            except TimeoutError:
                return

    async def _place(self, *, first: bool) -> None:
        if self._in_flight < self._pace.limit and not self._waiting:
            self._in_flight += 1
            return
        mine = asyncio.get_running_loop().create_future()
        (self._waiting.appendleft if first else self._waiting.append)(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._in_flight -= 1
                self._let_in()
            raise

    def _let_in(self) -> None:
        while self._waiting and (self._in_flight < self._pace.limit or self._stop.is_set()):
            next_one = self._waiting.popleft()
            if not next_one.done():
                self._in_flight += 1
                next_one.set_result(None)

    async def _wait_out(self, tokens: int) -> None:
        while not self._stop.is_set():
            now = time.monotonic()
            wait = max(
                self._held_until - now, self._requests.wait(now=now), self._tokens.wait(now=now)
            )
            if wait <= 0:
                break
            await self.sleep(wait)
        now = time.monotonic()
        self._requests.take(1, now=now)
        self._tokens.take(tokens, now=now)

    def _failed(self, fault: Fault) -> None:
        if fault.is_full:
            self._pace.refused(now=time.monotonic(), in_flight=self._in_flight)
            self.hold(fault.retry_after_s or 0.0)
