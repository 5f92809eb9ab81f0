"""`briefing batch`: the requests that `make` would send, in a batch at half the price or a file.

Exit codes: 4 where something was not answered or is still under way; 3 where nothing could be done.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.exit_codes import INCOMPLETE
from briefing.cli.messages import say, say_failures
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
    MaxCost,
    Model,
    Paths,
    Price,
    PromptsDir,
    PromptVersion,
    Timeout,
)
from briefing.errors import EndpointError

if TYPE_CHECKING:
    from briefing.config import Settings
    from briefing.endpoint.batch import Looked
    from briefing.endpoint.batch_results import Taken
    from briefing.schema.briefing import Failure
    from briefing.workflows.batch import Batched

app = typer.Typer(
    help="Ask a model in a batch, at half the price, and have make take the answers from the cache."
    " Give make the same options.",
    no_args_is_help=True,
)

SHOWN_REASONS = 5
"""Different reasons of failed requests that are told."""
Wait = Annotated[bool, typer.Option("--wait", help="Until all have ended; Ctrl-C does no harm.")]


@app.command("submit")
def submit(
    paths: Paths,
    model: Model = None,
    base_url: BaseUrl = None,
    prompt: PromptVersion = None,
    prompts_dir: PromptsDir = None,
    language: Language = None,
    chunk_tokens: ChunkTokens = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = None,
    map: Map = None,
    allow_private: AllowPrivate = None,
    price: Price = None,
    max_cost: MaxCost = None,
    timeout: Timeout = None,
    connect_timeout: ConnectTimeout = None,
    first_byte_timeout: FirstByteTimeout = None,
    cache: CacheFile = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be submitted; send nothing.")
    ] = False,
) -> None:
    """Submit what make would ask first about these articles.

    What the cache or a batch has already is left out.
    """
    flags = {k: v for k, v in locals().items() if k not in ("paths", "dry_run")}
    from briefing.workflows.batch import submit_batch

    batched, settings, failures = _plan(paths, flags, asking=not dry_run)
    _tell_plan(batched)
    cost = "its price is not known: give --price IN,OUT"
    if batched.plan.cost_usd is not None:
        cost = f"about {batched.plan.cost_usd:.4f} US dollars, half of what make would pay"
    typer.echo(f"{batched.plan.model}: {cost}")
    if dry_run:
        typer.echo("nothing was sent")
        raise typer.Exit
    sent = submit_batch(batched, settings, notice=say)
    for record in sent.batches:
        typer.echo(f"{record.name}: {record.requests} requests submitted")
    say_failures(failures)
    if sent.error is not None:
        say(f"error: {sent.error}\nhint: {sent.error.hint}")
        raise typer.Exit(INCOMPLETE if sent.batches else EndpointError.exit_code)
    if sent.batches:
        say("`briefing batch collect` fetches the answers; most come within 24 hours")
    raise typer.Exit(INCOMPLETE if failures else 0)


@app.command("status")
def status(
    base_url: BaseUrl = None,
    timeout: Timeout = None,
    connect_timeout: ConnectTimeout = None,
    first_byte_timeout: FirstByteTimeout = None,
    cache: CacheFile = None,
    wait: Wait = False,
) -> None:
    """Show the batches that are not collected, and how far they are."""
    flags = {k: v for k, v in locals().items() if k != "wait"}
    looked = _look(flags, collect=False, wait=wait)
    if any(one.error for one in looked):
        raise typer.Exit(EndpointError.exit_code)


@app.command("collect")
def collect(
    base_url: BaseUrl = None,
    timeout: Timeout = None,
    connect_timeout: ConnectTimeout = None,
    first_byte_timeout: FirstByteTimeout = None,
    cache: CacheFile = None,
    wait: Wait = False,
) -> None:
    """Fetch the answers of batches that have ended into the cache.

    What failed in one is then asked by make, or submitted again. Exit 4: something failed or is
    still under way.
    """
    flags = {k: v for k, v in locals().items() if k != "wait"}
    looked = _look(flags, collect=True, wait=wait)
    taken = [one.taken for one in looked if one.taken is not None]
    if any(one.error for one in looked) and not taken:
        raise typer.Exit(EndpointError.exit_code)
    whole = all(one.taken is not None and one.taken.whole for one in looked)
    raise typer.Exit(0 if whole else INCOMPLETE)


@app.command("export")
def export(
    paths: Paths,
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write, .jsonl.")],
    model: Model = None,
    base_url: BaseUrl = None,
    prompt: PromptVersion = None,
    prompts_dir: PromptsDir = None,
    language: Language = None,
    chunk_tokens: ChunkTokens = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = None,
    map: Map = None,
    allow_private: AllowPrivate = None,
    cache: CacheFile = None,
) -> None:
    """Write the requests that submit would send, for `vllm run-batch` or any tool of that form.

    Nothing is sent. Files beyond the first, where one would be too large, are numbered.
    """
    flags = {k: v for k, v in locals().items() if k not in ("paths", "out")}
    from briefing.cli.outputs import check_folder
    from briefing.workflows.batch import export_batch

    check_folder("--out", out)
    batched, settings, failures = _plan(paths, flags, asking=False)
    _tell_plan(batched)
    for file in export_batch(batched, settings, out):
        say(f"wrote {file}; `briefing batch import` reads the results")
    say_failures(failures)
    raise typer.Exit(INCOMPLETE if failures else 0)


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Results, as JSON Lines.")],
    cache: CacheFile = None,
) -> None:
    """Put results of an exported file into the cache.

    Exit 4: something in them is not answered, or is not of use.
    """
    from briefing.config import load_settings
    from briefing.workflows.batch import import_results

    taken = import_results(files, load_settings({"cache": cache}))
    where = str(files[0]) if len(files) == 1 else f"{len(files)} files"
    for line in _taken_lines(where, taken):
        typer.echo(line)
    raise typer.Exit(0 if taken.whole else INCOMPLETE)


@app.command("forget")
def forget(
    batch: Annotated[str, typer.Argument(help="As status names it.")], cache: CacheFile = None
) -> None:
    """Drop a batch that will never be collected, so that its requests can be submitted anew."""
    from briefing.config import load_settings
    from briefing.workflows.batch import forget_batch

    record = forget_batch(batch, load_settings({"cache": cache}))
    typer.echo(f"{record.name}: forgotten")


def _plan(
    paths: list[str], flags: Mapping[str, Any], *, asking: bool
) -> "tuple[Batched, Settings, list[Failure]]":
    """The requests, the settings with a model named, and what could not be read.

    Unless `asking`, an endpoint is not asked which models and batches it has.
    """
    from briefing.config import load_settings
    from briefing.schema.briefing import Failure
    from briefing.workflows.batch import plan_batch, settle
    from briefing.workflows.prepare import choose_model, read_articles

    settings = load_settings(flags)
    if asking or settings.base_url is None:
        settings = choose_model(settings, notice=say)
    if asking and not settings.is_builtin:
        settle(settings, notice=say)
    failures: list[Failure] = []

    def noted() -> "Iterator[Any]":
        for item in read_articles(paths, settings, notice=say):
            if isinstance(item, Failure):
                failures.append(item)
            yield item

    return plan_batch(noted(), settings), settings, failures


def _tell_plan(batched: "Batched") -> None:
    """On stdout, where it is the product."""
    plan = batched.plan
    typer.echo(f"{plan.articles} articles, {plan.chunks} chunks")
    typer.echo(
        f"{len(batched.requests)} requests, {plan.cached} replies in the cache, "
        f"{plan.under_way} under way in a batch"
    )
    typer.echo(f"about {plan.input_tokens} tokens in, {plan.output_tokens} out")


def _look(flags: Mapping[str, Any], *, collect: bool, wait: bool) -> "list[Looked]":
    from briefing.config import load_settings
    from briefing.workflows.batch import look

    looked = look(load_settings(flags), collect=collect, wait=wait, notice=say)
    if collect:
        # An exported one is not waited for: its results come by `import`, if ever.
        looked = [one for one in looked if one.record.state != "exported"]
    if not looked:
        say("no batches: all that was submitted is collected")
    for one in looked:
        for line in _looked_lines(one):
            typer.echo(line)
        if one.error is not None:
            say(f"error: {one.record.name}: {one.error}\nhint: {one.error.hint}")
    return looked


def _looked_lines(looked: "Looked") -> Iterator[str]:
    record, batch = looked.record, looked.batch
    since = f"{record.requests} requests, {record.model}, {record.created[:16]}"
    if looked.taken is not None and batch is not None:
        problem = f" ({batch.problem})" if batch.problem else ""
        yield from _taken_lines(f"{record.name}: {batch.status}{problem}", looked.taken)
    elif batch is not None:
        done = f"{batch.done} of {batch.total or record.requests} done, {batch.failed} failed"
        yield f"{record.name}: {batch.status}, {done}; {since}"
    elif record.state == "submitted" and looked.error is None:
        yield f"{record.name}: not asked, see --base-url; {since}, {record.endpoint}"
    else:
        yield f"{record.name}: {record.state}; {since}"


def _taken_lines(where: str, taken: "Taken") -> Iterator[str]:
    """What became of it, and why requests failed, those that failed alike in one line."""
    counts = (
        (taken.answered, "answered"),
        (len(taken.failed), "failed"),
        (taken.left, "without a result"),
        (taken.held, "in the cache already"),
        (taken.unknown, "of no request that is waited for"),
        (taken.unreadable, "lines unreadable"),
    )
    shown = [f"{count} {what}" for count, what in counts if count]
    yield ", ".join([where, *(shown or ["0 answered"])])
    reasons = taken.reasons
    for reason, count in reasons[:SHOWN_REASONS]:
        yield f"  {count}: {reason}"
    if others := sum(count for _, count in reasons[SHOWN_REASONS:]):
        yield f"  {others}: other reasons"
