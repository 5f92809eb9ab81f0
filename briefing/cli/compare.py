"""`briefing compare`: the same articles under several prompts, and which of them is better."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.exit_codes import INCOMPLETE
from briefing.cli.messages import say, say_failures, say_to_terminal
from briefing.cli.options import (
    BaseUrl,
    CacheFile,
    ChunkTokens,
    MaxConcurrency,
    NoCache,
    Paths,
    PromptsDir,
    Timeout,
)

if TYPE_CHECKING:
    from briefing.config import Settings
    from briefing.schema.comparison import Comparison, Price


def compare(
    paths: Paths,
    prompts: Annotated[str, typer.Option(help="Versions of the extract prompt: v1,v2.")],
    models: Annotated[
        str | None, typer.Option("--models", "--model", help="Models, separated by commas.")
    ] = None,
    repeats: Annotated[int, typer.Option(min=1, max=100, help="Samples of every chunk.")] = 1,
    baseline: Annotated[
        str | None, typer.Option(help="The arm that the others are held against; else the first.")
    ] = None,
    effect: Annotated[
        float, typer.Option(min=0.001, max=1, help="Difference to plan for: 0.05 is five points.")
    ] = 0.05,
    gold: Annotated[Path | None, typer.Option(help="An editor's labels, JSON lines.")] = None,
    write_gold: Annotated[
        Path | None,
        typer.Option(help="Write the baseline's statements as labels, to correct and complete."),
    ] = None,
    price: Annotated[
        list[str] | None,
        typer.Option(
            help="US dollars for a million tokens: IN,OUT of every model or, one option a model, "
            "MODEL=IN,OUT."
        ),
    ] = None,
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", "-o", help="File to write: .md, .html or .json. May be repeated."),
    ] = None,
    base_url: BaseUrl = None,
    prompts_dir: PromptsDir = None,
    chunk_tokens: ChunkTokens = None,
    max_concurrency: MaxConcurrency = None,
    timeout: Timeout = None,
    cache: CacheFile = None,
    no_cache: NoCache = None,
) -> None:
    """Compare prompt versions over the same articles: what is gained, lost, and what it costs.

    Without --out, Markdown goes to stdout. Interrupted, it waits for what is under way; the same
    command goes on from there.
    """
    flags = {
        name: value
        for name, value in locals().items()
        if name
        in ("base_url", "prompts_dir", "chunk_tokens", "max_concurrency", "timeout", "cache")
    }
    from briefing.cli.outputs import check_folder, check_outputs
    from briefing.comparison.render import FORMS
    from briefing.config import load_settings
    from briefing.endpoint.interrupts import Interrupts
    from briefing.files import write_file
    from briefing.steps.load import collect_articles
    from briefing.workflows.compare import Plan
    from briefing.workflows.compare import compare as run_comparison
    from briefing.workflows.prepare import read_articles

    check_outputs(out or [], forms=FORMS)
    if write_gold:
        check_folder("--write-gold", write_gold)
    settings, named = _models(load_settings({**flags, "no_cache": no_cache}), models)
    plan = Plan(
        prompts=_listed(prompts),
        models=named,
        repeats=repeats,
        baseline=baseline,
        effect=effect,
        gold=gold,
        prices=_prices(price or [], named),
    )
    loaded = collect_articles(read_articles(paths, settings, notice=say))
    done = run_comparison(
        loaded.articles,
        settings,
        plan,
        failures=loaded.failures,
        notice=say,
        progress=say_to_terminal,
        interrupts=Interrupts(notice=say),
    )
    if write_gold:
        write_file(write_gold, done.gold)
        say(f"wrote {write_gold}: what {done.comparison.baseline} says, to correct and complete")
    _write(done.comparison, out or [])
    raise typer.Exit(_exit_code(done.comparison))


def _models(settings: "Settings", models: str | None) -> tuple["Settings", tuple[str, ...]]:
    from briefing.workflows.prepare import choose_model

    if models:
        return settings, _listed(models)
    settings = choose_model(settings, notice=say)
    return settings, (str(settings.model),)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _prices(options: list[str], models: tuple[str, ...]) -> "dict[str, Price]":
    from briefing.config import BUILTIN

    prices: dict[str, Price] = {}
    for option in options:
        model, equals, numbers = option.rpartition("=")
        price = _price(numbers, option)
        prices |= {model: price} if equals else {m: price for m in models if m != BUILTIN}
    return prices


def _price(numbers: str, option: str) -> "Price":
    from briefing.endpoint.connect import read_price
    from briefing.schema.comparison import Price

    dollars_in, dollars_out = read_price(numbers, where=f"--price {option}")
    return Price(input=dollars_in, output=dollars_out)


def _write(comparison: "Comparison", files: list[Path]) -> None:
    from briefing.comparison.render import FORMS, render_comparison
    from briefing.files import write_file

    if not files:
        sys.stdout.write(render_comparison(comparison))
    for file in files:
        write_file(file, render_comparison(comparison, form=FORMS[file.suffix.lower()]))
        say(f"wrote {file}: {len(comparison.articles)} articles, {len(comparison.arms)} arms")
    for sentence in comparison.verdict:
        say(sentence)


def _exit_code(comparison: "Comparison") -> int:
    say_failures(comparison.failures)
    return INCOMPLETE if comparison.failures else 0
