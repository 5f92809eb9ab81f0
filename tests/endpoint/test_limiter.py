import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from briefing.endpoint.faults import Fault, Said
from briefing.endpoint.limiter import Limiter

FULL = Fault("status", Said("slow down"), status=429, retry_after_s=0.2)


def test_no_more_than_the_limit_are_inside_at_once() -> None:
    inside, most = 0, 0

    async def visit(limiter: Limiter) -> None:
        nonlocal inside, most
        async with limiter.turn():
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    async def all_visit() -> None:
        limiter = Limiter(3)
        await asyncio.gather(*(visit(limiter) for _ in range(20)))
        assert limiter.in_flight == 0

    asyncio.run(all_visit())
    assert most == 3


def _order(with_limiter: Callable[[Limiter, list[str]], Awaitable[None]]) -> list[str]:
    order: list[str] = []
    asyncio.run(_within(with_limiter, order))
    return order


async def _within(
    with_limiter: Callable[[Limiter, list[str]], Awaitable[None]], order: list[str]
) -> None:
    await with_limiter(Limiter(1), order)


async def _visit(limiter: Limiter, name: str, order: list[str], *, again: bool = False) -> None:
    async with limiter.turn(again=again):
        order.append(name)
        await asyncio.sleep(0)


def test_who_repeats_a_request_comes_first() -> None:
    async def visits(limiter: Limiter, order: list[str]) -> None:
        jobs = [_visit(limiter, name, order) for name in "abc"]
        await asyncio.gather(*jobs, _visit(limiter, "again", order, again=True))

    assert _order(visits) == ["a", "again", "b", "c"]


def test_who_gives_up_waiting_leaves_the_place_to_the_next() -> None:
    async def visits(limiter: Limiter, order: list[str]) -> None:
        tasks = [asyncio.create_task(_visit(limiter, name, order)) for name in "abc"]
        await asyncio.sleep(0)
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert limiter.in_flight == 0

    assert _order(visits) == ["a", "c"]


def test_a_place_that_was_given_to_somebody_who_is_gone_is_given_on() -> None:
    async def visits(limiter: Limiter, order: list[str]) -> None:
        async with limiter.turn():
            waiting = asyncio.create_task(_visit(limiter, "gone", order))
            await asyncio.sleep(0)
        waiting.cancel()  # it has the place, and has not run yet
        await asyncio.gather(waiting, return_exceptions=True)
        assert limiter.in_flight == 0
        await _visit(limiter, "next", order)

    assert _order(visits) == ["next"]


def test_what_a_server_asks_for_holds_for_all() -> None:
    async def main() -> float:
        limiter = Limiter(4)
        with pytest.raises(Fault):
            async with limiter.turn():
                raise FULL
        started = time.monotonic()
        async with limiter.turn():
            return time.monotonic() - started

    assert 0.15 < asyncio.run(main()) < 2


def test_requests_a_minute_are_kept() -> None:
    async def main() -> float:
        limiter = Limiter(4, rpm=600)
        started = time.monotonic()
        for _ in range(13):
            async with limiter.turn():
                pass
        return time.monotonic() - started

    assert asyncio.run(main()) > 0.2  # ten at once, then one in a tenth of a second


def test_a_stop_wakes_all_who_wait_or_sleep() -> None:
    async def main() -> None:
        limiter = Limiter(1)
        limiter.hold(60)
        jobs = [asyncio.create_task(_visit(limiter, "x", [])) for _ in range(3)]
        jobs.append(asyncio.create_task(limiter.sleep(60)))
        await asyncio.sleep(0.01)
        limiter.stop()
        async with asyncio.timeout(5):
            await asyncio.gather(*jobs)

    asyncio.run(main())
