"""One question, one answer: from the cache, or from the server in the form that it accepts."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from briefing.endpoint.cache import ReplyCache, cache_key
from briefing.endpoint.client import Client
from briefing.endpoint.completion import read_answer
from briefing.endpoint.exchange import Answer, Request, Response, Usage
from briefing.endpoint.faults import Fault, unavailable
from briefing.endpoint.health import Health
from briefing.endpoint.ladder import Form
from briefing.endpoint.limiter import Limiter
from briefing.endpoint.prices import find_price
from briefing.endpoint.purse import Purse
from briefing.endpoint.settings import EndpointSettings
from briefing.errors import EndpointUnavailable
from briefing.schema.briefing import StructuredOutput


class Endpoint:
    """An OpenAI-compatible endpoint and its cache: an async context manager for one event loop.

    The first question settles the form of all others (see `ladder`) before these go out. openai is
    imported when the first request has to be sent, so a run that the cache answers does without it.
    """

    def __init__(
        self,
        settings: EndpointSettings,
        *,
        cache: Path | None,
        notice: Callable[[str], None],
        limiter: Limiter | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            settings: Where to ask, whom and how.
            limiter: Of the server, where other models of it are asked as well.
            cache: The cache file; None keeps nothing.
            notice: Is told, in one line each, what the user should know: what the server refused
                and what is used instead, a cache that had to be given up.
        """
        self.settings = settings
        self.usage = Usage()
        self._notice = notice
        self._cache = ReplyCache(cache, notice=notice)
        self._client: Client | None = None
        self._limiter = limiter or new_limiter(settings)
        self._health = Health()
        self._purse = Purse(
            lambda: find_price(settings),
            most=settings.max_cost,
            max_output_tokens=settings.max_output_tokens,
            empty=self._stop_spending,
        )
        self._form = Form()
        self._remembered = False
        self._settled = False
        self._settling = asyncio.Lock()
        self._same_question: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def __aenter__(self) -> "Endpoint":
        """Open the cache and recall how this endpoint and model want their requests.

        Raises:
            ConfigError: The cache file cannot be used.
        """
        self._open_cache()
        return self

    def _open_cache(self) -> None:
        self._cache.__enter__()
        known = self._cache.form_of(self.settings.url, self.settings.model)
        if known and (form := Form.from_json(known)):
            self._form, self._remembered, self._settled = form, True, True

    async def __aexit__(self, *_: object) -> None:
        self._cache.__exit__()
        if self._client is not None:
            await self._client.close()
            self._client = None

    @property
    def host(self) -> str:
        """Host and port, for the run record."""
        return self.settings.host

    @property
    def structured_output(self) -> StructuredOutput:
        """The rung that answers were asked for with; `none` before the first answer."""
        return self._form.rung if self._answered else "none"

    @property
    def parameters(self) -> dict[str, int | float | None]:
        """The parameters as they are sent, for the run record; None is what the server refused."""
        return self._form.parameters(self.settings)

    @property
    def given_up(self) -> bool:
        """Whether the endpoint failed for good before it answered anything, the cache included."""
        return self._health.given_up and not self._answered

    @property
    def _answered(self) -> bool:
        return self.usage.cache_hits > 0 or self._health.answered

    async def ask(self, request: Request) -> Answer:
        """The answer to one question, at most once from the server and then from the cache.

        Raises:
            EndpointUnavailable: No answer after all retries, or the endpoint has been given up.
        """
        if self._settled:
            return await self._answer(request)
        async with self._settling:
            if not self._settled:
                answer = await self._answer(request)
                self._settled = True
                return answer
        return await self._answer(request)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Open the cache only, to see what it holds; nothing can be asked meanwhile.

        Raises:
            ConfigError: The cache file cannot be used.
        """
        self._open_cache()
        try:
            yield
        finally:
            self._cache.__exit__()

    def body(self, request: Request) -> dict[str, Any]:
        """The request as it would be sent now."""
        return self._form.body(request, self.settings)

    def holds(self, request: Request) -> bool:
        """Whether the cache has the answer."""
        return self._cache.get(self.key(request)) is not None

    def key(self, request: Request) -> str:
        """Under which the cache holds the answer to the request as it would be sent now."""
        return cache_key(self.settings.url, self.body(request), request.repeat)

    @property
    def is_settled(self) -> bool:
        """Whether it is known how this endpoint and model want their requests."""
        return self._settled

    @property
    def keeps(self) -> bool:
        """Whether there is a cache, and it can be used."""
        return self._cache.is_open

    def recall(self, key: str) -> str | None:
        """What `remember` kept under a key, as long as the cache keeps answers."""
        return self._cache.reading(key)

    def remember(self, key: str, made: str) -> None:
        """Keep in the cache what was made of answers."""
        self._cache.keep_reading(key, made)

    def usual_output_tokens(self) -> float | None:
        """Mean of the answers that the cache has of this model; None where it has none."""
        return self._cache.usual_output_tokens(self.settings.url, self.settings.model)

    @property
    def cost_usd(self) -> float | None:
        """Dollars for the answers that came over the wire; None where no price is known."""
        return self._purse.paid

    @property
    def in_flight(self) -> int:
        """Requests that are under way."""
        return self._limiter.in_flight

    def stop(self, why: EndpointUnavailable) -> None:
        """Send nothing more: what is under way is answered, other questions raise `why`."""
        self._health.stop(why)
        self._limiter.stop()

    def _stop_spending(self, spent: float) -> None:
        problem = f"not asked: the next request could exceed --max-cost ({self.settings.max_cost:g}"
        hint = "raise --max-cost and run the same command again: what was answered is in the cache"
        self.stop(EndpointUnavailable(self.host, f"{problem}, {spent:.4f} spent)", hint=hint))

    def forget(self, answers: Iterable[Answer]) -> None:
        """Drop answers from the cache, so that the next run asks anew."""
        self._cache.forget(answer.key for answer in answers)

    async def _answer(self, request: Request) -> Answer:
        while True:
            form = self._form
            body = form.body(request, self.settings)
            key = cache_key(self.settings.url, body, request.repeat)
            async with self._same_question.setdefault(key, asyncio.Lock()):
                if (kept := self._cache.get(key)) is not None:
                    self.usage.cache_hits += 1
                    return kept
                try:
                    response = await self._send(body)
                    return self._received(response, key, body, request.repeat)
                except Fault as fault:
                    if not self._gives_way(form, fault):
                        raise await self._unavailable(fault) from fault

    async def _send(self, body: dict[str, Any]) -> Response:
        if self._client is None:
            self._client = Client(
                self.settings,
                usage=self.usage,
                limiter=self._limiter,
                purse=self._purse,
                check=self._health.check,
            )
        return await self._client.complete(body)

    def _received(self, response: Response, key: str, body: dict[str, Any], repeat: int) -> Answer:
        answer = replace(read_answer(response.data, key), seconds=response.seconds)
        self.usage.input_tokens += answer.input_tokens
        self.usage.output_tokens += answer.output_tokens
        self.usage.cached_tokens += answer.cached_tokens
        self._purse.pay(answer.input_tokens, answer.cached_tokens, answer.output_tokens)
        self._health.succeeded()
        self._cache.put(answer, url=self.settings.url, body=body, repeat=repeat)
        if not self._remembered:
            url, model = self.settings.url, self.settings.model
            self._cache.keep_form(url, model, self._form.as_json())
            self._remembered = True
        return answer

    def _gives_way(self, form: Form, fault: Fault) -> bool:
        """Step down for what the server refuses; whether the question is worth putting again."""
        step = form.below(fault)
        if step is None:
            return False
        if self._form is form:
            self._form, name = step
            self._remembered = False
            old, new = getattr(form, name), getattr(self._form, name)
            self._notice(
                f"{self.host}, model {self.settings.model}: {name} {old} is refused "
                f"({fault.said.message[:120]}); using {new}"
            )
        return True

    async def _unavailable(self, fault: Fault) -> EndpointUnavailable:
        models: list[str] = []
        if fault.status == 404 and self._client is not None:
            try:
                models = await self._client.models()
            except Fault:
                models = []
        error = unavailable(fault, host=self.host, model=self.settings.model, models=models)
        if not fault.of_this_request or fault.of_every_request:
            self._health.failed(error, for_all=fault.of_every_request)
        return error


def new_limiter(settings: EndpointSettings) -> Limiter:
    """The limiter of a server that is asked with these settings."""
    return Limiter(
        settings.max_concurrency,
        timeout_s=settings.timeout_s,
        rpm=settings.rpm,
        tpm=settings.tpm,
    )
