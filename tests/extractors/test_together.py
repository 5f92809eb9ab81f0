import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from functools import partial

import pytest

from briefing.errors import EndpointUnavailable
from briefing.extractors.together import in_turn, together


async def _after(turns: int, result: int | EndpointUnavailable, ended: list[int]) -> int:
    try:
        for _ in range(turns):
            await asyncio.sleep(0)
    finally:
        ended.append(turns)
    if isinstance(result, EndpointUnavailable):
        raise result
    return result


def test_results_come_in_the_order_of_the_jobs() -> None:
    jobs = [_after(3, 1, []), _after(1, 2, []), _after(2, 3, [])]
    assert asyncio.run(together(jobs)) == [1, 2, 3]
    assert asyncio.run(together([])) == []


def test_the_first_error_is_raised_bare_and_ends_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ended: list[int] = []

    async def main() -> None:
        first = EndpointUnavailable("here", "first")
        second = EndpointUnavailable("here", "second")
        await together([_after(1, first, ended), _after(2, second, ended), _after(99, 0, ended)])

    with caplog.at_level(logging.ERROR), pytest.raises(EndpointUnavailable, match="first"):
        asyncio.run(main())
    assert sorted(ended) == [1, 2, 99]
    assert caplog.records == []


def test_jobs_begin_while_the_next_is_made() -> None:
    order: list[str] = []

    async def job(number: int) -> None:
        order.append(f"begun {number}")

    def made() -> Iterator[Callable[[], Awaitable[None]]]:
        for number in range(3):
            order.append(f"made {number}")
            yield partial(job, number)

    asyncio.run(in_turn(made(), at_once=3))
    assert order == ["made 0", "begun 0", "made 1", "begun 1", "made 2", "begun 2"]


def test_no_more_jobs_are_made_than_there_is_room_for() -> None:
    made = done = 0
    most = 0

    async def job() -> None:
        nonlocal done, most
        most = max(most, made - done)
        await asyncio.sleep(0.001)
        done += 1

    def jobs() -> Iterator[Callable[[], Awaitable[None]]]:
        nonlocal made
        for _ in range(20):
            made += 1
            yield job

    asyncio.run(in_turn(jobs(), at_once=3))
    assert (done, most) == (20, 3)


def test_after_an_error_no_more_jobs_are_made() -> None:
    made: list[int] = []

    async def fails(number: int) -> None:
        await _after(1, EndpointUnavailable("here", f"error {number}"), [])

    def jobs() -> Iterator[Callable[[], Awaitable[None]]]:
        for number in range(9):
            made.append(number)
            yield partial(fails, number)

    with pytest.raises(EndpointUnavailable, match="error 0"):
        asyncio.run(in_turn(jobs(), at_once=9))
    assert len(made) < 9
