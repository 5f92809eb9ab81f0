"""So many requests or tokens in any minute: as the user says, or as the server does."""

import re
from collections.abc import Mapping

MINUTE = 60
ROUNDING = 1e-6
"""What may be missing for a whole one, so that nobody waits for the last bit of a float."""


class PerMinute:
    """A bucket that fills evenly, and holds a second's worth: no sixty seconds exceed the amount.

    In any minute there comes what the bucket holds and what flows in meanwhile: 1/60 and 59/60 of
    the amount; where it holds a single one, evenly spaced ones make no more. One request may
    overdraw it, and those after it wait the longer.
    """

    def __init__(self, amount: int | None) -> None:
        """None: no limit."""
        self._size = max(1.0, (amount or 0) / MINUTE)
        held = self._size if self._size > 1 else 0.0
        self._per_second = None if amount is None else (amount - held) / MINUTE
        self._level = self._size
        self._seen = 0.0

    def wait(self, *, now: float) -> float:
        """Seconds until something may be taken; `now` in seconds of a monotonic clock."""
        if self._per_second is None:
            return 0.0
        self._fill(now)
        missing = 1 - self._level
        return missing / self._per_second if missing > ROUNDING else 0.0

    def take(self, amount: float, *, now: float) -> None:
        """Take it, whether or not it is there; a negative amount gives back."""
        if self._per_second is not None:
            self._fill(now)
            self._level = min(self._size, self._level - amount)

    def _fill(self, now: float) -> None:
        if self._per_second is not None:
            gone = max(0.0, now - self._seen)
            self._level = min(self._size, self._level + gone * self._per_second)
            self._seen = now


_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)?")
_SECONDS = {"ms": 0.001, "": 1.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def seconds_to_wait(headers: Mapping[str, str], *, tokens: int) -> float:
    """What the `x-ratelimit-…` headers of an answer say about the next request; 0 if nothing.

    They give limit, remainder and the time until all of it is there again (`6m0s`, `20ms`), for
    requests and for tokens (OpenAI's rate limit guide). The remainder grows evenly, so the wait is
    as long as what is missing takes.

    Args:
        headers: Names in lower case.
        tokens: What the next request will about take.
    """
    return max(_until(headers, "requests", 1), _until(headers, "tokens", tokens))


def _until(headers: Mapping[str, str], kind: str, wanted: int) -> float:
    try:
        limit = int(headers.get(f"x-ratelimit-limit-{kind}", ""))
        remaining = int(headers.get(f"x-ratelimit-remaining-{kind}", ""))
    except ValueError:
        return 0.0
    missing = min(wanted, limit) - remaining
    reset = read_duration(headers.get(f"x-ratelimit-reset-{kind}", ""))
    if missing <= 0 or reset is None:
        return 0.0
    return reset * missing / max(1, limit - remaining)


def read_duration(text: str) -> float | None:
    """Seconds of `1s`, `6m0s`, `20ms` or a bare number of seconds; None if it is no duration."""
    parts = _PART.findall(text)
    if not parts or "".join("".join(part) for part in parts) != text.strip():
        return None
    return sum(float(number) * _SECONDS[unit] for number, unit in parts)
