"""The only file that knows Ray: which function runs where, and how rows get from one to the next.

All that runs on the cluster may run twice: a node that is lost takes what it had not handed on with
it, and Ray does that again elsewhere. So every write takes the place of what it wrote before, and
nothing is counted but what arrives here.
"""

import logging
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

import pyarrow as pa
import ray
from ray.data import ActorPoolStrategy, DataContext, Dataset

from briefing.config import Settings
from briefing.errors import EndpointUnavailable
from briefing.prompts import Prompt
from briefing.workflows.cluster import work
from briefing.workflows.cluster.asker import Asker, count_askers, share_of
from briefing.workflows.cluster.index import File, Order, Seen

ROWS_AT_ONCE = 1024
"""Rows that a worker hands on together."""
BLOCKS_PER_CPU = 4
MOST_IN_BLOCK, LEAST_IN_BLOCK = 256, 8
"""Articles: what a lost node has to do again, and what is one file of readings."""
CALLS_AT_ONCE = 4
"""Blocks that an asker asks about at one time, so that the last chunk of one holds up no other."""

_Row = Mapping[str, Any]
_SEEN = pa.schema(
    {"file": pa.int64(), "row": pa.int64(), "is_one": pa.bool_()}
    | {"id": pa.string(), "failure": pa.string()}
)
_DOCUMENT = pa.schema({"document": pa.binary()})
_PREPARED = pa.schema({"prepared": pa.binary()})
_FOUND = pa.schema(
    {"prepared": pa.binary(), "found": pa.binary(), "account": pa.string()}
    | {"unavailable": pa.list_(pa.string())}
)
_WRITTEN = pa.schema(
    {"articles": pa.int64(), "account": pa.string(), "unavailable": pa.list_(pa.string())}
)
_TABLED = pa.schema(
    {
        "counts": pa.map_(pa.string(), pa.int64()),
        "speakers": pa.map_(pa.string(), pa.list_(pa.int64())),
    }
)
_STATEMENT = pa.schema(
    {"bucket": pa.int64(), "rank": pa.int64(), "n": pa.int64(), "statement": pa.string()}
)
_MERGED = pa.schema({"statements": pa.int64(), "drops": pa.int64()})


class Written(NamedTuple):
    """A block of readings is on the disk, or nothing can be asked."""

    articles: int
    account: str
    unavailable: EndpointUnavailable | None


