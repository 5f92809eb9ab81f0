"""Requests under way together have connections of their own, which are used again."""

import asyncio
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from briefing.endpoint.lines import Lines
from tests.loopback import Loopback


class _Counting(Loopback):
    """Says `ok`, to `/slow` after a while, and counts the connections."""

    def __init__(self) -> None:
        ports: set[int] = set()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                ports.add(self.client_address[1])
                time.sleep(0.3 if self.path == "/slow" else 0)
                self.send_response(200)
                self.send_header("content-length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, format: str, *args: object) -> None:
                """Silent."""

        self.ports = ports
        super().__init__(ThreadingHTTPServer(("127.0.0.1", 0), Handler))


async def _get(client: httpx2.AsyncClient, server: _Counting, path: str = "/") -> str:
    return (await client.get(f"http://{server.host}{path}")).text


def test_one_after_the_other_share_a_connection() -> None:
    async def main(server: _Counting) -> list[str]:
        async with httpx2.AsyncClient(transport=Lines()) as client:
            return [await _get(client, server) for _ in range(5)]

    with _Counting() as server:
        assert asyncio.run(main(server)) == ["ok"] * 5
        assert len(server.ports) == 1


def test_those_under_way_together_have_one_each_and_those_after_them_no_more() -> None:
    async def main(server: _Counting) -> None:
        async with httpx2.AsyncClient(transport=Lines()) as client:
            for _ in range(2):
                await asyncio.gather(*(_get(client, server, "/slow") for _ in range(4)))

    with _Counting() as server:
        asyncio.run(main(server))
        assert len(server.ports) == 4


def test_a_connection_whose_request_was_given_up_is_not_used_again() -> None:
    async def main(server: _Counting) -> str:
        async with httpx2.AsyncClient(transport=Lines()) as client:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await _get(client, server, "/slow")
            return await _get(client, server)

    with _Counting() as server:
        assert asyncio.run(main(server)) == "ok"
        assert len(server.ports) == 2


def test_after_an_error_the_next_request_goes_out() -> None:
    async def main(server: _Counting) -> str:
        async with httpx2.AsyncClient(transport=Lines()) as client:
            with pytest.raises(httpx2.ConnectError):
                await client.get("http://127.0.0.1:1/")
            return await _get(client, server)

    with _Counting() as server:
        assert asyncio.run(main(server)) == "ok"
