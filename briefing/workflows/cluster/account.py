"""What asking took, told block by block, so that it is known whichever node it was on."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from briefing.endpoint import Endpoint
from briefing.schema.briefing import StructuredOutput

COUNTS = ("requests", "retries", "cache_hits", "input_tokens", "output_tokens", "cached_tokens")
"""Of an endpoint's usage, by its names."""


class Account(BaseModel):
    """What one block of articles, or all, took of the endpoint."""

    model_config = ConfigDict(frozen=True)

    counts: Mapping[str, int] = {}
    cost_usd: float | None = 0.0
    """None: the price is not known."""
    structured_output: StructuredOutput = "none"
    parameters: Mapping[str, Any] = {}
    notices: tuple[str, ...] = ()
    """What the user should know."""


class Accounting:
    """Tells what an endpoint has used since it was last asked to tell."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._told = dict.fromkeys(COUNTS, 0)
        self._told_usd = 0.0

    def tell(self, notices: Iterable[str]) -> Account:
        """What was used since the last time, with these notices."""
        endpoint = self._endpoint
        now = {name: int(getattr(endpoint.usage, name)) for name in COUNTS}
        cost = endpoint.cost_usd
        account = Account(
            counts={name: now[name] - self._told[name] for name in COUNTS},
            cost_usd=None if cost is None else cost - self._told_usd,
            structured_output=endpoint.structured_output,
            parameters=endpoint.parameters,
            notices=tuple(notices),
        )
        self._told, self._told_usd = now, cost or 0.0
        return account


def add_up(accounts: Iterable[Account]) -> Account:
    """All together; form and parameters are the last that were used."""
    counts = dict.fromkeys(COUNTS, 0)
    cost: float | None = 0.0
    last = Account()
    notices: dict[str, None] = {}
    for account in accounts:
        for name, count in account.counts.items():
            counts[name] += count
        cost = None if cost is None or account.cost_usd is None else cost + account.cost_usd
        notices |= dict.fromkeys(account.notices)
        if account.structured_output != "none":
            last = account
    return last.model_copy(update={"counts": counts, "cost_usd": cost, "notices": tuple(notices)})
