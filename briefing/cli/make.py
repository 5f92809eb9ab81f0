"""`briefing make`: articles in, a briefing out."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefing.cli.exit_codes import INCOMPLETE, INTERRUPTED
from briefing.cli.messages import say, say_failures, say_nothing
from briefing.cli.options import (
    AllowPrivate,
    BaseUrl,
    CacheFile,
    ChunkTokens,
    ConnectTimeout,
    Encoding,
    FirstByteTimeout,
    Language,
    Map,
    MaxBytes,
    MaxConcurrency,
    MaxCost,
    Model,
    NoCache,
    Paths,
    Price,
    PromptsDir,
    PromptVersion,
    Rpm,
    Timeout,
    Tpm,
    Workers,
)
from briefing.errors import ArticleError, EndpointError

if TYPE_CHECKING:
    from briefing.config import Settings
    from briefing.schema.briefing import Briefing


_OF_THE_COMMAND = ("paths", "out", "sources", "dry_run", "quiet", "verbose", "engine")
"""Options that are no settings."""


def make(
    paths: Paths,
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", "-o", help="File to write: .md, .html or .json. May be repeated."),
    ] = None,
    model: Model = None,
    base_url: BaseUrl = None,
    prompt: PromptVersion = None,
    summarise: Annotated[
        str | None,
        typer.Option(help="Let the model write key points: version of the prompt, v1."),
    ] = None,
    prompts_dir: PromptsDir = None,
    language: Language = None,
    chunk_tokens: ChunkTokens = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = None,
    map: Map = None,
    allow_private: AllowPrivate = None,
    sources: Annotated[
        Path | None, typer.Option(help="Folder to write the articles' texts to.")
    ] = None,
    max_asks: Annotated[
        int | None, typer.Option(help="How often a sentence may be put to the model.")
    ] = None,
    max_concurrency: MaxConcurrency = None,
    price: Price = None,
    max_cost: MaxCost = None,
    workers: Workers = None,
    rpm: Rpm = None,
    tpm: Tpm = None,
    timeout: Timeout = None,
    connect_timeout: ConnectTimeout = None,
    first_byte_timeout: FirstByteTimeout = None,
    cache: CacheFile = None,
    no_cache: NoCache = None,
    min_coverage: Annotated[
        float | None,
        typer.Option(help="Share of citing sentences to cover, 0 to 1; below it exit 4."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent and cost; send nothing.")
    ] = False,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Exit with the code of the first failure.")
    ] = None,
    engine: Annotated[
        Literal["local", "ray"],
        typer.Option(help="ray: tables of Parquet or JSON Lines, made on a Ray cluster."),
    ] = "local",
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Only what went wrong on stderr.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="A line on every article, too.")
    ] = False,
) -> None:
    """Make a briefing of articles.

    Without --out, Markdown goes to stdout. Exit 4: made, but something is missing; the briefing
    says what.
    """
    flags = {k: v for k, v in locals().items() if k not in _OF_THE_COMMAND}
    from briefing.cli.outputs import check_outputs, write_outputs, write_sources
    from briefing.cli.progress import show_progress
    from briefing.config import load_settings
    from briefing.endpoint.interrupts import Interrupts
    from briefing.pipeline import make_briefing
    from briefing.steps.load.walk import find_files
    from briefing.workflows.prepare import choose_model, read_articles

    if engine == "ray":
        from briefing.cli.cluster import make_on_cluster

        settings = load_settings(flags)
        only_here = {"--sources": sources, "--dry-run": dry_run, "--verbose": verbose}
        raise typer.Exit(make_on_cluster(paths, out or [], settings, only_here, quiet=quiet))
    check_outputs(out or [])
    if dry_run:
        _say_plan(paths, load_settings(flags))
        raise typer.Exit
    notice = say_nothing if quiet else say
    settings = choose_model(load_settings(flags), notice=notice)
    if settings.workers is None:
        settings = settings.model_copy(update={"workers": _cores()})
    interrupts = Interrupts(notice=say)
    with show_progress(quiet=quiet) as progress:
        briefing = make_briefing(
            read_articles(paths, settings, notice=notice),
            settings,
            expected=sum(isinstance(found, str) for found in find_files(paths)),
            notice=notice,
            progress=progress,
            interrupts=interrupts,
        )
    for line in _details(briefing) if verbose else ():
        say(line)
    write_outputs(briefing, out or [], notice=notice)
    if sources is not None:
        write_sources(briefing, sources, notice=notice)
    if interrupts.happened:
        say(f"{briefing.run.chunks_answered} of {briefing.run.chunks} chunks are answered")
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(_exit_code(briefing, settings))


def _cores() -> int:
    """That this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _details(briefing: "Briefing") -> Iterator[str]:
    """What was read, and what came of it, a line an article."""
    counts = Counter(s.evidence[0].article for s in briefing.statements)
    for article in briefing.articles:
        pages = f", {len(article.pages)} pages" if article.pages else ""
        yield (
            f"{article.source}: {article.extractor or 'text'}, "
            f"language {article.language or 'not known'}{pages}, {article.sentences} sentences, "
            f"{counts[article.id]} statements, {article.covered_sentences} of "
            f"{article.attributed_sentences} citing sentences covered"
        )


def _say_plan(paths: list[str], settings: "Settings") -> None:
    """On stdout, where it is the product."""
    from briefing.workflows.plan import plan_run
    from briefing.workflows.prepare import choose_model, read_articles

    if settings.base_url is None:
        settings = choose_model(settings, notice=say)
    plan = plan_run(read_articles(paths, settings, notice=say), settings)
    cost = "its price is not known: give --price IN,OUT"
    if plan.cost_usd is not None:
        cost = f"about {plan.cost_usd:.4f} US dollars"
    typer.echo(f"{plan.articles} articles, {plan.chunks} chunks")
    typer.echo(f"{plan.chunks - plan.cached} requests to send, {plan.cached} replies in the cache")
    typer.echo(f"about {plan.input_tokens} tokens in, {plan.output_tokens} out")
    typer.echo(f"{plan.model}: {cost}")
    typer.echo("nothing was sent")


def _exit_code(briefing: "Briefing", settings: "Settings") -> int:
    """0, 4 where something is missing, or under --strict the code of the first failure."""
    say_failures(briefing.failures)
    if briefing.failures:
        first = briefing.failures[0]
        strict_code = EndpointError.exit_code if first.chunk else ArticleError.exit_code
        return strict_code if settings.strict else INCOMPLETE
    attributed = sum(article.attributed_sentences for article in briefing.articles)
    covered = sum(article.covered_sentences for article in briefing.articles)
    wanted = settings.min_coverage
    if wanted is not None and attributed and covered < wanted * attributed:
        say(f"coverage: {covered} of {attributed} citing sentences (wanted {wanted:.0%})")
        say("hint: the briefing lists those that are not covered; try another prompt or model")
        return INCOMPLETE
    return 0