class Engine:
    """A Ray cluster: the one that RAY_ADDRESS names or is already connected to, else one here."""

    def __init__(self, settings: Settings) -> None:
        """`settings` of the run; the key in them stays here."""
        self._needs_key = settings.api_key is not None
        self._settings = settings.model_copy(update={"api_key": None})
        self._is_ours = False

    def __enter__(self) -> "Engine":
        # Ray would tell its makers of every cluster that is started.
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        if not ray.is_initialized():
            ray.init(log_to_driver=False, logging_level=logging.ERROR)
            self._is_ours = True
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        context = DataContext.get_current()
        context.enable_progress_bars = False
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_ours:
            ray.shutdown()

    @property
    def version(self) -> str:
        """Of Ray."""
        return str(ray.__version__)

    @property
    def nodes(self) -> int:
        """Those that are there now."""
        return sum(node["Alive"] for node in ray.nodes())

    def index(self, files: Sequence[File]) -> Iterator[Seen]:
        """See every row of the files, in any order."""
        items = [{"file": file._asdict()} for file in files]
        seen = _mapped(_dataset(items), partial(_index, settings=self._settings), _SEEN)
        yield from _rows(seen)  # type: ignore[misc]

    def read(
        self,
        rows: Sequence[tuple[File, Sequence[int]]],
        *,
        folder: str,
        attempt: int,
        prompt: Prompt | None,
    ) -> Generator[Written, None, None]:
        """Read the articles in these rows of files, and write what was made of them.

        Args:
            rows: Of each file.
            folder: Of the readings.
            attempt: Number of the run.
            prompt: What a model is asked with; None: the built-in extractor reads.
        """
        total = sum(len(numbers) for _, numbers in rows)
        most = -(-total // (BLOCKS_PER_CPU * max(1, int(ray.cluster_resources().get("CPU", 1)))))
        block = min(MOST_IN_BLOCK, max(LEAST_IN_BLOCK, most))
        settings = self._settings
        articles = _mapped(
            _dataset([{"file": file._asdict(), "rows": list(numbers)} for file, numbers in rows]),
            partial(_load, settings=settings),
            _DOCUMENT,
        ).repartition(target_num_rows_per_block=block)
        if prompt is None:
            read = partial(_read, settings=settings, folder=folder, attempt=attempt)
            written = _mapped(articles, read, _WRITTEN)
        else:
            prepared = _mapped(articles, partial(_prepare, settings=settings), _PREPARED)
            finish = partial(_finish, folder=folder, attempt=attempt)
            written = _mapped(self._asked(prepared, prompt), finish, _WRITTEN)
        for row in _rows(written):
            why = row["unavailable"]
            error = EndpointUnavailable(why[0], why[1], hint=why[2]) if why else None
            yield Written(row["articles"], row["account"], error)

    def _asked(self, prepared: Dataset, prompt: Prompt) -> Dataset:
        askers = count_askers(self._settings, self.nodes)
        return prepared.map_batches(
            _Asking,
            fn_constructor_kwargs={
                "settings": share_of(self._settings, askers),
                "prompt": prompt,
                "needs_key": self._needs_key,
            },
            batch_format="pyarrow",
            batch_size=None,
            num_cpus=0,
            compute=ActorPoolStrategy(
                size=askers,
                max_tasks_in_flight_per_actor=2 * CALLS_AT_ONCE,
                max_concurrent_calls_per_actor=CALLS_AT_ONCE,
            ),
        )

    def tabulate(self, orders: Sequence[Order], out: str) -> Iterator[dict[str, Any]]:
        """Write all tables but the statements; see `work.tabulate`."""
        for row in _rows(_mapped(_dataset(_items(orders)), partial(_tabulate, out=out), _TABLED)):
            yield {"counts": dict(row["counts"]), "speakers": dict(row["speakers"])}

    def merge(
        self, orders: Sequence[Order], names: Mapping[str, str], out: str, *, buckets: int
    ) -> Iterator[dict[str, int]]:
        """Merge the statements, each bucket of speakers for itself; see `work.merge_bucket`."""
        known = ray.put(dict(names))
        statements = _mapped(
            _dataset(_items(orders)), partial(_statements, names=known, buckets=buckets), _STATEMENT
        )
        merge = _on_rows(partial(_merge, names=known, out=out), _MERGED)
        yield from _rows(
            statements.groupby("bucket", num_partitions=buckets).map_groups(
                merge, batch_format="pyarrow"
            )
        )


class _Asking:
    """An asker as Ray calls it."""

    def __init__(self, **how: Any) -> None:
        self._asker = Asker(**how)

    async def __call__(self, table: pa.Table) -> pa.Table:
        blocks = table["prepared"].to_pylist()
        try:
            found, account = await self._asker.ask(blocks)
        except EndpointUnavailable as error:
            # Raised here, it would be tried again, or end as a traceback.
            why = [error.where, error.problem, error.hint]
            return pa.Table.from_pylist([{"account": "", "unavailable": why}], _FOUND)
        rows = [
            {"prepared": p, "found": f, "account": ""} for p, f in zip(blocks, found, strict=True)
        ]
        if rows:
            rows[0]["account"] = account
        return pa.Table.from_pylist(rows, _FOUND)


def _index(rows: Iterable[_Row], settings: Settings) -> Iterator[_Row]:
    for row in rows:
        yield from work.index_file(File(**row["file"]), settings)


def _load(rows: Iterable[_Row], settings: Settings) -> Iterator[_Row]:
    for row in rows:
        for document in work.load_file(File(**row["file"]), row["rows"], settings):
            yield {"document": document}


def _prepare(rows: Iterable[_Row], settings: Settings) -> Iterator[_Row]:
    for row in rows:
        yield {"prepared": work.prepare(row["document"], settings)}


def _read(rows: Iterable[_Row], settings: Settings, folder: str, attempt: int) -> Iterator[_Row]:
    readings = [work.read(row["document"], settings) for row in rows]
    if readings:
        work.write_readings(readings, folder=folder, attempt=attempt, account="")
        yield {"articles": len(readings), "account": "", "unavailable": None}


def _finish(rows: Iterable[_Row], folder: str, attempt: int) -> Iterator[_Row]:
    readings, accounts = [], []
    for row in rows:
        accounts += [row["account"]] if row["account"] else []
        if row["unavailable"]:
            yield {"articles": 0, "account": "", "unavailable": row["unavailable"]}
        else:
            readings.append(work.finish(row["prepared"], row["found"]))
    if readings:
        account = "\n".join(accounts)
        work.write_readings(readings, folder=folder, attempt=attempt, account=account)
        yield {"articles": len(readings), "account": account, "unavailable": None}


def _items(orders: Iterable[Order]) -> list[_Row]:
    return [order._asdict() for order in orders]


def _tabulate(rows: Iterable[_Row], out: str) -> Iterator[_Row]:
    for row in rows:
        tabled = work.tabulate(Order(**row), out)
        yield {name: list(values.items()) for name, values in tabled.items()}


def _statements(rows: Iterable[_Row], names: Any, buckets: int) -> Iterator[_Row]:
    known = ray.get(names)
    for row in rows:
        yield from work.statements_by_speaker(Order(**row), known, buckets)


def _merge(rows: Iterable[_Row], names: Any, out: str) -> Iterator[_Row]:
    yield work.merge_bucket(rows, ray.get(names), out)


def _dataset(items: Sequence[_Row]) -> Dataset:
    return ray.data.from_items(list(items), override_num_blocks=max(1, min(len(items), 1000)))


def _mapped(
    dataset: Dataset, function: Callable[[Iterable[_Row]], Iterator[_Row]], schema: pa.Schema
) -> Dataset:
    """The dataset of what a function of a block's rows yields; one task a block."""
    return dataset.map_batches(_on_rows(function, schema), batch_format="pyarrow", batch_size=None)


def _on_rows(
    function: Callable[[Iterable[_Row]], Iterator[_Row]], schema: pa.Schema
) -> Callable[[pa.Table], Iterator[pa.Table]]:
    def on_table(table: pa.Table) -> Iterator[pa.Table]:
        rows = function(table.to_pylist())
        yield pa.Table.from_pylist([], schema)
        while some := list(islice(rows, ROWS_AT_ONCE)):
            yield pa.Table.from_pylist(some, schema)

    return on_table


def _rows(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """The rows of a dataset; whoever stops before the end closes this, and the work on it ends."""
    tables = iter(dataset.iter_batches(batch_size=None, batch_format="pyarrow"))
    try:
        for table in tables:
            yield from table.to_pylist()
    finally:
        tables.close()
