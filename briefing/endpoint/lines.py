"""Connections of their own for requests that are under way together; imported with openai.

httpx2's pool looks at all its connections before and after every request, and at each idle one
asks the socket: with 64 of them that costs more than to send the request. Here a request takes a
connection that is free, the one that was used last, or a new one.
"""

from collections.abc import AsyncIterator, Callable

import httpx2


class Lines(httpx2.AsyncBaseTransport):
    """As many connections as there are requests at one time; the limiter says how many may be."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._ssl = httpx2.create_ssl_context()
        self._free: list[httpx2.AsyncHTTPTransport] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send it; its connection is free again when the response has been read."""
        line = self._free.pop() if self._free else self._new()

        def give_back() -> None:
            self._free.append(line)

        try:
            response = await line.handle_async_request(request)
        except BaseException:
            give_back()
            raise
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Watched(response.stream, give_back)
        return response

    async def aclose(self) -> None:
        """Close those that are free; one that is in use is closed by whoever cancels it."""
        while self._free:
            await self._free.pop().aclose()

    def _new(self) -> httpx2.AsyncHTTPTransport:
        one = httpx2.Limits(max_connections=1, max_keepalive_connections=1)
        return httpx2.AsyncHTTPTransport(verify=self._ssl, limits=one)


class _Watched(httpx2.AsyncByteStream):
    """A response's body that tells when it is closed, once."""

    def __init__(self, body: httpx2.AsyncByteStream, closed: Callable[[], None]) -> None:
        self._body = body
        self._closed: Callable[[], None] | None = closed

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._body:
            yield part

    async def aclose(self) -> None:
        try:
            await self._body.aclose()
        finally:
            if self._closed is not None:
                closed, self._closed = self._closed, None
                closed()
