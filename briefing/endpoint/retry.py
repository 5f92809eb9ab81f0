"""Whether a request that failed is worth repeating, and when.

The SDK could repeat requests itself. It is told not to, so that every try waits its turn, counts
towards what may be spent, and ends at once when the run is interrupted.
"""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from briefing.endpoint.faults import SPENT, Fault
from briefing.endpoint.ladder import refused_parameter

FIRST_S, LONGEST_S = 0.5, 8.0
"""Seconds before the second try and before late ones, as in the openai package."""
HONOURED_S = 120.0
"""Longest Retry-After that is waited for, as in the openai package; beyond, the run ends sooner."""


def is_passing(fault: Fault) -> bool:
    """Whether the same request may fare better later."""
    if fault.kind in ("timeout", "connection"):
        return True
    if fault.kind != "status" or fault.should_retry is False:
        return False
    if fault.should_retry:
        return True
    if fault.status == 429:
        return fault.said.code not in SPENT
    if fault.status in (408, 409):
        return True
    # Some servers say with a 500 that they do not take a parameter: that stays so.
    return (fault.status or 0) >= 500 and refused_parameter(fault.said) is None


def delay_before(again: int, fault: Fault) -> float:
    """Seconds until try number `again` (1 is the first repetition) after this fault.

    What the server asks for, else doubling from half a second, up to a quarter less at random, so
    that requests that failed together do not come back together.
    """
    asked = fault.retry_after_s
    if asked is not None and asked <= HONOURED_S:
        return asked
    spread = 1 - 0.25 * random.random()
    return float(min(FIRST_S * 2.0 ** (again - 1), LONGEST_S) * spread)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that Retry-After, as number or date, or retry-after-ms asks for."""
    try:
        return max(0.0, float(headers["retry-after-ms"]) / 1000)
    except (KeyError, ValueError):
        pass
    value = headers.get("retry-after", "")
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
