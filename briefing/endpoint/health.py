"""Whether it is any use to go on asking."""

from briefing.errors import EndpointUnavailable

STRIKES = 3
"""Requests in a row that may fail for good before the endpoint is given up. Each has been repeated,
so with one request in five failing three in a row are one in 10^17."""


class Health:
    """Gives an endpoint up when every further request would fare the same."""

    def __init__(self) -> None:
        self.answered = False
        """Whether the server has answered in this run."""
        self._strikes = 0
        self._given_up: EndpointUnavailable | None = None
        self._stopped: EndpointUnavailable | None = None

    @property
    def given_up(self) -> bool:
        """Whether nothing is sent any more."""
        return self._given_up is not None

    def check(self) -> None:
        """Raise why nothing is to be sent any more, if nothing is."""
        known = self._given_up or self._stopped
        if known is not None:
            raise EndpointUnavailable(known.where, known.problem, hint=known.hint)

    def stop(self, error: EndpointUnavailable) -> None:
        """Nothing is to be sent any more, though the endpoint is well."""
        self._stopped = self._stopped or error

    def succeeded(self) -> None:
        """An answer came."""
        self.answered = True
        self._strikes = 0

    def failed(self, error: EndpointUnavailable, *, for_all: bool) -> None:
        """A request failed for good; `for_all` says that any other would have, too."""
        self._strikes += 1
        if (for_all and not self.answered) or self._strikes >= STRIKES:
            self._given_up = error
