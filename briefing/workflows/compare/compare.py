"""Articles and a plan come in → the comparison: run, measured, tested, told in words."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from briefing import __version__
from briefing.comparison.analysis import find_differences
from briefing.comparison.gold import gold_lines, load_gold
from briefing.comparison.matching import RULE, Outturn, difference, disagreements
from briefing.comparison.outcomes import list_outcomes, measure
from briefing.comparison.statistics import load_scipy
from briefing.comparison.verdict import state_verdict
from briefing.config import BUILTIN, Settings
from briefing.endpoint.interrupts import Interrupts
from briefing.errors import ConfigError
from briefing.pipeline import load_extract_prompt
from briefing.prompts import diff_prompts
from briefing.read import Prepared, prepare_article
from briefing.schema.article import Article
from briefing.schema.briefing import Failure
from briefing.schema.comparison import (
    Arm,
    ArticleDifference,
    ComparedArticle,
    Comparison,
    ComparisonRun,
    Finding,
    GoldArticle,
    Outcome,
    Price,
    PromptDifference,
    Sample,
)
from briefing.workflows.compare.arms import Ran, Take, Way, failures_of, run_arms


class Plan(NamedTuple):
    """What to compare, and how."""

    prompts: tuple[str, ...]
    models: tuple[str, ...]
    repeats: int = 1
    baseline: str | None = None
    """An arm's id or a prompt version; None: the first arm."""
    effect: float = 0.05
    gold: Path | None = None
    prices: Mapping[str, Price] = {}
    """By model; empty: cost is no outcome."""


class Compared(NamedTuple):
    """The comparison, and the baseline's statements as a gold file to be corrected."""

    comparison: Comparison
    gold: str


def compare(
    articles: Sequence[Article],
    settings: Settings,
    plan: Plan,
    *,
    failures: Sequence[Failure] = (),
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    notice: Callable[[str], None] = lambda _: None,
    progress: Callable[[str], None] = lambda _: None,
    interrupts: Interrupts | None = None,
) -> Compared:
    """Put every arm to the same chunks of the same articles, and hold each against the baseline.

    Args:
        articles: As `load_articles` gives them.
        settings: Those of the run; its model and prompt are replaced by the plan's.
        plan: What to compare.
        failures: What could not be read.
        now: The clock.
        notice: Is told, a line each, what the user should know while the run goes on.
        progress: Is told of every sample that is made.
        interrupts: Of a command that handles Ctrl-C; else an interrupt stops at once.

    Raises:
        ConfigError: Fewer than two arms, no such baseline, a model without a price where others
            have one, or no statistics library.
        InputError: The gold file cannot be used.
        EndpointUnavailable: An endpoint failed for good before it answered anything.
        KeyboardInterrupt: Interrupted; what was answered is in the cache.
    """
    started = time.perf_counter()
    load_scipy()
    ways = _ways(plan, settings)
    baseline = _baseline(plan, ways)
    _check_prices(plan, ways)
    gold = load_gold(plan.gold, articles) if plan.gold else {}
    # Chunks are those of a model, for every arm, whichever models there are.
    asked = settings.model_copy(update={"model": next(w.model for w in ways if w.prompt)})
    prepared = [prepare_article(article, asked) for article in articles]
    ran = run_arms(
        ways,
        prepared,
        asked,
        repeats=plan.repeats,
        notice=notice,
        progress=progress,
        interrupts=interrupts,
    )
    comparison = Comparison(
        title=f"Comparison: {', '.join(w.id for w in ways if w is not baseline)}"
        f" against {baseline.id}",
        created=now().astimezone(UTC).isoformat(timespec="seconds"),
        baseline=baseline.id,
        matching_rule=RULE,
        articles=tuple(_compared(p, ran.takes) for p in prepared),
        arms=tuple(_arm(way, ran) for way in ways),
        differences=_differences(baseline, ways, ran.takes),
        prompt_differences=_prompt_differences(baseline, ways),
        failures=(*failures, *failures_of(ran.takes)),
        run=_run_record(plan, settings, ran, time.perf_counter() - started),
        **_measured(plan, ways, baseline, ran.takes, gold)._asdict(),
    )
    first = {t.article: t.made.statements for t in _first(ran.takes) if t.arm == baseline.id}
    return Compared(comparison, gold_lines(articles, first))


class _Measured(NamedTuple):
    """Those parts of a comparison that are numbers, and what they come to."""

    outcomes: tuple[Outcome, ...]
    samples: tuple[Sample, ...]
    findings: tuple[Finding, ...]
    verdict: tuple[str, ...]


