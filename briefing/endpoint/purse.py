"""What a run has cost, and that it costs no more than it may.

Before a request goes out, the most that it can cost is set aside; when what is set aside leaves no
room, it waits for those under way to come in below that, and when none is under way, the run stops.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from briefing.endpoint.faults import Fault
from briefing.endpoint.prices import Price

BYTES_PER_TOKEN = 2
"""Of a request in UTF-8, at least: English has four, and scripts with a token or more a character
have three bytes a character."""


class Purse:
    """Counts dollars; without a price it counts nothing and lets everything through."""

    def __init__(
        self,
        price: Callable[[], Price | None],
        *,
        most: float | None,
        max_output_tokens: int,
        empty: Callable[[float], None],
    ) -> None:
        """Spend nothing yet.

        Args:
            price: Looked up once something is to be paid.
            most: Dollars that may be spent; None: any.
            max_output_tokens: What one answer may have.
            empty: Is told what was spent when no further request fits.
        """
        self._find_price = price
        self._price: Price | None = None
        self._most = most
        self._max_output_tokens = max_output_tokens
        self._empty = empty
        self._looked_up = False
        self._set_aside = 0.0
        self._freed = asyncio.Event()
        self._paid = 0.0
        self._may_have_been_paid = 0.0

    @property
    def paid(self) -> float | None:
        """Dollars for all answers; None where the price is not known."""
        return None if self._looked_up and self._price is None else self._paid

    @property
    def known_price(self) -> Price | None:
        """The price, looked up now if it was not before."""
        if not self._looked_up:
            self._price, self._looked_up = self._find_price(), True
        return self._price

    async def set_aside(self, n_bytes: int) -> float:
        """Dollars that a request of so many bytes can cost at most, once there is room for them.

        Where there is none, `empty` is told, and it is for the caller to send nothing.
        """
        if self._most is None or self.known_price is None:
            return 0.0
        worst = self.known_price(n_bytes // BYTES_PER_TOKEN, 0, self._max_output_tokens)
        while self._spent + self._set_aside + worst > self._most:
            if self._set_aside <= 0:
                self._empty(self._spent)
                return 0.0
            self._freed.clear()
            await self._freed.wait()
        self._set_aside += worst
        return worst

    @contextmanager
    def spending(self, worst: float) -> Iterator[None]:
        """While a request is under way; one that ends without a word may have been charged."""
        try:
            yield
        except Fault as fault:
            self._may_have_been_paid += 0.0 if fault.kind == "status" else worst
            raise
        finally:
            self._set_aside = max(0.0, self._set_aside - worst)
            self._freed.set()

    def pay(self, tokens: int, cached: int, out: int) -> None:
        """An answer came, with these tokens."""
        if self.known_price is not None:
            self._paid += self.known_price(tokens, cached, out)

    @property
    def _spent(self) -> float:
        return self._paid + self._may_have_been_paid


def free_purse() -> Purse:
    """One for what costs nothing."""
    return Purse(lambda: None, most=None, max_output_tokens=0, empty=lambda _: None)
