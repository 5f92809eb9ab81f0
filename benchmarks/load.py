"""What a run takes beside the plainest way to ask, and what faults cost it.

Starts the mock server whose script is given, on loopback. Per round, one after the other in the
same process: the floor (latency times rounds), benchmarks/bare.py, our endpoint path alone over the
same requests, the whole of `make`. Then bare.py and, where it is installed, langextract over the
first of the articles (--langextract), for it is slow. Then the processor time of a request at no
latency, and the run against faults. Ratios are of one round; take the median.

    python benchmarks/load.py MOCK_LLM.py [--articles 1000] [--latency-ms 200] [--rounds 3]
"""

import argparse
import asyncio
import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from benchmarks.bare import ask_bare
from benchmarks.corpus import make_articles
from benchmarks.langextract_run import langextract_way
from briefing.config import Settings
from briefing.endpoint import Endpoint, EndpointSettings, Message, Request
from briefing.endpoint.ladder import Form
from briefing.extractors.replies import Complaint, read_reply, reply_schema
from briefing.garbage import collect_rarely
from briefing.pipeline import make_briefing
from briefing.prompts import load_prompt
from briefing.read import prepare_article
from briefing.schema.article import Article
from briefing.schema.briefing import Briefing

FAULTS = ("--fail-rate", "0.2", "--malformed-rate", "0.1", "--drop-rate", "0.05")
STALLS = ("--stall-rate", "0.02", "--stall-ms", "30000")


class Spent(NamedTuple):
    """What one way took."""

    wall_s: float
    cpu_s: float
    stats: dict[str, Any]
    """What the server counted."""


class Server:
    """The mock server, while a `with` block lasts."""

    def __init__(self, script: str) -> None:
        self._script = script
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = str(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self._port}/v1"

    @contextmanager
    def up(self, *options: str) -> Iterator[None]:
        """With these options of its script."""
        command = [sys.executable, self._script, "--port", self._port, *options]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            try:
                yield
            finally:
                process.terminate()

    def spent(self, run: Callable[[], object]) -> Spent:
        """Run it against counters at zero."""
        self._get("reset")
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        taken = time.perf_counter() - wall, time.process_time() - cpu
        return Spent(*taken, self._get("stats"))

    def _get(self, what: str) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url.removesuffix('/v1')}/{what}") as response:
            counted: dict[str, Any] = json.load(response)
            return counted


def requests_for(articles: Sequence[Article], settings: Settings) -> list[Request]:
    """What `make` asks about these articles."""
    prompt = load_prompt("extract", settings.prompt)
    rendered = [
        prompt.render(article, chunk)
        for article in articles
        for chunk in prepare_article(article, settings).chunks
    ]
    schema = reply_schema(prompt.reply_form)
    return [
        Request((Message("system", m.system), Message("user", m.user)), "statements", schema)
        for m in rendered
    ]


async def ask_ours(settings: EndpointSettings, requests: Sequence[Request]) -> None:
    """Our endpoint path alone: ladder, pace, count, validation; no cache, as bare.py has none."""
    async with Endpoint(settings, cache=None, notice=print) as endpoint:

        async def ask(request: Request) -> None:
            verdict = read_reply(await endpoint.ask(request), "quotes")
            assert not isinstance(verdict, Complaint)

        await asyncio.gather(*(ask(request) for request in requests))


def run_async(made: Callable[[], Awaitable[object]]) -> Callable[[], object]:
    async def main() -> object:
        return await made()

    return lambda: asyncio.run(main())


def run_settings(server: Server, wanted: argparse.Namespace) -> Settings:
    return Settings(
        model="mock-1",
        base_url=server.url,
        no_cache=True,
        max_concurrency=wanted.concurrency,
        workers=wanted.workers,
    )


