"""Two nodes on this machine, one of them killed midway: nothing is lost, and nothing there twice.

Needs Ray, which is installed for `make check-slow` only.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel, SecretStr

from benchmarks.corpus import make_texts
from briefing.config import Settings
from briefing.errors import EndpointUnavailable
from briefing.pipeline import make_briefing
from briefing.progress import Progress
from briefing.schema.briefing import Briefing
from briefing.steps import merge
from briefing.steps.load.stream import stream_articles
from tests.fakes import Double, Scripted, completion, quoted, statements

ray = pytest.importorskip("ray", reason="needs briefing[ray]")

pytestmark = [
    pytest.mark.ray,
    # Ray's own, and those of connections that a killed node leaves behind.
    pytest.mark.filterwarnings("default"),
]

ROOT = Path(__file__).parents[3]
N_ARTICLES = 240
KEY = "canary-key-of-the-cluster"
MEMORY = 200 * 2**20
"""Of each node's object store, bytes."""


class Nodes(NamedTuple):
    """A cluster of two nodes."""

    kill_second: Callable[[], None]
    folder: Path
    """Where it writes its logs."""
    address: str


@pytest.fixture
def nodes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Nodes]:
    """Two nodes with a CPU each, to one of which this process is connected."""
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    # Sockets lie below it, whose paths must be short.
    folder = Path(tempfile.mkdtemp(prefix="ray", dir="/tmp"))
    head = {"num_cpus": 1, "object_store_memory": MEMORY, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args={**head, "temp_dir": str(folder)})
    second = cluster.add_node(num_cpus=1, object_store_memory=MEMORY)
    ray.init(address=cluster.address, logging_level="ERROR", log_to_driver=False)
    try:
        yield Nodes(
            lambda: cluster.remove_node(second, allow_graceful=False), folder, cluster.address
        )
    finally:
        ray.shutdown()
        cluster.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of articles, among them one that stands in two, and rows that are none."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "inbox"
    folder.mkdir()
    # Speakers of the one kind have one name, of the other several.
    days = sorted((ROOT / "tests" / "digest_days").rglob("*.txt"))
    texts = [*make_texts(N_ARTICLES - len(days)), *(f.read_text(encoding="utf-8") for f in days)]
    for number in range(3):
        rows = [json.dumps({"text": text}) for text in texts[number::3]]
        if number == 1:
            rows += [json.dumps({"text": texts[0]}), '{"nothing": 1}', "no JSON"]
        (folder / f"{number}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_a_node_is_killed_and_the_tables_hold_what_one_machine_finds(
    nodes: Nodes, inbox: Path
) -> None:
    settings = Settings(model="builtin")
    counts = _make(settings, when_begun=nodes.kill_second)

    assert counts["articles"] == N_ARTICLES
    assert counts["failures"] == 2
    _check_tables(_on_one_machine(settings))