def _measured(
    plan: Plan,
    ways: Sequence[Way],
    baseline: Way,
    takes: Sequence[Take],
    gold: dict[str, GoldArticle],
) -> _Measured:
    outcomes = list_outcomes(with_gold=bool(gold), with_price=bool(plan.prices))
    prices = {way.id: plan.prices.get(way.model, Price(input=0, output=0)) for way in ways}
    samples = tuple(
        Sample(
            arm=take.arm,
            article=take.article,
            repeat=take.repeat,
            outcomes=measure(
                take.made,
                gold=gold.get(take.article),
                price=prices[take.arm] if plan.prices else None,
            ),
        )
        for take in takes
    )
    arms = [way.id for way in ways]
    findings = find_differences(
        samples, outcomes, arms=arms, baseline=baseline.id, effect=plan.effect
    )
    verdict = tuple(
        state_verdict(arm, baseline.id, [f for f in findings if f.arm == arm], outcomes)
        for arm in arms
        if arm != baseline.id
    )
    return _Measured(outcomes, samples, findings, verdict)


def _run_record(plan: Plan, settings: Settings, ran: Ran, seconds: float) -> ComparisonRun:
    return ComparisonRun(
        briefing=__version__,
        endpoint=ran.endpoint,
        repeats=plan.repeats,
        temperature=ran.temperature,
        chunk_tokens=settings.chunk_tokens,
        requests=ran.usage.requests,
        cache_hits=ran.usage.cache_hits,
        retries=ran.usage.retries,
        seconds=round(seconds, 3),
        prices=dict(plan.prices),
    )


def _ways(plan: Plan, settings: Settings) -> list[Way]:
    """Every prompt with every model; the built-in extractor, which knows no prompt, once."""
    prompts = [
        load_extract_prompt(settings.model_copy(update={"prompt": version}))
        for version in dict.fromkeys(plan.prompts)
    ]
    ways = []
    for model in dict.fromkeys(plan.models):
        if model == BUILTIN:
            ways.append(Way(BUILTIN, BUILTIN, None))
            continue
        several = len(set(plan.models) - {BUILTIN}) > 1
        ways += [Way(f"{p.version}, {model}" if several else p.version, model, p) for p in prompts]
    if not any(way.prompt for way in ways):
        raise ConfigError(
            "compare", "the built-in extractor knows no prompts", hint="name a model with --model"
        )
    if len(ways) < 2:
        raise ConfigError(
            "compare", "there is only one arm", hint="name two prompts or models, separated by ','"
        )
    return ways


def _baseline(plan: Plan, ways: Sequence[Way]) -> Way:
    if plan.baseline is None:
        return ways[0]
    for way in ways:
        if plan.baseline in (way.id, way.prompt and way.prompt.version):
            return way
    known = "; ".join(way.id for way in ways)
    raise ConfigError(f"--baseline {plan.baseline}", "no such arm", hint=f"arms are {known}")


def _check_prices(plan: Plan, ways: Sequence[Way]) -> None:
    """The built-in extractor, which asks nobody, costs nothing."""
    asked = {way.model for way in ways if way.prompt}
    for model in plan.prices:
        if model not in asked:
            raise ConfigError(
                f"--price {model}=…", "no such model", hint=f"models are {', '.join(sorted(asked))}"
            )
    missing = asked - set(plan.prices)
    if plan.prices and missing:
        raise ConfigError(
            "--price",
            f"says nothing of {', '.join(sorted(missing))}",
            hint="give each model's price: --price MODEL=IN,OUT",
        )


def _compared(prepared: Prepared, takes: Sequence[Take]) -> ComparedArticle:
    audited = next(t.made.audited for t in takes if t.article == prepared.article.id)
    return ComparedArticle(
        id=audited.id,
        title=audited.title,
        source=audited.source,
        text_sha256=audited.text_sha256,
        text=audited.text,
        sentences=audited.sentences,
        attributed_sentences=audited.attributed_sentences,
        chunks=len(prepared.chunks),
    )


def _arm(way: Way, ran: Ran) -> Arm:
    return Arm(
        id=way.id,
        prompt=way.prompt.label if way.prompt else "none",
        model=way.model,
        prompt_sha256=way.prompt.sha256 if way.prompt else "",
        reply_form=way.prompt.reply_form if way.prompt else "none",
        structured_output=ran.structured_output[way.model],
    )


def _first(takes: Sequence[Take]) -> list[Take]:
    return [take for take in takes if take.repeat == 0]


def _differences(
    baseline: Way, ways: Sequence[Way], takes: Sequence[Take]
) -> tuple[ArticleDifference, ...]:
    made = {(t.arm, t.article): Outturn(t.made.statements, t.made.drops) for t in _first(takes)}
    found = [
        difference(article, way.id, made[baseline.id, article], made[way.id, article])
        for way in ways
        if way is not baseline
        for article in dict.fromkeys(t.article for t in takes)
    ]
    return tuple(sorted(found, key=lambda d: -disagreements(d)))


def _prompt_differences(baseline: Way, ways: Sequence[Way]) -> tuple[PromptDifference, ...]:
    before = baseline.prompt
    prompts = {way.prompt.label: way.prompt for way in ways if way.prompt}
    return tuple(
        PromptDifference(before=before.label, after=label, diff=diff_prompts(before, prompt))
        for label, prompt in prompts.items()
        if before is not None and label != before.label
    )
