"""The only file that imports openai: sends, repeats, counts, says what went wrong."""

import asyncio
import itertools
import json
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.request import getproxies

from briefing.endpoint.exchange import Response, Usage
from briefing.endpoint.faults import Fault, Said, read_error, safe_cause, scrubbed
from briefing.endpoint.limiter import Limiter
from briefing.endpoint.local import LocalServer
from briefing.endpoint.purse import Purse
from briefing.endpoint.rate import seconds_to_wait
from briefing.endpoint.retry import delay_before, is_passing, retry_after
from briefing.endpoint.settings import EndpointSettings

if TYPE_CHECKING:
    import httpx2
    import openai
    from openai._legacy_response import LegacyAPIResponse

_Sent = TypeVar("_Sent")
COMPLETIONS = "/chat/completions"
SECRET_CHARS = 16
"""A key that is shorter is a word that a local server is content with (`none`, `EMPTY`): it may
stand in a reply in its own right, where a real key is replaced."""
BYTES_PER_TOKEN = 4
"""Of a request as it is sent, for an estimate; the server's own count follows with its answer."""


class Client:
    """One connection pool to one endpoint; openai is imported when it is built."""

    def __init__(
        self,
        settings: EndpointSettings,
        *,
        usage: Usage,
        limiter: Limiter,
        purse: Purse,
        check: Callable[[], None],
    ) -> None:
        """Open nothing yet.

        Args:
            settings: Where to.
            usage: Counted up with every request for an answer that is sent.
            limiter: Says when one may be.
            purse: Says whether it can be paid.
            check: Raises, just before one is sent, if none may be any more.
        """
        import httpx2
        import openai

        self._local = None
        if settings.gguf is not None:
            self._local = LocalServer(settings.gguf, context_tokens=settings.context_tokens)
        key = self._local.key if self._local else settings.key
        self._secrets = tuple({key} - {"none"})
        self._long_secrets = tuple(key for key in self._secrets if len(key) >= SECRET_CHARS)
        self._settings = settings
        self._usage = usage
        self._limiter = limiter
        self._purse = purse
        self._check = check
        self._reached = False
        first_byte = settings.first_byte_timeout_s
        timeout = httpx2.Timeout(first_byte, connect=settings.connect_timeout_s, pool=None)
        self._openai = openai.AsyncOpenAI(
            api_key=key,
            base_url=settings.url,
            max_retries=0,
            timeout=timeout,
            http_client=_http_client(
                timeout, settings.max_concurrency, use_proxies=self._local is None
            ),
        )

    async def close(self) -> None:
        """Give the connections back."""
        await self._openai.close()
        if self._local is not None:
            self._local.close()

    async def complete(self, body: dict[str, Any]) -> Response:
        """Send one chat completion request, until it is answered.

        `post` with the bare response spares building the SDK's typed request and response, which
        costs more than validating the reply.

        Raises:
            Fault: The exchange failed for good, or the response is no JSON object.
            EndpointUnavailable: `check` says that nothing is to be sent any more.
        """
        n_bytes = len(str(body).encode("utf-8", "replace"))
        for n_tries in itertools.count():
            try:
                return await self._try(body, n_bytes, again=n_tries > 0)
            except Fault as fault:
                if n_tries >= self._settings.max_retries or not is_passing(fault):
                    raise
                await self._limiter.sleep(delay_before(n_tries + 1, fault))
        raise AssertionError("unreachable")  # pragma: no cover

    async def models(self) -> list[str]:
        """Ids of the models that the endpoint says it has.

        Raises:
            Fault: It does not say.
        """
        import httpx2

        response = await self._in_time(self._openai.get("/models", cast_to=httpx2.Response))
        data = self._object(response).get("data")
        entries = data if isinstance(data, list) else []
        return [str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry]

    async def call(
        self,
        send: "Callable[[openai.AsyncOpenAI], Awaitable[LegacyAPIResponse[Any]]]",
        *,
        tries: int | None = None,
    ) -> dict[str, Any]:
        """Send anything else than a request for an answer, until it succeeds.

        Args:
            send: The exchange, by the SDK's `with_raw_response`; made anew for each try.
            tries: At most; None: as often as a request for an answer.

        Returns:
            The JSON object that came.

        Raises:
            Fault: The exchange failed for good, or the response is no JSON object.
        """
        return self._object(await self._called(send, tries))

    async def content(self, file_id: str) -> bytes:
        """All of a file that the endpoint keeps; raises `Fault` as `call` does."""
        response = await self._called(
            lambda api: api.files.with_raw_response.content(file_id), tries=None
        )
        content = response.content
        for secret in self._long_secrets:
            content = content.replace(secret.encode(), b"***")
        return content

    async def _called(
        self,
        send: "Callable[[openai.AsyncOpenAI], Awaitable[LegacyAPIResponse[Any]]]",
        tries: int | None,
    ) -> "httpx2.Response":
        most = self._settings.max_retries + 1 if tries is None else tries
        for n_tries in itertools.count(1):
            try:
                return (await self._in_time(send(self._openai))).http_response
            except Fault as fault:
                if n_tries >= most or not is_passing(fault):
                    raise
                await self._limiter.sleep(delay_before(n_tries, fault))
        raise AssertionError("unreachable")  # pragma: no cover

    async def _try(self, body: dict[str, Any], n_bytes: int, *, again: bool) -> Response:
        import httpx2

        tokens = n_bytes // BYTES_PER_TOKEN
        async with self._limiter.turn(tokens=tokens, again=again):
            self._check()
            if self._local is not None:
                self._openai.base_url = self._local.start()
            worst = await self._purse.set_aside(n_bytes)
            with self._purse.spending(worst):
                self._check()
                self._usage.requests += 1
                self._usage.retries += again
                sent = time.monotonic()
                response = await self._in_time(
                    self._openai.post(COMPLETIONS, cast_to=httpx2.Response, body=body)
                )
                seconds = time.monotonic() - sent
        self._limiter.hold(seconds_to_wait(response.headers, tokens=tokens))
        data = self._object(response)
        self._limiter.used(_total_tokens(data, tokens) - tokens)
        return Response(data, seconds)

    async def _in_time(self, exchange: Awaitable[_Sent]) -> _Sent:
        import openai

        try:
            async with asyncio.timeout(self._settings.timeout_s):
                response = await exchange
        except TimeoutError as exc:
            raise Fault("timeout", Said(f"{self._settings.timeout_s:g} s")) from exc
        except openai.OpenAIError as exc:
            raise self._fault(exc) from safe_cause(exc, self._secrets)
        self._reached = True
        return response

    def _object(self, response: "httpx2.Response") -> dict[str, Any]:
        try:
            data = json.loads(scrubbed(response.text, self._long_secrets))
        except ValueError as exc:
            raise Fault("no reply", Said("the response is not JSON")) from exc
        if not isinstance(data, dict):
            raise Fault("no reply", Said("the response is not a JSON object"))
        return data

    def _fault(self, exc: "openai.OpenAIError") -> Fault:
        import httpx2
        import openai

        if isinstance(exc, openai.APIStatusError):
            self._reached = True
            said = read_error(scrubbed(exc.response.text, self._secrets))
            headers = exc.response.headers
            wish = {"true": True, "false": False}.get(headers.get("x-should-retry", ""))
            return Fault(
                "status",
                said,
                status=exc.status_code,
                retry_after_s=retry_after(headers),
                should_retry=wish,
            )
        cause = exc.__cause__ or exc
        said = Said(scrubbed(str(cause) or type(cause).__name__, self._secrets))
        if isinstance(exc, openai.APITimeoutError):
            return Fault("timeout", said)
        is_refused = isinstance(cause, httpx2.ConnectError) and not self._reached
        return Fault("refused connection" if is_refused else "connection", said)


def _http_client(
    timeout: "httpx2.Timeout", most: int, *, use_proxies: bool
) -> "httpx2.AsyncClient":
    import httpx2
    import openai

    from briefing.endpoint.lines import Lines

    if not (use_proxies and getproxies()):
        return openai.DefaultAsyncHttpxClient(timeout=timeout, transport=Lines())
    # httpx2 asks for the proxies of the environment only where it makes the transport.
    limits = httpx2.Limits(max_connections=most, max_keepalive_connections=most)
    return openai.DefaultAsyncHttpxClient(timeout=timeout, limits=limits)


def _total_tokens(data: dict[str, Any], estimate: int) -> int:
    usage = data.get("usage")
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return total if isinstance(total, int) else estimate
