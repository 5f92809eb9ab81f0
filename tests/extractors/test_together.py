import asyncio
import logging

import pytest

from briefing.errors import EndpointUnavailable
from briefing.extractors.together import together


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