def compare(server: Server, articles: list[Article], wanted: argparse.Namespace) -> None:
    """Rounds of every way at the latency, and of the two that only ask at none."""
    run = run_settings(server, wanted)
    asked = EndpointSettings(
        model="mock-1", base_url=server.url, max_concurrency=wanted.concurrency
    )
    requests = requests_for(articles, run)
    bodies = [Form().body(request, asked) for request in requests]
    bare = run_async(lambda: ask_bare(server.url, bodies, concurrency=wanted.concurrency))
    ours = run_async(lambda: ask_ours(asked, requests))
    ways: dict[str, Callable[[], object]] = {
        "bare": bare, "endpoint": ours, "make": lambda: make_briefing(articles, run)
    }  # fmt: skip
    floor = wanted.latency_ms / 1000 * -(-len(requests) // wanted.concurrency)
    print(f"{len(articles)} articles, {len(requests)} chunks, {wanted.concurrency} at once")
    print(f"at {wanted.latency_ms} ms: floor {floor:.2f} s")
    with server.up("--latency-ms", str(wanted.latency_ms)):
        table(server, ways, wanted.rounds, len(requests), floor)
        compare_langextract(server, articles[: wanted.langextract], wanted)
    print("at 0 ms:")
    del ways["make"]
    with server.up("--latency-ms", "0"):
        table(server, ways, wanted.rounds, len(requests), None)
    started = time.process_time()
    for article in articles:
        prepare_article(article, run)
    taken = (time.process_time() - started) / len(requests) * 1000
    print(f"splitting, chunking, attribution: {taken:.2f} ms CPU a chunk")


def compare_langextract(
    server: Server, articles: list[Article], wanted: argparse.Namespace
) -> None:
    """Its own table: bare.py over the same few articles stands beside it."""
    concurrency: int = wanted.concurrency
    way = langextract_way(server.url, articles, concurrency=concurrency)
    if way is None:
        print("  langextract: not installed, left out (pip install langextract)")
        return
    run = Settings(model="mock-1", base_url=server.url)
    requests = requests_for(articles, run)
    asked = EndpointSettings(model="mock-1", base_url=server.url)
    bodies = [Form().body(request, asked) for request in requests]
    bare = run_async(lambda: ask_bare(server.url, bodies, concurrency=concurrency))
    floor = wanted.latency_ms / 1000 * -(-len(requests) // concurrency)
    sent = server.spent(way).stats["requests"]
    print(
        f"the first {len(articles)} articles, {len(requests)} chunks, {sent} requests of "
        f"langextract's: floor {floor:.2f} s"
    )
    ways = {"bare": bare, "langextract": way}
    table(server, ways, wanted.rounds, len(requests), floor)


def table(
    server: Server,
    ways: dict[str, Callable[[], object]],
    rounds: int,
    n_chunks: int,
    floor: float | None,
) -> None:
    """One line a way: medians over the rounds, in which the ways take turns."""
    spent: dict[str, list[Spent]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            spent[name].append(server.spent(way))
    for name, those in spent.items():
        pairs = list(zip(those, spent["bare"], strict=True))
        wall = statistics.median(s.wall_s for s in those)
        cpu = statistics.median(s.cpu_s for s in those) / n_chunks * 1000
        walls = statistics.median(s.wall_s / b.wall_s for s, b in pairs)
        cpus = statistics.median(s.cpu_s / b.cpu_s for s, b in pairs)
        to_floor = f"  {wall / floor:5.2f} x floor" if floor else ""
        print(
            f"  {name:11} {wall:7.2f} s {walls:5.2f} x bare  {cpu:6.2f} ms CPU a chunk "
            f"{cpus:5.2f} x bare{to_floor}  most at once {those[-1].stats['max_concurrency']}"
        )


def faults(server: Server, articles: list[Article], wanted: argparse.Namespace) -> None:
    """One run without faults, one with, one with stalls besides."""
    run = run_settings(server, wanted)
    latency = ("--latency-ms", str(wanted.latency_ms))
    first = 0.0
    print("faults:")
    for name, options in (("none", ()), ("faults", FAULTS), ("and stalls", (*FAULTS, *STALLS))):
        made: list[Briefing] = []
        with server.up(*latency, *options):
            spent = server.spent(partial(_make_into, made, articles, run))
        first = first or spent.wall_s
        record = made[0].run
        print(
            f"  {name:10} {spent.wall_s:7.2f} s {spent.wall_s / first:5.2f} x none  "
            f"{record.chunks_answered} of {record.chunks} chunks answered  "
            f"{spent.stats['requests'] / record.chunks:.2f} requests a chunk  "
            f"(ours: {record.requests}, server: {spent.stats['requests']})"
        )
        for failure in made[0].failures:
            print(f"    {failure.source}, {failure.chunk}: {failure.error}")


def _make_into(made: list[Briefing], articles: list[Article], run: Settings) -> None:
    made.append(make_briefing(articles, run))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("mock", help="path of mock_llm.py")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--latency-ms", type=int, default=200)
    parser.add_argument("--concurrency", type=int, default=64)
    parser.add_argument("--workers", type=int, default=2, help="processes for the rules")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--langextract", type=int, default=100, help="articles it gets")
    parser.add_argument("--only", choices=["compare", "faults"])
    wanted = parser.parse_args()
    collect_rarely()  # as the command does; bare.py has the good of it as well
    articles = list(make_articles(wanted.articles))
    server = Server(wanted.mock)
    if wanted.only != "faults":
        compare(server, articles, wanted)
    if wanted.only != "compare":
        faults(server, articles, wanted)


if __name__ == "__main__":
    main()
