"""Do time and memory of a run grow with the articles? A thousand, five thousand, twenty thousand.

Each number of articles is made up and briefed, and the briefing written as JSON, in a process of
its own, against the mock server whose script is given, which answers at once. Memory is the most
that the process held, without its processes for the rules, which hold one article each; beside it
what the statements alone take, told by what a copy of them adds.

    PYTHONPATH=. python benchmarks/growth.py MOCK_LLM.py [--articles 1000,5000,20000]
"""

import argparse
import gc
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import make_articles
from benchmarks.load import Server
from briefing.config import Settings
from briefing.files import write_file
from briefing.pipeline import make_briefing
from briefing.steps.render.json import to_json

MB = 1024 * 1024


def main() -> None:
    """Print the table, a line for each number of articles; or, with `--one`, measure one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("mock", help="path of mock_llm.py, or with --one the server's address")
    parser.add_argument("--articles", default="1000,5000,20000")
    parser.add_argument("--workers", type=int, default=2, help="processes for the rules")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    counts = [int(count) for count in wanted.articles.split(",")]
    if wanted.one:
        measure(wanted.mock, counts[0], wanted.workers)
        return
    server = Server(wanted.mock)
    print(
        "articles  articles/s  ms an article  peak MB  statements MB  peak without them MB  JSON MB"
    )
    with server.up():
        for count in counts:
            options = ["--one", "--articles", str(count), "--workers", str(wanted.workers)]
            subprocess.run([sys.executable, __file__, server.url, *options], check=True)


def measure(url: str, count: int, workers: int) -> None:
    """One line of the table."""
    settings = Settings(model="mock-1", base_url=url, no_cache=True, workers=workers)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        briefing = make_briefing(make_articles(count), settings, expected=count, notice=print)
        write_file(Path(folder) / "brief.json", to_json(briefing))
        seconds = time.perf_counter() - started
        written = (Path(folder) / "brief.json").stat().st_size / MB
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert briefing.run.chunks_answered == briefing.run.chunks
    statements = size_of(briefing.statements)
    print(
        f"{count:8}  {count / seconds:10.1f}  {seconds / count * 1000:13.2f}  {peak:7.0f}  "
        f"{statements:13.0f}  {peak - statements:20.0f}  {written:7.1f}",
        flush=True,
    )


def size_of(statements: object) -> float:
    """Megabytes that a copy of the statements takes, sharing nothing with them."""
    gc.collect()
    pickled = pickle.dumps(statements)
    before = held()
    copies = pickle.loads(pickled)
    taken = held() - before
    assert copies == statements
    return taken


def held() -> float:
    """Megabytes of this process now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MB


if __name__ == "__main__":
    main()