def test_a_node_is_killed_between_the_readings_and_the_merge(
    nodes: Nodes, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[None] = []

    def name_speakers(speakers: Iterable[str]) -> dict[str, str]:
        killed.append(nodes.kill_second())
        return merge.name_speakers(speakers)

    monkeypatch.setattr("briefing.workflows.cluster.tables.name_speakers", name_speakers)
    settings = Settings(model="builtin")
    _make(settings)

    assert len(killed) == 1
    _check_tables(_on_one_machine(settings))


def test_a_model_is_asked_within_one_limit_and_a_killed_node_loses_nothing(
    nodes: Nodes, inbox: Path
) -> None:
    with Double(_answer) as double:
        settings = Settings(
            model="double", base_url=double.url, max_concurrency=6, api_key=SecretStr(KEY)
        )
        counts = _make(settings, when_begun=nodes.kill_second)
        most_at_once, asked = double.most_at_once, len(double.bodies)
        keys = {headers["authorization"] for headers in double.headers}
        one = _on_one_machine(settings)

    assert counts["chunks_answered"] == counts["chunks"] == one.run.chunks
    assert keys == {f"Bearer {KEY}"}
    assert 1 < most_at_once <= 6
    # Those under way when the node was killed, and those whose block it had not written.
    assert one.run.chunks <= asked <= 2 * one.run.chunks
    _check_tables(one)
    _check_no_file_holds_the_key(nodes.folder, Path("tables"))


def test_what_a_run_has_read_is_not_asked_again_and_what_was_not_answered_is(
    nodes: Nodes, inbox: Path
) -> None:
    refused = _chunk_refused_at_first()
    with Double(refused) as double:
        settings = Settings(model="double", base_url=double.url, no_cache=True, max_asks=1)
        first = _make(settings)
        n_first = len(double.bodies)
        double.answering = _answer
        second = _make(settings)
        n_second = len(double.bodies) - n_first
        third = _make(settings)
        one = _on_one_machine(settings)

    assert first["chunks_answered"] < first["chunks"]
    assert first["articles"] == second["articles"] == third["articles"] == N_ARTICLES
    assert second["chunks_answered"] == second["chunks"] == third["chunks_answered"]
    assert 0 < n_second < n_first / 10
    _check_tables(one)


def test_an_endpoint_that_refuses_the_key_ends_the_run(nodes: Nodes, inbox: Path) -> None:
    body = {"error": {"message": "no such key", "type": "invalid_request_error"}}
    with Double(lambda _body, _seen: Scripted(401, body)) as double:
        settings = Settings(model="double", base_url=double.url)
        with pytest.raises(EndpointUnavailable, match="no such key"):
            _make(settings)


def test_a_killed_command_goes_on_where_it_was(nodes: Nodes, inbox: Path) -> None:
    command = ["make", "inbox/*.jsonl", "--engine", "ray", "--out", "tables", "--model", "builtin"]
    arguments = [sys.executable, "-m", "briefing", *command]
    environment = {**os.environ, "RAY_ADDRESS": nodes.address, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(arguments, env=environment) as first:
        while len(_parts()) < 2 and first.poll() is None:
            time.sleep(0.02)
        first.kill()
    before = _parts()
    again = subprocess.run(
        arguments, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    read = re.search(rf"(\d+) of {N_ARTICLES} articles have been read before", again.stderr)

    assert again.returncode == 4, again.stderr
    assert read is not None
    assert 0 < int(read.group(1)) < N_ARTICLES
    assert before.items() <= _parts().items()
    _check_tables(_on_one_machine(Settings(model="builtin")))


def _parts() -> dict[str, int]:
    """The files of readings, and when each was written."""
    return {f.name: f.stat().st_mtime_ns for f in Path("tables").glob("readings/*/[!.]*")}


def test_parquet_gives_the_articles_that_the_same_json_lines_give(
    nodes: Nodes, inbox: Path
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        json.loads(line)
        for file in sorted(inbox.iterdir())
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("{")
    ]
    pq.write_table(pa.Table.from_pylist(rows), inbox / "all.parquet")
    counts = _make(Settings(model="builtin"), paths=["inbox/*.parquet"])
    one = _on_one_machine(Settings(model="builtin"))

    assert counts["articles"] == N_ARTICLES
    assert {a["id"] for a in _table("articles")} == {a.id for a in one.articles}
    assert {s["id"] for s in _table("statements")} == {s.id for s in one.statements}


def _make(
    settings: Settings,
    *,
    when_begun: Callable[[], None] | None = None,
    paths: Sequence[str] = ("inbox/*.jsonl",),
) -> dict[str, int]:
    from briefing.workflows.cluster import make_tables

    left = [when_begun] if when_begun else []

    def progress(now: Progress) -> None:
        if left and 0 < now.read < now.articles / 2:
            left.pop()()

    tables = make_tables(paths, "tables", settings, progress=progress)
    assert not left, "nothing was killed: all blocks came at once"
    return dict(tables.counts)


def _on_one_machine(settings: Settings) -> Briefing:
    return make_briefing(stream_articles(["inbox"]), settings)


def _table(name: str) -> list[dict[str, Any]]:
    from briefing.workflows.cluster.storage import list_tables, read_table

    return [row for file in list_tables(f"tables/{name}") for row in read_table(file)]


def _check_tables(one: Briefing) -> None:
    """All tables hold what the briefing of one machine holds, but for the order of the rows."""
    articles = _table("articles")
    assert len({a["id"] for a in articles}) == len(articles) == N_ARTICLES
    # Files are read in pieces, so that nobody has their SHA-256.
    wanted = [article.model_copy(update={"file_sha256": None}) for article in one.articles]
    assert _counted(articles) == _counted(wanted)
    assert _counted(_table("statements")) == _counted(one.statements)
    assert _counted(_table("drops")) == _counted(one.drops)
    assert _counted(_table("uncovered")) == _counted(one.uncovered)


def _counted(records: Sequence[BaseModel] | Sequence[dict[str, Any]]) -> Counter[str]:
    rows = [r if isinstance(r, dict) else r.model_dump(mode="json") for r in records]
    return Counter(json.dumps(row, sort_keys=True) for row in rows)


def _check_no_file_holds_the_key(*folders: Path) -> None:
    files = [f for folder in folders for f in folder.rglob("*") if f.is_file()]
    assert any("log" in str(file) for file in files)
    assert not [file for file in files if KEY.encode() in file.read_bytes()]


_ARTICLE = re.compile(r"<article>(.*)</article>", re.DOTALL)


def _answer(body: dict[str, Any], _seen: int) -> Scripted:
    """Quotes every sentence of the chunk in which somebody said something."""
    chunk = body["messages"][-1]["content"]
    text = found.group(1) if (found := _ARTICLE.search(chunk)) else chunk
    said = re.findall(r"[A-Z][^.“”\n]* said [^.“”\n]*\.", text)
    return completion(statements(*(quoted(words) for words in said[:8])), delay_s=0.05)


def _chunk_refused_at_first() -> Callable[[dict[str, Any], int], Scripted]:
    """One chunk in forty gets a reply that is none."""

    def answer(body: dict[str, Any], seen: int) -> Scripted:
        if sum(body["messages"][-1]["content"].encode()) % 40 == 0:
            return completion("no JSON")
        return _answer(body, seen)

    return answer
