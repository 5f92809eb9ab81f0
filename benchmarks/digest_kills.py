"""Does a digest survive being killed? 50 runs of the made days, each cut off by SIGKILL.

Each trial takes the folder as it was before one of the days in tests/digest_days, starts that day's
run with a model, kills it at a random moment and runs the same command again. It fails where

- a file that can be seen is neither the one before nor the whole new one, at any moment looked at,
- the digests, index and feed are not those of an undisturbed run, byte for byte,
- the second run sends more requests than there are answers that the first had not kept.

Requests that were under way when the run was killed have no answer to keep; they are counted apart.
The model is a double in this process, or any server with a page of JSON that has `requests`.

    PYTHONPATH=. python benchmarks/digest_kills.py [--kills 50] [--seed 7]
        [--base-url URL --stats URL]
"""

import argparse
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.fakes import Double, Scripted, completion, quoted, statements
from tests.labelled_days import DAYS, FOLDER

ANSWER_S = 0.02
"""How long the double takes to answer: so that kills hit requests, too."""
LOOK_S = 0.002
"""How often the files are looked at while a run goes on."""
FORMS = "md,html,json"
Files = Mapping[str, bytes]
Count = Callable[[], int]


class Seen(NamedTuple):
    """What a trial has shown."""

    killed: bool
    faults: tuple[str, ...]
    looks: int
    kept: int
    """Answers that had come in and were kept when the run was killed."""
    under_way: int
    """Requests that were sent before the kill, and whose answers had not come in."""


class Stage(NamedTuple):
    """A day of the undisturbed run."""

    day: str
    before: Path
    after: Path
    seconds: float


def main() -> None:
    """Run the trials and print what they show; exit 1 where one fails."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--base-url")
    parser.add_argument("--stats")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, model(wanted.base_url, wanted.stats) as served:
        url, count = served
        stages = undisturbed(Path(name), url)
        moments = random.Random(wanted.seed)
        seen: list[Seen] = []
        while sum(trial.killed for trial in seen) < wanted.kills:
            stage = moments.choice(stages)
            after_s = moments.uniform(0, stage.seconds)
            seen.append(kill_once(Path(name) / "trial", stage, after_s, url, count))
    sys.exit(report(seen))


@contextmanager
def model(base_url: str | None, stats: str | None) -> Iterator[tuple[str, Count]]:
    """The address of a model, and how many requests it has got so far."""
    if base_url and stats:
        import httpx2

        yield base_url, lambda: int(httpx2.get(stats).json()["requests"])
        return
    with Double(answer) as double:
        yield double.url, lambda: len(double.bodies)


def answer(body: dict[str, Any], _seen: int) -> Scripted:
    """A reply that quotes the article's sentences in which somebody says or demands something."""
    article = str(body["messages"][-1]["content"]).split("<article>")[-1].split("</article>")[0]
    lines = [line.strip() for line in article.splitlines()]
    quotes = [quoted(line) for line in lines if re.search(r"\b(said|demanded|warned)\b", line)]
    return completion(statements(*quotes), delay_s=ANSWER_S)


def undisturbed(folder: Path, url: str) -> list[Stage]:
    """Run all days one after the other, keeping the folder as it is before and after each."""
    stages = []
    before = folder / "before-all"
    before.mkdir()
    for day in DAYS:
        after = folder / day
        shutil.copytree(before, after)
        started = time.monotonic()
        if start(after, day, url).wait() != 0:
            sys.exit(f"the undisturbed run of {day} fails")
        stages.append(Stage(day, before, after, time.monotonic() - started))
        before = after
    return stages


def start(folder: Path, day: str, url: str) -> subprocess.Popen[bytes]:
    """Start one day's run in a process group of its own."""
    command = [
        sys.executable, "-m", "briefing", "digest", str(FOLDER / day), "--date", day,
        "--timezone", "UTC", "--out", str(folder / "out"), "--state", str(folder / "journal"),
        "--format", FORMS, "--model", "double", "--base-url", url,
        "--cache", str(folder / "cache"),
    ]  # fmt: skip
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, start_new_session=True, stdout=quiet, stderr=quiet)


def kill_once(folder: Path, stage: Stage, after_s: float, url: str, count: Count) -> Seen:
    """Kill a day's run at a moment, run it again and look at what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(stage.before, folder)
    old, new = files(stage.before / "out"), files(stage.after / "out")
    known, wanted = answers(stage.before / "cache"), answers(stage.after / "cache")
    asked = count()
    run = start(folder, stage.day, url)
    faults, looks = watch(run, folder / "out", old, new, until=time.monotonic() + after_s)
    killed = run.poll() is None
    if killed:
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    faults += odd(files(folder / "out"), old, new)
    time.sleep(2 * ANSWER_S)  # what was under way has been counted by then
    kept, sent = answers(folder / "cache"), count()
    if start(folder, stage.day, url).wait() != 0:
        faults.append("the second run fails")
    if files(folder / "out") != new:
        faults.append("the digests are not those of an undisturbed run")
    if (again := count() - sent - (wanted - kept)) > 0:
        faults.append(f"{again} requests sent again whose answers were kept")
    told = tuple(f"{stage.day} after {after_s:.3f} s: {fault}" for fault in faults)
    return Seen(killed, told, looks, kept - known, sent - asked - (kept - known))


def watch(
    run: subprocess.Popen[bytes], out: Path, old: Files, new: Files, *, until: float
) -> tuple[list[str], int]:
    """Look at the files again and again until a moment or the end of the run."""
    faults: list[str] = []
    looks = 0
    while time.monotonic() < until and run.poll() is None:
        faults += odd(files(out), old, new)
        looks += 1
        time.sleep(LOOK_S)
    return faults, looks


def files(folder: Path) -> dict[str, bytes]:
    """The files that a reader of the folder sees."""
    if not folder.is_dir():
        return {}
    return {f.name: f.read_bytes() for f in folder.iterdir() if not f.name.startswith(".")}


def odd(found: Files, old: Files, new: Files) -> list[str]:
    """Files that are neither as before nor as they are to be."""
    return [
        f"{name} is half-written or strange"
        for name, data in found.items()
        if data not in (old.get(name), new.get(name))
    ]


def answers(cache: Path) -> int:
    """How many answers are kept."""
    if not cache.exists():
        return 0
    with closing(sqlite3.connect(cache)) as db:
        try:
            return int(db.execute("select count(*) from replies").fetchone()[0])
        except sqlite3.OperationalError:  # killed before the table was made
            return 0


def report(seen: Iterable[Seen]) -> int:
    """Print the counts and the faults; the exit code."""
    trials = list(seen)
    faults = [fault for trial in trials for fault in trial.faults]
    print(f"runs killed {sum(t.killed for t in trials)} of {len(trials)} started")
    print(f"looks at the files while a run went on: {sum(t.looks for t in trials):,}")
    print(f"answers kept when a run was killed: {sum(t.kept for t in trials):,}")
    print(f"requests under way when a run was killed: {sum(t.under_way for t in trials)}")
    print(f"faults {len(faults)}")
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    main()
