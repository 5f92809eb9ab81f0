"""Mutated files of all kinds: no crash, no hang, no more memory than allowed, one line a failure.

    python benchmarks/fuzz_inputs.py [--files 10000] [--seed 7] [--corpus FOLDER]

Files are cut short, flipped bit by bit, spliced with others, given other suffixes, and packed into
each other. What they are made of is FOLDER, such as `inputs_corpus.py --keep` leaves, and what the
tests make. Each is read by a process that reads one after the other, and is watched from outside: a
file that takes more than ten seconds of the processor is a hang, a process that dies a crash.
"""

import argparse
import gzip
import io
import random
import resource
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from briefing.pipeline import make_briefing  # noqa: E402
from briefing.steps.load import load_articles  # noqa: E402
from tests.steps.load.made import PARAGRAPHS, TEXT, Pdf, docx, html_page, zipped  # noqa: E402

HANG_S = 10.0
"""Of the processor: a busy machine is no fault of the file."""
WATCH_S = 60.0
"""Of the clock, after which the process is ended."""
MAX_MB = 1000
MAX_REPEATED = 300_000
"""Bytes that a piece of a file may be repeated to."""
MAX_BRIEFED = 100_000
"""Characters above which an article is only read from its file and not briefed: ten long reads. The
rules need 10 s and more for a million characters, most of them the same words again and again."""
SUFFIXES = (
    ".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".mbox", ".rss", ".json", ".jsonl", ".csv",
    ".zip", ".gz",
)  # fmt: skip


class Read(NamedTuple):
    """What became of a file."""

    articles: int
    failures: int
    problem: str
    """What is wrong with how it was read; empty: nothing."""
    peak_mb: float
    seconds: float = 0.0
    """Of the processor."""


def material(folder: Path | None) -> list[tuple[str, bytes]]:
    """Whole files, by suffix."""
    page = html_page()
    pdf = Pdf(*[[(50.0, 500.0, 10.0, words)] for words in PARAGRAPHS[2:]])
    date = "Tue, 03 Mar 2026 09:00:00 +0100"
    mail = f"From: Ada <a@x.example>\nDate: {date}\nSubject: Wall\n\n{TEXT}"
    found = [
        (".txt", TEXT.encode()),
        (".txt", TEXT.encode("utf-16")),
        (".md", f"---\ntitle: Wall\ndate: 2026-03-03\n---\n{TEXT}".encode()),
        (".html", page.encode()),
        (".pdf", pdf.bytes()),
        (".docx", docx(*[("Normal", words) for words in PARAGRAPHS])),
        (".eml", mail.encode()),
        (".mbox", f"From a@x.example Tue Mar  3 09:00:00 2026\n{mail}\n".encode() * 3),
        (".jsonl", b'{"text": "Ada Roe said no.", "title": "Wall"}\n' * 5),
        (".csv", b'title,text\nWall,"Ada Roe said no."\n'),
        (".zip", zipped({"a.txt": TEXT.encode(), "b/page.html": page.encode()})),
        (".gz", gzip.compress(TEXT.encode())),
    ]
    made = sorted(file for file in folder.iterdir() if file.is_file()) if folder else []
    return [*found, *((file.suffix, file.read_bytes()) for file in made)]


def mutate(pick: random.Random, files: list[tuple[str, bytes]]) -> tuple[str, str, bytes]:
    """One mutated file: what was done to it, its suffix, its bytes."""
    suffix, data = pick.choice(files)
    done = []
    for _ in range(pick.randint(1, 3)):
        name = pick.choice(list(MUTATIONS))
        suffix, data = MUTATIONS[name](pick, suffix, data, files)
        done.append(name)
    return "+".join(done), suffix, data


def cut(pick: random.Random, suffix: str, data: bytes, _: object) -> tuple[str, bytes]:
    return suffix, data[: pick.randrange(len(data) + 1)]


def flip(pick: random.Random, suffix: str, data: bytes, _: object) -> tuple[str, bytes]:
    flipped = bytearray(data)
    for _n in range(pick.choice((1, 4, 64))):
        if flipped:
            flipped[pick.randrange(len(flipped))] ^= 1 << pick.randrange(8)
    return suffix, bytes(flipped)


