import asyncio
from typing import Any

import pytest

from briefing.endpoint import Answer
from briefing.endpoint.faults import Fault, FaultKind, Said
from briefing.endpoint.prices import Price
from briefing.endpoint.purse import Purse
from tests.asking import ask, first_error, many
from tests.fakes import Double, Scripted, always, completion, in_turn, refused

CENT_EACH: Price = lambda tokens, cached, out: 0.01  # noqa: E731 (a price is a function)
EACH = 0.0211
"""Dollars for an answer of the double, 100 tokens in and 10 out, at 11 and 2,000 a million."""
RATES: dict[str, Any] = {"price": (11.0, 2_000.0), "max_output_tokens": 50}


def _purse(most: float | None, emptied: list[float]) -> Purse:
    return Purse(lambda: CENT_EACH, most=most, max_output_tokens=10, empty=emptied.append)


def test_what_is_under_way_is_waited_for_before_the_purse_is_called_empty() -> None:
    emptied: list[float] = []

    async def main() -> None:
        purse = _purse(0.015, emptied)
        first = await purse.set_aside(100)
        second = asyncio.create_task(purse.set_aside(100))
        await asyncio.sleep(0)
        assert not second.done()
        with purse.spending(first):
            purse.pay(1, 0, 0)
        await second
        assert purse.paid == pytest.approx(0.01)

    asyncio.run(main())
    assert emptied == [pytest.approx(0.01)]


@pytest.mark.parametrize(
    ("kind", "left"), [("status", 1), ("timeout", 0), ("connection", 0), ("no reply", 0)]
)
def test_a_request_that_ends_without_a_word_counts_as_charged(kind: FaultKind, left: int) -> None:
    emptied: list[float] = []

    async def main() -> None:
        purse = _purse(0.015, emptied)
        worst = await purse.set_aside(100)
        with pytest.raises(Fault), purse.spending(worst):
            raise Fault(kind, Said(""))
        await purse.set_aside(100)
        assert purse.paid == 0.0

    asyncio.run(main())
    assert len(emptied) == 1 - left


def test_a_run_stops_before_the_request_that_could_exceed_its_limit() -> None:
    with Double(always(completion("{}"))) as double:
        run = ask(double.url, many(20), max_concurrency=1, max_cost=0.25, **RATES)
        n_sent = len(double.bodies)
    answered = [answer for answer in run.answers if isinstance(answer, Answer)]
    assert len(answered) == n_sent == 8
    assert run.cost_usd == pytest.approx(8 * EACH)
    error = next(e for e in run.answers if not isinstance(e, Answer))
    assert "not asked: the next request could exceed --max-cost (0.25, 0.1688 spent)" in str(error)
    assert not run.given_up


def test_a_limit_is_kept_with_many_at_once() -> None:
    with Double(always(completion("{}", delay_s=0.01))) as double:
        run = ask(double.url, many(60), max_concurrency=16, max_cost=0.5, **RATES)
        assert len(double.bodies) * EACH <= 0.5
    assert run.cost_usd == pytest.approx(len(double.bodies) * EACH)
    assert len(double.bodies) >= 15


def test_repeated_asks_are_paid_for_and_refused_ones_are_not() -> None:
    with Double(in_turn(refused(500, "oops"), completion("{}"))) as double:
        run = ask(double.url, many(1), price=(11.0, 2_000.0))
    assert run.cost_usd == pytest.approx(EACH)


def test_without_a_price_nothing_is_said_of_costs() -> None:
    with Double(always(completion("{}"))) as double:
        assert ask(double.url, many(1)).cost_usd is None


def test_cached_tokens_are_counted() -> None:
    body = dict(completion("{}").body)
    body["usage"] = {**body["usage"], "prompt_tokens_details": {"cached_tokens": 64}}
    with Double(always(Scripted(body=body))) as double:
        run = ask(double.url, many(2))
    assert run.usage["cached_tokens"] == 128


def test_an_endpoint_that_cannot_be_reached_costs_nothing() -> None:
    run = ask("http://127.0.0.1:9/v1", many(1), price=(1.0, 1.0))
    assert "refused connection" in str(first_error(run))
    assert run.cost_usd == 0.0
