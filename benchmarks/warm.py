"""What a second run takes when the cache holds every reply, beside what no run can do without.

A thousand articles are briefed against the mock server whose script is given, and once more from
the cache. Beside the second: reading and hashing the files and rendering the briefing, alone. All
are processor times of this process, so that other work on the machine has no part in them.

    python benchmarks/warm.py MOCK_LLM.py [--articles 1000]
"""

import argparse
import hashlib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import make_texts
from benchmarks.load import Server
from briefing.config import Settings
from briefing.pipeline import make_briefing
from briefing.schema.briefing import Briefing
from briefing.steps.load import load_articles
from briefing.steps.render import render_briefing


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("mock", help="path of mock_llm.py")
    parser.add_argument("--articles", type=int, default=1000)
    wanted = parser.parse_args()
    server = Server(wanted.mock)
    with tempfile.TemporaryDirectory() as name, server.up():
        inbox = Path(name) / "inbox"
        inbox.mkdir()
        for number, text in enumerate(make_texts(wanted.articles)):
            (inbox / f"{number:05}.txt").write_text(text, encoding="utf-8")
        settings = Settings(model="mock-1", base_url=server.url, cache=Path(name) / "c.sqlite3")

        def brief() -> Briefing:
            briefing = make_briefing(load_articles([str(inbox)]).articles, settings)
            render_briefing(briefing)
            return briefing

        made: list[Briefing] = []
        cold = taken(lambda: made.append(brief()))
        warm = server.spent(lambda: made.append(brief()))
        floor = taken(lambda: least(inbox, made[0]))
    print(f"{wanted.articles} articles, {made[0].run.chunks} chunks")
    print(f"first run {cold:.1f} s CPU; second {warm.cpu_s:.1f} s CPU, {made[1].run.requests} sent")
    print(
        f"reading, hashing, rendering alone {floor:.1f} s; second / that {warm.cpu_s / floor:.1f}"
    )


def taken(do: Callable[[], object]) -> float:
    """Seconds of processor time."""
    started = time.process_time()
    do()
    return time.process_time() - started


def least(inbox: Path, briefing: Briefing) -> None:
    """Read and hash every file, and render what was made of them."""
    for file in sorted(inbox.iterdir()):
        hashlib.sha256(file.read_bytes()).hexdigest()
    render_briefing(briefing)


if __name__ == "__main__":
    main()