def splice(
    pick: random.Random, suffix: str, data: bytes, files: list[tuple[str, bytes]]
) -> tuple[str, bytes]:
    other = pick.choice(files)[1]
    at, start = pick.randrange(len(data) + 1), pick.randrange(len(other) + 1)
    return suffix, data[:at] + other[start : start + pick.randrange(1, 5000)] + data[at:]


def repeat(pick: random.Random, suffix: str, data: bytes, _: object) -> tuple[str, bytes]:
    start = pick.randrange(len(data) + 1)
    piece = data[start : start + pick.randrange(1, 200)]
    times = min(pick.choice((3, 100, 20_000)), MAX_REPEATED // max(1, len(piece)))
    return suffix, data[:start] + piece * times + data[start:]


def mislabel(pick: random.Random, _: str, data: bytes, __: object) -> tuple[str, bytes]:
    return pick.choice(SUFFIXES), data


def nest(pick: random.Random, suffix: str, data: bytes, _: object) -> tuple[str, bytes]:
    if pick.random() < 0.3:
        return f"{suffix}.gz", gzip.compress(data)
    return ".zip", zipped({f"../{n}{suffix}": data for n in range(pick.randint(1, 3))})


def inside(pick: random.Random, suffix: str, data: bytes, files: object) -> tuple[str, bytes]:
    """Break a part of an archive or a Word file and pack it again, whole outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError):
        return flip(pick, suffix, data, files)
    if parts:
        name = pick.choice(sorted(parts))
        parts[name] = pick.choice((cut, flip, repeat))(pick, suffix, parts[name], files)[1]
    return suffix, zipped(parts)


MUTATIONS: dict[str, Callable[..., tuple[str, bytes]]] = {
    "cut": cut,
    "flip": flip,
    "splice": splice,
    "repeat": repeat,
    "mislabel": mislabel,
    "nest": nest,
    "inside": inside,
}


def read(path: str) -> Read:
    """Read a file as `briefing make` does."""
    started = time.process_time()
    loaded = load_articles([path])
    make_briefing([a for a in loaded.articles[:3] if len(a.text) <= MAX_BRIEFED])
    problem = "" if loaded.articles or loaded.failures else "neither article nor failure"
    for failure in loaded.failures:
        if "\n" in f"{failure.source}{failure.error}{failure.hint}" or not failure.hint:
            problem = f"failure is not one line with a hint: {failure}"
    seconds = time.process_time() - started
    if seconds > HANG_S:
        problem = f"hang ({seconds:.1f} s)"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Read(len(loaded.articles), len(loaded.failures), problem, peak, seconds)


def serve(pipe: Connection) -> None:
    """Read the files that are named, one after the other."""
    while True:
        path = pipe.recv()
        try:
            pipe.send(read(path))
        except BaseException as exc:
            pipe.send(Read(0, 0, f"{type(exc).__name__}: {exc}"[:300], 0.0))


class Reader:
    """A process that reads files, and another one when it dies or hangs."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = Pipe()
        self._process = Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def read(self, path: str) -> Read:
        """What became of a file."""
        self._pipe.send(path)
        try:
            if self._pipe.poll(WATCH_S):
                result: Read = self._pipe.recv()
                return result
            problem = f"hang (more than {WATCH_S:.0f} s by the clock)"
        except EOFError:
            problem = "crash: the process died"
        self._process.kill()
        self._process.join()
        self._start()
        return Read(0, 0, problem, 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--corpus", type=Path)
    given = parser.parse_args()
    pick, files = random.Random(given.seed), material(given.corpus)
    reader, counts, problems = Reader(), Counter[str](), 0
    slowest, peak = 0.0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.files):
            done, suffix, data = mutate(pick, files)
            path = Path(folder) / f"{number}{suffix}"
            path.write_bytes(data)
            found = reader.read(str(path))
            slowest = max(slowest, found.seconds)
            peak = max(peak, found.peak_mb)
            counts["with articles" if found.articles else "with failures only"] += 1
            if found.problem or found.peak_mb > MAX_MB:
                problems += 1
                print(f"{path.name} ({done}): {found.problem or f'{found.peak_mb:.0f} MB'}")
                (Path(tempfile.gettempdir()) / f"fuzz-{given.seed}-{path.name}").write_bytes(data)
            path.unlink()
    print(
        f"{given.files:,} files of {len(files)} (seed {given.seed}): {dict(counts)}, {problems} "
        f"problems; slowest {slowest:.1f} s, most memory {peak:.0f} MB"
    )
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
