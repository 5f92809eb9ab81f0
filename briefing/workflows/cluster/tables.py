"""Readings come in → the tables: the second pass, in which speakers are known over all articles."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from briefing.schema.briefing import Failure
from briefing.steps.merge import name_speakers
from briefing.workflows.cluster.index import Index, Kept

if TYPE_CHECKING:
    from briefing.workflows.cluster.engine import Engine

PER_BUCKET = 20_000
"""Statements that a worker merges at one time; those of one speaker are never parted."""


def write_tables(
    index: Index, chosen: Mapping[str, Kept], out: str, engine: "Engine"
) -> dict[str, int]:
    """Write all tables anew, in place of those that are there.

    Args:
        index: Of the articles.
        chosen: One reading for each that has been read.
        out: The folder.
        engine: The cluster.

    Returns:
        How much was written of what.
    """
    from briefing.workflows.cluster import storage, work

    for table in work.TABLES:
        storage.remove(f"{out}/{table}")
    orders = index.orders(chosen)
    counts = dict.fromkeys(work.TABLES, 0)
    firsts: dict[str, tuple[int, int]] = {}
    for tabled in engine.tabulate(orders, out):
        _count(counts, tabled["counts"])
        for speaker, place in tabled["speakers"].items():
            firsts[speaker] = min(tuple(place), firsts.get(speaker, tuple(place)))
    names = name_speakers(sorted(firsts, key=lambda speaker: firsts[speaker]))
    n_statements = counts.pop("statements")
    buckets = 1 + n_statements // PER_BUCKET
    counts["statements"] = 0
    for merged in engine.merge(orders, names, out, buckets=buckets) if n_statements else ():
        _count(counts, merged)
    failures = [*index.failures, *_lost(index, chosen)]
    counts["failures"] += len(failures)
    if failures:
        storage.write_table(f"{out}/failures/inputs.parquet", Failure, failures)
    return counts


def _count(counts: dict[str, int], more: Mapping[str, int]) -> None:
    for name, count in more.items():
        counts[name] = counts.get(name, 0) + count


def _lost(index: Index, chosen: Mapping[str, Kept]) -> Iterable[Failure]:
    """Articles that were found, and of which there is no reading that we can see."""
    for article, source in index.sources():
        if article not in chosen:
            yield Failure(
                source=source,
                article=article,
                error="was found, but there is no reading of it in --out",
                hint="is --out, and the input, the same place on every node? run the command again",
            )
