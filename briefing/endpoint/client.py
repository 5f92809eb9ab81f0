"""The only file that imports openai: sends, counts what goes out, says what went wrong."""

import json
from typing import TYPE_CHECKING, Any

from briefing.endpoint.exchange import Usage
from briefing.endpoint.faults import SPENT, Fault, Said, read_error, safe_cause, scrubbed
from briefing.endpoint.ladder import refused_parameter
from briefing.endpoint.settings import EndpointSettings

if TYPE_CHECKING:
    import httpx2
    import openai

COMPLETIONS = "/chat/completions"
SECRET_CHARS = 16
"""A key that is shorter is a word that a local server is content with (`none`, `EMPTY`): it may
stand in a reply in its own right, where a real key is replaced."""


class Client:
    """One connection pool to one endpoint; openai is imported when it is built."""

    def __init__(self, settings: EndpointSettings, usage: Usage) -> None:
        """`usage` is counted up with every request for an answer that leaves this client."""
        import httpx2
        import openai

        self._secrets = tuple({settings.key} - {"none"})
        self._long_secrets = tuple(key for key in self._secrets if len(key) >= SECRET_CHARS)
        self.reached = False
        """Whether the endpoint has answered anything yet."""
        self._openai = openai.AsyncOpenAI(
            api_key=settings.key,
            base_url=settings.url,
            max_retries=settings.max_retries,
            timeout=httpx2.Timeout(settings.timeout_s, connect=settings.connect_timeout_s),
            http_client=_watched(self, usage),
        )

    async def close(self) -> None:
        """Give the connections back."""
        await self._openai.close()

    async def complete(self, body: dict[str, Any]) -> dict[str, Any]:
        """Send one chat completion request and give the response's JSON object.

        `post` with the bare response spares building the SDK's typed request and response, which
        costs more than validating the reply.

        Raises:
            Fault: The exchange failed for good, or the response is no JSON object.
        """
        import httpx2

        return await self._object(
            self._openai.post(COMPLETIONS, cast_to=httpx2.Response, body=body)
        )

    async def models(self) -> list[str]:
        """Ids of the models that the endpoint says it has.

        Raises:
            Fault: It does not say.
        """
        import httpx2

        data = (await self._object(self._openai.get("/models", cast_to=httpx2.Response))).get(
            "data"
        )
        entries = data if isinstance(data, list) else []
        return [str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry]

    async def _object(self, exchange: Any) -> dict[str, Any]:
        import openai

        try:
            response: httpx2.Response = await exchange
            data = json.loads(scrubbed(response.text, self._long_secrets))
        except openai.OpenAIError as exc:
            raise self._fault(exc) from safe_cause(exc, self._secrets)
        except ValueError as exc:
            raise Fault("no reply", Said("the response is not JSON")) from exc
        if not isinstance(data, dict):
            raise Fault("no reply", Said("the response is not a JSON object"))
        return data

    def _fault(self, exc: "openai.OpenAIError") -> Fault:
        import openai

        if isinstance(exc, openai.APIStatusError):
            said = read_error(scrubbed(exc.response.text, self._secrets))
            return Fault("status", said, status=exc.status_code)
        cause = exc.__cause__ or exc
        said = Said(scrubbed(str(cause) or type(cause).__name__, self._secrets))
        if isinstance(exc, openai.APITimeoutError):
            return Fault("timeout", said)
        never_reached = type(exc) is openai.OpenAIError
        return Fault("refused connection" if never_reached else "connection", said)


def _watched(client: Client, usage: Usage) -> "httpx2.AsyncClient":
    """The SDK's own HTTP client, which sees every request, those too that the SDK repeats."""
    import httpx2
    import openai

    class Watched(openai.DefaultAsyncHttpxClient):
        async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
            if request.url.path.endswith(COMPLETIONS):
                usage.requests += 1
                usage.retries += request.headers.get("x-stainless-retry-count", "0") != "0"
            try:
                response = await super().send(request, **options)
            except httpx2.ConnectError as exc:
                if client.reached:
                    raise
                # The SDK repeats what httpx raises and passes on what is its own: an address where
                # nothing has ever answered is not worth nine tries.
                raise openai.OpenAIError(str(exc) or "connection refused") from exc
            client.reached = True
            if response.status_code >= 400 and _is_final(response):
                response.headers["x-should-retry"] = "false"
            return response

    return Watched()


def _is_final(response: "httpx2.Response") -> bool:
    """Whether an error that the SDK would repeat says the same however often it is asked."""
    said = read_error(response.text)
    if response.status_code == 429:
        return said.code in SPENT
    return response.status_code >= 500 and refused_parameter(said) is not None
