"""What the workers do, each function on a piece of its own; none knows which machine it is on.

Rows go in and come out as mappings: bytes are what only we read again, text is JSON.
"""

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

from pydantic import BaseModel

from briefing.config import Settings
from briefing.errors import ArticleError
from briefing.extractors.extraction import Extraction
from briefing.read import Prepared, finish_article, prepare_article, read_by_rules
from briefing.schema.article import ID_DIGITS, sha256_of
from briefing.schema.briefing import BriefedArticle, Failure, Finding, Uncovered
from briefing.schema.reading import Reading
from briefing.schema.statement import Drop, Statement
from briefing.steps.load.describe import describe_document
from briefing.steps.load.fields import parse_map
from briefing.steps.load.stream import printable
from briefing.steps.merge import merge_statements
from briefing.workflows.cluster.index import File, Order, Seen, failed
from briefing.workflows.cluster.rows import Loaded, load_rows
from briefing.workflows.cluster.storage import read_rows, read_table, write_table

TABLES = ("statements", "drops", "failures", "articles", "uncovered", "findings")
_OF_READINGS: dict[str, type[BaseModel]] = {
    "drops": Drop,
    "failures": Failure,
    "uncovered": Uncovered,
    "findings": Finding,
}


class KeptReading(BaseModel):
    """A row of a file of readings."""

    id: str
    unanswered: int
    """Chunks that no model answered."""
    reading: str
    account: str
    """JSON of what the block took of the endpoint, in its first row."""


def index_file(file: File, settings: Settings) -> Iterator[Seen]:
    """What each row of a file holds."""
    try:
        for loaded in _load(file, settings):
            yield _seen(file.number, loaded)
    except ArticleError as error:
        yield failed(file.number, 0, error)


def _seen(file: int, loaded: Loaded) -> Seen:
    if isinstance(loaded.found, ArticleError):
        return failed(file, loaded.number, loaded.found)
    article = sha256_of(loaded.found.text)[:ID_DIGITS]
    return Seen(file=file, row=loaded.number, is_one=loaded.is_one, id=article, failure="")


def _load(file: File, settings: Settings, wanted: set[int] | None = None) -> Iterator[Loaded]:
    return load_rows(
        read_rows(file.path, where=file.name),
        where=file.name,
        fields=parse_map(settings.map),
        max_bytes=settings.max_bytes,
        wanted=wanted,
    )


def load_file(file: File, rows: Iterable[int], settings: Settings) -> Iterator[bytes]:
    """The documents of these rows; where reading ends early, the index has said so."""
    try:
        for loaded in _load(file, settings, set(rows)):
            if not isinstance(loaded.found, ArticleError):
                yield pickle.dumps((loaded.found, printable(file.name + loaded.found.part)))
    except ArticleError:
        return


def prepare(document: bytes, settings: Settings) -> bytes:
    """Describe a document and prepare the article for a model."""
    found, source = pickle.loads(document)
    return pickle.dumps(prepare_article(describe_document(found, source=source), settings))


def finish(prepared: bytes, extraction: bytes) -> Reading:
    """Check what a model found."""
    article: Prepared = pickle.loads(prepared)
    found: Extraction = pickle.loads(extraction)
    return finish_article(article, found)


def read(document: bytes, settings: Settings) -> Reading:
    """The whole way with the built-in extractor."""
    found, source = pickle.loads(document)
    return read_by_rules(describe_document(found, source=source), settings)


def write_readings(readings: Iterable[Reading], *, folder: str, attempt: int, account: str) -> str:
    """Write a block; written again, by whichever node, it takes the place of the first.

    Args:
        readings: At least one.
        folder: Of the readings.
        attempt: Number of the run.
        account: JSON of what the block took.
    """
    rows = [
        KeptReading(
            id=reading.article.id,
            unanswered=sum(failure.chunk is not None for failure in reading.failures),
            reading=reading.model_dump_json(),
            account="",
        )
        for reading in readings
    ]
    rows[0] = rows[0].model_copy(update={"account": account})
    name = hashlib.sha256("".join(row.id for row in rows).encode()).hexdigest()[:16]
    part = f"{folder}/{attempt:04}-{name}.parquet"
    write_table(part, KeptReading, rows)
    return part


def _readings(order: Order) -> Iterator[tuple[int, Reading]]:
    """The readings that are taken from a file, with the ranks of their articles."""
    wanted = {
        article: (rank, places)
        for article, rank, places in zip(order.ids, order.ranks, order.places, strict=True)
    }
    for row in read_table(order.part, ["id", "reading"]):
        if (known := wanted.pop(row["id"], None)) is not None:
            reading = Reading.model_validate_json(row["reading"])
            rank, (source, *others) = known
            found_at = {"source": source, "also_at": tuple(others)}
            article = reading.article.model_copy(update=found_at)
            yield rank, reading.model_copy(update={"article": article})


def tabulate(order: Order, out: str) -> dict[str, Any]:
    """Write all tables but the statements.

    Returns:
        `counts` of what was written, and where each speaker is named first (`speakers`).
    """
    readings = list(_readings(order))
    name = order.part.rpartition("/")[2]
    articles = [reading.article for _, reading in readings]
    write_table(f"{out}/articles/{name}", BriefedArticle, articles)
    counts = {
        "articles": len(articles),
        "attributed_sentences": sum(a.attributed_sentences for a in articles),
        "covered_sentences": sum(a.covered_sentences for a in articles),
        "chunks": sum(reading.chunks for _, reading in readings),
        "statements": sum(len(reading.statements) for _, reading in readings),
    }
    for table, model in _OF_READINGS.items():
        records = [record for _, reading in readings for record in getattr(reading, table)]
        counts[table] = len(records)
        if records:
            write_table(f"{out}/{table}/{name}", model, records)
    chunks_failed = sum(f.chunk is not None for _, r in readings for f in r.failures)
    counts["chunks_answered"] = counts["chunks"] - chunks_failed
    speakers: dict[str, tuple[int, int]] = {}
    for rank, reading in readings:
        for n, statement in enumerate(reading.statements):
            speakers.setdefault(statement.speaker, (rank, n))
    return {"counts": counts, "speakers": speakers}


def statements_by_speaker(
    order: Order, names: Mapping[str, str], buckets: int
) -> Iterator[dict[str, Any]]:
    """The statements; all those of one speaker, whatever he is called, in the same bucket."""
    for rank, reading in _readings(order):
        for n, statement in enumerate(reading.statements):
            speaker = names.get(statement.speaker, statement.speaker)
            yield {
                "bucket": crc32(speaker.encode("utf-8", "surrogatepass")) % buckets,
                "rank": rank,
                "n": n,
                "statement": statement.model_dump_json(),
            }


def merge_bucket(
    rows: Iterable[Mapping[str, Any]], names: Mapping[str, str], out: str
) -> dict[str, int]:
    """Merge the statements of a bucket's speakers and write them; counts what was written."""
    ordered = sorted(rows, key=lambda row: (row["rank"], row["n"]))
    statements = [Statement.model_validate_json(row["statement"]) for row in ordered]
    merged = merge_statements(statements, names=names)
    name = f"merged-{ordered[0]['bucket']:05}.parquet"
    write_table(f"{out}/statements/{name}", Statement, merged.statements)
    if merged.drops:
        write_table(f"{out}/drops/{name}", Drop, merged.drops)
    return {"statements": len(merged.statements), "drops": len(merged.drops)}
