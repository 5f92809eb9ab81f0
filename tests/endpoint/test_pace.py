"""The pace against servers that are simulated, answer by answer, without a clock."""

import heapq
import itertools
import random
from collections.abc import Callable

import pytest

from briefing.endpoint.pace import FIRST, START, Pace

Served = tuple[float, bool]
"""Seconds until the answer, and whether it is a refusal."""


def _run(
    serve: Callable[[int, int], Served], *, n_requests: int, most: int = 64, timeout_s: float = 600
) -> tuple[list[int], float]:
    """The limit after every answer and the seconds that all took; `serve(in_flight, number)`."""
    numbers = itertools.count()
    return _simulate(
        lambda _, in_flight: serve(in_flight, next(numbers)), n_requests, most, timeout_s
    )


def _run_at(serve: Callable[[float], Served], *, n_requests: int) -> tuple[list[int], float]:
    """The same where the server goes by the time."""
    return _simulate(lambda now, _: serve(now), n_requests, 64, 600)


def _simulate(
    serve: Callable[[float, int], Served], n_requests: int, most: int, timeout_s: float
) -> tuple[list[int], float]:
    pace = Pace(most, timeout_s=timeout_s)
    now, sent, limits = 0.0, 0, []
    flying: list[tuple[float, int, float, bool]] = []
    while sent < n_requests or flying:
        while sent < n_requests and len(flying) < pace.limit:
            seconds, refused = serve(now, len(flying))
            heapq.heappush(flying, (now + seconds, sent, now, refused))
            sent += 1
        in_flight = len(flying)
        now, _, began, refused = heapq.heappop(flying)
        if refused:
            pace.refused(now=now, in_flight=in_flight)
        else:
            pace.answered(now - began, now=now, in_flight=in_flight)
        limits.append(pace.limit)
    return limits, now


def test_few_are_sent_until_something_is_answered_and_then_more() -> None:
    limits, _ = _run(lambda *_: (0.2, False), n_requests=20)
    assert Pace(64, timeout_s=600).limit == FIRST
    assert limits[0] == START


@pytest.mark.parametrize("most", [1, 3, 20, 64, 200])
def test_a_server_that_is_fast_at_any_load_gets_all_that_is_allowed(most: int) -> None:
    limits, _ = _run(lambda *_: (0.2, False), n_requests=2_000, most=most)
    assert limits[-1] == most
    assert max(limits) <= most


def test_a_server_that_answers_one_by_one_is_not_flooded_at_the_start() -> None:
    limits, _ = _run(
        lambda in_flight, _: (30.0 * (in_flight + 1), False), n_requests=1, timeout_s=600
    )
    assert limits[0] == 10  # ten times thirty seconds are half the time that one may take


def test_where_more_at_once_only_takes_longer_the_limit_sinks() -> None:
    """Eight places, and a queue before them."""
    free, chance = [0.0] * 8, random.Random(1)

    def serve(now: float) -> Served:
        began = max(now, heapq.heappop(free))
        ends = began + 0.2 * chance.lognormvariate(0, 0.3)
        heapq.heappush(free, ends)
        return ends - now, False

    limits, seconds = _run_at(serve, n_requests=4_000)
    settled = limits[1_000:]
    assert seconds < 1.1 * 4_000 / 8 * 0.2
    assert sum(settled) / len(settled) < 32


def test_where_more_at_once_pays_the_limit_grows_though_each_takes_longer() -> None:
    """A server that batches: at 64 each takes four times as long, and 16 times as many come."""
    limits, _ = _run(lambda in_flight, _: (1.0 + in_flight / 21, False), n_requests=3_000)
    settled = limits[500:]
    assert sum(settled) / len(settled) > 40


def test_a_server_that_refuses_beyond_its_room_is_asked_about_as_much_as_it_takes() -> None:
    limits, _ = _run(lambda in_flight, _: (0.2, in_flight >= 10), n_requests=4_000)
    settled = limits[1_000:]
    assert 5 <= sum(settled) / len(settled) <= 16


def test_refusals_and_stalls_at_random_leave_a_server_its_load() -> None:
    def serve(_: int, number: int) -> Served:
        if number % 50 == 7:
            return 30.0, False
        return (0.02, True) if number % 10 == 3 else (0.2, False)

    limits, _ = _run(serve, n_requests=4_000)
    settled = limits[500:]
    assert sum(settled) / len(settled) > 55


def test_a_server_that_becomes_slower_for_good_is_taken_as_it_is() -> None:
    limits, _ = _run(lambda _, number: (0.2 if number < 500 else 0.7, False), n_requests=8_000)
    assert max(limits[-500:]) == 64
