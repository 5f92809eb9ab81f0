"""How many requests an endpoint takes at once: found out from how it answers.

More in flight is worth it as long as more is answered a second. While answers come as fast as they
did at best, the limit grows; once they come at half that speed, it climbs whatever hill the answers
a second have, and takes the lower limit where both are alike. What is refused (429) cuts it by its
share. A few refusals or stalls among many answers, as faulty servers give, leave it alone.
"""

from statistics import median

START = 32
"""Requests in flight once something has been answered."""
FIRST = 8
"""Until then: a local server may answer one by one, and what waits for it runs out of time."""
WINDOW = 8
"""Outcomes from which something is concluded, or as many as are in flight where these are more."""
LONG = 3
"""Times as many where rates are compared, which are noisier than latencies."""
GROWTH, CUT = 1.25, 0.8
SLOW = 2.0
"""Times the best latency that is no longer fast."""
ALIKE = 0.05
"""Difference between two rates that says nothing."""
REFUSED = 0.2
"""Share of refusals up to which a server is faulty rather than full."""
FORGET = 1.005
"""Factor by which the best latency is forgotten in each window: a server may become slower."""


class Pace:
    """Decides a limit from outcomes; knows no clock and no event loop."""

    def __init__(self, most: int, *, timeout_s: float) -> None:
        """Never more than `most`, nor, at first, what one by one takes half of `timeout_s`."""
        self._most = most
        self._timeout_s = timeout_s
        self.limit = min(FIRST, most)
        self._began = 0.0
        self._has_answered = False
        self._best = 0.0
        self._rate = 0.0
        self._grows = True
        self._latencies: list[float] = []
        self._n_refused = 0
        self._was_full = False

    def answered(self, seconds: float, *, now: float, in_flight: int) -> None:
        """An answer came after so many seconds, `in_flight` others and itself being under way."""
        if not self._has_answered:
            self._has_answered, self._best = True, seconds
            one_by_one = int(self._timeout_s / 2 / max(seconds, 1e-6))
            self.limit = min(self._most, max(self.limit, min(START, one_by_one)))
            self._began = now
            return
        self._latencies.append(seconds)
        self._see(now, in_flight)

    def refused(self, *, now: float, in_flight: int) -> None:
        """The server had no room for a request, or no time."""
        self._n_refused += 1
        self._see(now, in_flight)

    def _see(self, now: float, in_flight: int) -> None:
        self._was_full |= in_flight >= self.limit
        n_seen = len(self._latencies) + self._n_refused
        wanted = max(WINDOW, self.limit)
        if n_seen >= LONG * wanted or (n_seen >= wanted and not self._is_slow()):
            self._decide(now, self._n_refused / n_seen)
            self._began, self._latencies, self._n_refused = now, [], 0
            self._was_full = False

    def _is_slow(self) -> bool:
        """Whether there is no refusal to go by, and answers come late."""
        few_refused = self._n_refused <= REFUSED * len(self._latencies)
        return few_refused and median(self._latencies) >= SLOW * self._best

    def _decide(self, now: float, refused: float) -> None:
        if refused > REFUSED:
            self.limit = max(1, int(self.limit * max(0.5, 1 - refused)))
            self._rate = 0.0
            return
        rate = len(self._latencies) / max(now - self._began, 1e-9)
        if not self._is_slow():
            self._grows = True
        elif rate < self._rate * (1 - ALIKE):
            self._grows = not self._grows
        elif rate < self._rate * (1 + ALIKE):
            self._grows = False
        self._rate = rate
        self._best = min(self._best * FORGET, median(self._latencies))
        if not self._grows:
            self.limit = max(1, int(self.limit * CUT))
        elif self._was_full:
            self.limit = min(self._most, max(self.limit + 1, int(self.limit * GROWTH)))
