"""Does one run of `make` survive being killed fifty times? SIGKILL at random moments, and resumed.

The same command over the same articles is killed and started again until it has been killed so
often, then let run to its end. It fails where the briefing is not that of an undisturbed run (but
for `created` and `run`), or where a request that the server had got comes again though it was not
under way at a kill. The model is a double in this process.

    PYTHONPATH=. python benchmarks/make_kills.py [--kills 50] [--seed 7]
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.corpus import make_texts
from benchmarks.digest_kills import answer
from tests.fakes import Double, Scripted

ANSWER_S = 0.25
"""How long the double takes to answer."""
SLACK_S = 0.25
"""After that, in which an answer may be on its way to the disk of a busy machine."""
LONGEST_S = 4.0
"""Of a run that is killed, its start included."""
N_ARTICLES = 450


class Log:
    """When which request came."""

    def __init__(self) -> None:
        self.came: dict[str, list[float]] = defaultdict(list)

    def answer(self, body: dict[str, Any], seen: int) -> Scripted:
        """The reply of digest_kills.py, late."""
        self.came[json.dumps(body, sort_keys=True)].append(time.monotonic())
        scripted = answer(body, seen)
        return Scripted(body=scripted.body, delay_s=ANSWER_S)

    def repeated(self, kills: list[float]) -> tuple[int, int]:
        """How many came again: having been under way at a kill, and for no reason."""
        under_way = needless = 0
        for times in self.came.values():
            for time_ in times[:-1]:
                cut = any(time_ <= kill <= time_ + ANSWER_S + SLACK_S for kill in kills)
                under_way, needless = under_way + cut, needless + (not cut)
        return under_way, needless


def main() -> None:
    """Kill, resume and print what it shows; exit 1 where it fails."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    moments = random.Random(wanted.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "inbox").mkdir()
        for number, text in enumerate(make_texts(N_ARTICLES)):
            # Short: what is killed is to be asking, not splitting sentences.
            short = "\n\n".join(text.split("\n\n")[:4])
            (folder / "inbox" / f"{number:03}.txt").write_text(short, encoding="utf-8")
        undisturbed = Log()
        with Double(undisturbed.answer) as double:
            run(folder, double.url, "once").wait()
        log = Log()
        kills: list[float] = []
        with Double(log.answer) as double:
            early = 0
            while len(kills) < wanted.kills:
                process = run(folder, double.url, "killed")
                time.sleep(moments.uniform(0, LONGEST_S))
                if process.poll() is not None:
                    early += 1
                    break
                os.killpg(process.pid, signal.SIGKILL)
                kills.append(time.monotonic())
                process.wait()
            code = run(folder, double.url, "killed").wait()
        under_way, needless = log.repeated(kills)
        same = briefing(folder / "once.json") == briefing(folder / "killed.json")
    print(f"kills {len(kills)}" + (", then the run was done" if early else ""))
    print(f"requests: {len(log.came)} different, {len(undisturbed.came)} in the undisturbed run")
    print(f"sent again: {under_way} that were under way at a kill, {needless} others")
    print(f"the last run ends with {code}; its briefing is {'the same' if same else 'ANOTHER'}")
    sys.exit(not same or code != 0 or needless > 0 or len(log.came) != len(undisturbed.came))


def run(folder: Path, url: str, name: str) -> subprocess.Popen[bytes]:
    """Start the command in a process group of its own."""
    command = [
        sys.executable, "-m", "briefing", "make", "inbox", "--out", f"{name}.json",
        "--model", "double", "--base-url", url, "--cache", f"{name}.sqlite3",
        "--max-concurrency", "4",
    ]  # fmt: skip
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, start_new_session=True, stdout=quiet, stderr=quiet)


def briefing(file: Path) -> dict[str, Any]:
    """Without what tells when and how it was made."""
    held: dict[str, Any] = json.loads(file.read_bytes())
    return {name: value for name, value in held.items() if name not in ("created", "run")}


if __name__ == "__main__":
    main()
