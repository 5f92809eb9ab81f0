"""`briefing make --engine ray`: Parquet and JSON Lines in, tables in a folder out."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.exit_codes import INCOMPLETE
from briefing.cli.messages import say, say_nothing
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from briefing.config import Settings

_INSTEAD = {
    "--summarise": "key points are made of one briefing, not of tables",
    "--strict": "run.json counts the failures, and the table failures lists them",
    "--min-coverage": "run.json counts the citing sentences and those that are covered",
    "--sources": "the table articles holds the texts",
    "--verbose": "the table articles holds what was counted in each",
    "--dry-run": "try a sample of the articles, without --engine ray",
}
"""Options that make one briefing, and where the same is found."""


def make_on_cluster(
    paths: Sequence[str],
    out: Sequence[Path],
    settings: "Settings",
    only_here: Mapping[str, object],
    *,
    quiet: bool,
) -> int:
    """Make the tables and give the exit code: 4 where something is missing.

    Args:
        paths: Files, folders and patterns.
        out: The folder.
        settings: Of the run, perhaps without a model yet.
        only_here: Options that are no settings and have no meaning on a cluster, if they are given.
        quiet: Only what went wrong.

    Raises:
        ConfigError: An option has no meaning on a cluster.
    """
    given = {
        "--summarise": settings.summarise,
        "--strict": settings.strict,
        "--min-coverage": settings.min_coverage,
        **only_here,
    }
    for option, hint in _INSTEAD.items():
        if given[option] not in (None, False):
            raise ConfigError(option, "has no meaning with --engine ray", hint=hint)
    if len(out) != 1:
        problem = f"is given {len(out)} times, and --engine ray writes to one folder"
        raise ConfigError("--out", problem, hint="name one, on storage that all nodes share")
    from briefing.cli.progress import show_progress
    from briefing.workflows.cluster import make_tables
    from briefing.workflows.prepare import choose_model

    notice = say_nothing if quiet else say
    settings = choose_model(settings, notice=notice)
    with show_progress(quiet=quiet) as progress:
        tables = make_tables(paths, _address(out[0]), settings, notice=notice, progress=progress)
    counts = tables.counts
    notice(
        f"wrote {_address(out[0])}: {counts['articles']} articles, "
        f"{counts['statements']} statements, {counts['failures']} failures"
    )
    if counts["failures"]:
        say(f"failures: {counts['failures']}; {_address(out[0])}/failures lists them")
        return INCOMPLETE
    return 0


def _address(folder: Path) -> str:
    """As it was given: a Path leaves one slash of the two in `s3://bucket`."""
    scheme, colon, rest = str(folder).partition(":/")
    is_address = bool(colon) and len(scheme) > 1 and "/" not in scheme
    return f"{scheme}://{rest.lstrip('/')}" if is_address else str(folder)
