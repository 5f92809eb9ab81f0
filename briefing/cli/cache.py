"""`briefing cache`: what has been answered and paid for, and how to be rid of it."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import CacheFile
from briefing.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

app = typer.Typer(help="Show or empty the cache of replies.", no_args_is_help=True)

UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@app.command("info")
def info(cache: CacheFile = None) -> None:
    """Show where the cache lies and what it holds, by endpoint and model."""
    from briefing.endpoint.upkeep import describe_cache

    file = _file(cache)
    kept = describe_cache(file)
    size = sum(p.stat().st_size for p in file.parent.glob(f"{file.name}*")) / 1e6
    typer.echo(f"{file}: {sum(k.replies for k in kept)} replies, {size:.1f} MB")
    for k in kept:
        typer.echo(
            f"{k.endpoint}  {k.model}  {k.replies} replies  {k.input_tokens} tokens in  "
            f"{k.output_tokens} out  {k.oldest[:10]} to {k.newest[:10]}"
        )


@app.command("clear")
def clear(
    older_than: Annotated[
        str | None, typer.Option(metavar="AGE", help="Only replies of that age: 30d, 12h, 2w.")
    ] = None,
    cache: CacheFile = None,
) -> None:
    """Drop replies, so that they are asked and paid for anew."""
    from briefing.endpoint.upkeep import clear_cache

    file = _file(cache)
    age = timedelta() if older_than is None else _age(older_than)
    typer.echo(f"{file}: {clear_cache(file, older_than=age)} replies dropped")


def _file(named: "Path | None") -> "Path":
    from briefing.config import load_settings
    from briefing.endpoint import default_cache_file

    return load_settings({"cache": named}).cache or default_cache_file()


def _age(text: str) -> timedelta:
    match = re.fullmatch(r"(\d{1,6})([mhdw])", text.strip())
    if match is None:
        raise ConfigError(
            "--older-than", f"is no age ({text})", hint="give minutes, hours, days or weeks: 30d"
        )
    return timedelta(**{UNITS[match[2]]: int(match[1])})
