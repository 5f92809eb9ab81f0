from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from briefing.endpoint.faults import Fault, FaultKind, Said
from briefing.endpoint.retry import HONOURED_S, delay_before, is_passing, retry_after

BUSY = Said("busy")


def _status(status: int, said: Said = BUSY, *, should_retry: bool | None = None) -> Fault:
    return Fault("status", said, status=status, should_retry=should_retry)


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 529])
def test_what_may_pass_is_repeated(status: int) -> None:
    assert is_passing(_status(status))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_what_stays_so_is_not(status: int) -> None:
    assert not is_passing(_status(status))


def test_neither_is_a_spent_quota_nor_a_parameter_that_is_refused_with_a_500() -> None:
    assert not is_passing(_status(429, Said("no", code="insufficient_quota")))
    assert not is_passing(_status(500, Said("response_format is not supported")))


def test_the_server_may_say_itself() -> None:
    assert is_passing(_status(400, should_retry=True))
    assert not is_passing(_status(503, should_retry=False))


@pytest.mark.parametrize(
    ("kind", "passing"),
    [("timeout", True), ("connection", True), ("refused connection", False), ("no reply", False)],
)
def test_a_connection_that_broke_is_tried_again(kind: FaultKind, passing: bool) -> None:
    assert is_passing(Fault(kind, Said(""))) == passing


def test_waits_double_up_to_eight_seconds_and_no_two_are_the_same() -> None:
    delays = [delay_before(again, _status(500)) for again in range(1, 8)]
    for delay, longest in zip(delays, (0.5, 1, 2, 4, 8, 8, 8), strict=True):
        assert 0.75 * longest <= delay <= longest
    assert len({delay_before(1, _status(500)) for _ in range(20)}) > 1


def test_what_the_server_asks_for_goes_before_that_unless_it_is_too_long() -> None:
    asked = Fault("status", Said(""), status=429, retry_after_s=33.0)
    assert delay_before(1, asked) == 33.0
    forever = Fault("status", Said(""), status=429, retry_after_s=HONOURED_S + 1)
    assert delay_before(1, forever) <= 0.5


def test_retry_after_is_read_in_all_its_forms() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    assert retry_after({"retry-after-ms": "150", "retry-after": "1"}) == 0.15
    assert retry_after({"retry-after": "2.5"}) == 2.5
    assert retry_after({"retry-after": soon}) == pytest.approx(30, abs=2)
    assert retry_after({"retry-after": "Fri, 31 Dec 1999 23:59:59 GMT"}) == 0.0
    assert retry_after({"retry-after": "later"}) is None
    assert retry_after({}) is None
