import itertools

import pytest

from briefing.endpoint.rate import PerMinute, read_duration, seconds_to_wait


def _taken(amount: int, each: int, *, seconds: int) -> list[float]:
    """When something was taken, by whoever takes `each` as soon as it may."""
    bucket, now, times = PerMinute(amount), 1_000.0, []
    while now < 1_000 + seconds:
        if (wait := bucket.wait(now=now)) > 0:
            now += wait
            continue
        bucket.take(each, now=now)
        times.append(now)
    return times


@pytest.mark.parametrize("rpm", [1, 7, 60, 500])
def test_no_minute_has_more_requests_than_allowed_and_hardly_fewer(rpm: int) -> None:
    times = _taken(rpm, 1, seconds=600)
    in_a_minute = [sum(t <= u < t + 60 for u in times) for t in times]
    assert max(in_a_minute) <= rpm
    assert len(times) >= 0.95 * 10 * rpm - 1


def test_tokens_of_a_large_request_are_waited_for() -> None:
    times = _taken(6_000, 2_000, seconds=600)
    gaps = [later - sooner for sooner, later in itertools.pairwise(times)]
    assert min(gaps) > 19
    assert 28 <= len(times) <= 32


def test_what_was_reserved_too_much_is_given_back() -> None:
    bucket = PerMinute(6_000)
    bucket.take(2_000, now=0.0)
    assert bucket.wait(now=0.0) > 19
    bucket.take(-1_950, now=0.0)
    assert bucket.wait(now=0.0) == 0.0


def test_without_a_limit_nobody_waits() -> None:
    bucket = PerMinute(None)
    bucket.take(1e9, now=0.0)
    assert bucket.wait(now=0.0) == 0.0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1s", 1), ("6m0s", 360), ("20ms", 0.02), ("1.5", 1.5), ("2h3m", 7380)],
)
def test_durations_are_read_as_openai_writes_them(text: str, seconds: float) -> None:
    assert read_duration(text) == pytest.approx(seconds)


@pytest.mark.parametrize("text", ["", "soon", "2026-01-01T00:00:00Z", "5 s later"])
def test_what_is_no_duration_is_none(text: str) -> None:
    assert read_duration(text) is None


def _headers(kind: str, limit: int, remaining: int, reset: str) -> dict[str, str]:
    named = {"limit": str(limit), "remaining": str(remaining), "reset": reset}
    return {f"x-ratelimit-{name}-{kind}": value for name, value in named.items()}


def test_a_remainder_of_nothing_is_waited_out_until_one_more_is_there() -> None:
    headers = _headers("requests", 60, 0, "1m0s")
    assert seconds_to_wait(headers, tokens=500) == pytest.approx(1.0)


def test_tokens_that_are_missing_are_waited_for() -> None:
    headers = _headers("tokens", 6_000, 1_000, "50s")
    assert seconds_to_wait(headers, tokens=1_500) == pytest.approx(5.0)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        _headers("requests", 60, 3, "1m0s"),
        _headers("requests", 60, 0, "who knows"),
        {"x-ratelimit-remaining-requests": "0"},
    ],
)
def test_headers_that_leave_room_or_say_nothing_hold_nobody_up(headers: dict[str, str]) -> None:
    assert seconds_to_wait(headers, tokens=500) == 0.0
