"""Files and settings come in → tables, and the record of the run; this is what the driver does."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from briefing import __version__
from briefing.config import Settings
from briefing.endpoint.connect import endpoint_settings, open_endpoint
from briefing.errors import ArticleError, ConfigError
from briefing.pipeline import load_extract_prompt
from briefing.progress import Progress, Spent
from briefing.prompts import Prompt
from briefing.recall import rules_sha256
from briefing.schema.briefing import Failure, PromptUsed, Run
from briefing.steps.load.fields import parse_map
from briefing.workflows.cluster.account import Account, add_up
from briefing.workflows.cluster.index import File, Index, Kept, failed
from briefing.workflows.cluster.tables import write_tables

if TYPE_CHECKING:
    from briefing.workflows.cluster.engine import Engine

READERS = 16
"""Threads that look through files of readings, which may be far away."""


class Tables(BaseModel):
    """What `run.json` holds: the record of the run, and how much is in the tables."""

    model_config = ConfigDict(frozen=True)

    created: str
    """ISO 8601, UTC."""
    inputs: tuple[str, ...]
    counts: Mapping[str, int]
    """Rows of each table, and articles' sentences."""
    copies: int
    """Rows whose text stood in another row, too."""
    ray: str
    nodes: int
    run: Run


def make_tables(
    paths: Sequence[str],
    out: str,
    settings: Settings,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    notice: Callable[[str], None] = lambda _: None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Tables:
    """Make tables of the articles in Parquet and JSON Lines files, on a Ray cluster.

    Args:
        paths: Files, folders and patterns, on a disk that all nodes share or in an object store.
        out: Folder, likewise. What an earlier run with the same settings has read is not read
            again, but for articles of which a chunk was not answered.
        settings: With a model named.
        now: The clock.
        notice: Is told, a line each, what the user should know.
        progress: Is told how many articles have been read.

    Raises:
        ConfigError: Ray is not installed, or a setting cannot be used.
        ArticleError: There is no article.
        InputError: The folder cannot be written.
        EndpointUnavailable: The endpoint failed for good before it answered anything.
    """
    started = time.perf_counter()
    prompt = _checked_prompt(settings)
    if settings.cache is not None:  # for processes in any folder
        settings = settings.model_copy(update={"cache": settings.cache.absolute()})
    engine = _load_engine(settings)
    from briefing.workflows.cluster import storage

    out = storage.absolute(out.rstrip("/"))
    storage.make_folder(out)
    with engine:
        index = _find_articles(paths, engine)
        if index.copies:
            notice(f"{index.copies} rows hold a text that another has, too: each is read once")
        folder = f"{out}/readings/{_fingerprint(settings, prompt)}"
        _read_articles(index, folder, engine, prompt, notice=notice, progress=progress)
        storage.remove(f"{out}/run.json")
        kept, accounts = _kept(folder)
        chosen = index.choose(kept)
        counts = write_tables(index, chosen, out, engine)
        tables = Tables(
            created=now().astimezone(UTC).isoformat(timespec="seconds"),
            inputs=tuple(paths),
            counts=counts,
            copies=index.copies,
            ray=engine.version,
            nodes=engine.nodes,
            run=_record(settings, prompt, add_up(accounts), counts, time.perf_counter() - started),
        )
    storage.write_bytes(f"{out}/run.json", f"{tables.model_dump_json(indent=2)}\n".encode())
    return tables


def _checked_prompt(settings: Settings) -> Prompt | None:
    """The prompt; whatever a worker could not use is refused before there is any."""
    parse_map(settings.map)
    if settings.is_builtin:
        return None
    open_endpoint(settings, notice=lambda _: None)
    return load_extract_prompt(settings)


def _load_engine(settings: Settings) -> "Engine":
    try:
        from briefing.workflows.cluster.engine import Engine
    except ImportError as exc:
        problem = f"needs {exc.name}, which is not installed"
        raise ConfigError("--engine ray", problem, hint="pip install 'briefing[ray]'") from exc
    return Engine(settings)


def _find_articles(paths: Sequence[str], engine: "Engine") -> Index:
    from briefing.workflows.cluster import storage

    files: list[File] = []
    errors: list[ArticleError] = []
    for found in storage.find_inputs(paths):
        if isinstance(found, ArticleError):
            errors.append(found)
        else:
            files.append(File(len(files), found, storage.absolute(found)))
    index = Index(files)
    for number, error in enumerate(errors, len(files)):
        index.add(failed(number, 0, error))
    for seen in engine.index(files) if files else ():
        index.add(seen)
    if not len(index):
        hint = "name Parquet or JSON Lines files that hold some"
        none = Failure(source=" ".join(paths), error="no articles there", hint=hint)
        first = next(iter(index.failures), none)
        raise ArticleError(first.source, first.error, hint=first.hint)
    return index


def _fingerprint(settings: Settings, prompt: Prompt | None) -> str:
    """What a reading depends on besides its article; what was read otherwise is not used."""
    rests_on: list[Any] = [rules_sha256(), settings.model, settings.map, settings.max_bytes]
    if prompt is not None:
        asked = endpoint_settings(settings)
        rests_on += [asked.url, asked.temperature, asked.seed, asked.max_output_tokens]
        rests_on += [part.sha256 for part in (prompt, prompt.addition) if part]
        rests_on += [settings.chunk_tokens, settings.encoding, settings.max_asks]
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()[:12]


def _kept(folder: str) -> tuple[list[Kept], list[Account]]:
    """What is in the files of readings."""
    from briefing.workflows.cluster import storage

    parts = storage.list_tables(folder)
    with ThreadPoolExecutor(READERS) as readers:
        columns = ["id", "unanswered", "account"]
        tables = readers.map(lambda part: storage.read_table(part, columns), parts)
        rows = [(part, row) for part, table in zip(parts, tables, strict=True) for row in table]
    kept = [Kept(part, row["id"], row["unanswered"]) for part, row in rows]
    return kept, [account for _, row in rows for account in _accounts(row["account"])]


def _accounts(text: str) -> list[Account]:
    return [Account.model_validate_json(line) for line in text.splitlines()]


def _read_articles(
    index: Index,
    folder: str,
    engine: "Engine",
    prompt: Prompt | None,
    *,
    notice: Callable[[str], None],
    progress: Callable[[Progress], None],
) -> None:
    from briefing.workflows.cluster import storage

    kept, _ = _kept(folder)
    known = index.choose(kept)
    done = [article for article, one in known.items() if not one.unanswered]
    if known:
        notice(f"{len(done)} of {len(index)} articles have been read before")
    n_read, told = len(done), Account()
    progress(Progress(len(index), read=n_read))
    rows = index.rows_to_read(done)
    if not rows:
        return
    storage.make_folder(folder)
    attempt = 1 + max((int(one.part.rpartition("/")[2][:4]) for one in kept), default=0)
    reading = engine.read(
        [(index.files[file], numbers) for file, numbers in rows],
        folder=folder,
        attempt=attempt,
        prompt=prompt,
    )
    try:
        with closing(reading) as blocks:
            for written in blocks:
                if written.unavailable is not None:
                    raise written.unavailable
                n_read += written.articles
                account = add_up(_accounts(written.account))
                for line in account.notices:
                    if line not in told.notices:
                        notice(line)
                told = add_up([told, account])
                progress(Progress(len(index), read=n_read, spent=_spent(told)))
    except KeyboardInterrupt:
        notice(f"{n_read} of {len(index)} articles are read; the same command reads the others")
        raise


def _spent(account: Account) -> Spent:
    counts = account.counts
    return Spent(counts.get("input_tokens", 0), counts.get("output_tokens", 0), account.cost_usd)


def _record(
    settings: Settings,
    prompt: Prompt | None,
    account: Account,
    counts: Mapping[str, int],
    seconds: float,
) -> Run:
    run = Run(briefing=__version__, model=str(settings.model), seconds=round(seconds, 3))
    if prompt is None:
        return run
    used = [part for part in (prompt, prompt.addition) if part]
    cost = account.cost_usd
    return run.model_copy(
        update={
            "endpoint": endpoint_settings(settings).host,
            "structured_output": account.structured_output,
            "prompts": tuple(
                PromptUsed(name=p.name, version=p.version, sha256=p.sha256) for p in used
            ),
            "parameters": {
                **account.parameters,
                "chunk_tokens": settings.chunk_tokens,
                "encoding": settings.encoding,
                "max_asks": settings.max_asks,
            },
            **account.counts,
            "chunks": counts["chunks"],
            "chunks_answered": counts["chunks_answered"],
            "cost_usd": None if cost is None else round(cost, 6),
        }
    )
