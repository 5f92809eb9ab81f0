"""Findings come in → what they come to, in words that an editor would use."""

from collections.abc import Sequence

from briefing.comparison.power import POWER
from briefing.comparison.statistics import MIN_ARTICLES
from briefing.schema.comparison import Finding, Outcome

# Outcome → how the arm does where it has more of it, and where it has less.
_PHRASES = {
    "coverage": (
        "covers {} more of the attributed sentences",
        "covers {} fewer of the attributed sentences",
    ),
    "statements": ("lists {} more statements", "lists {} fewer statements"),
    "drops": ("has {} more claims dropped", "has {} fewer claims dropped"),
    "speakers_confirmed": (
        "has {} more of its speakers confirmed",
        "has {} fewer of its speakers confirmed",
    ),
    "failures": ("fails on {} more chunks", "fails on {} fewer chunks"),
    "tokens": ("needs {} more tokens", "needs {} fewer tokens"),
    "cost": ("costs {} more", "costs {} less"),
    "precision": ("is {} more precise", "is {} less precise"),
    "recall": (
        "finds {} more of the labelled statements",
        "finds {} fewer of the labelled statements",
    ),
    "right_speaker": ("has {} more speakers right", "has {} fewer speakers right"),
    "right_kind": ("has {} more kinds right", "has {} fewer kinds right"),
}
_MATTERS_MOST = ("recall", "coverage")


def state_verdict(
    arm: str, baseline: str, findings: Sequence[Finding], outcomes: Sequence[Outcome]
) -> str:
    """One arm against the baseline, in a few sentences.

    Args:
        arm: Its id.
        baseline: Its id.
        findings: Those of this arm.
        outcomes: Those that the findings are about.
    """
    known = {outcome.name: outcome for outcome in outcomes}
    tested = [f for f in findings if known[f.outcome].is_tested]
    n_articles = max((f.articles for f in tested), default=0)
    if n_articles < MIN_ARTICLES:
        return (
            f"{arm} against {baseline}: no conclusion is possible from {_articles(n_articles)}; "
            f"at least {MIN_ARTICLES} are needed."
        )
    different = [f for f in tested if f.is_different]
    outlook = [*_too_few(tested, known), *_outlook(tested, known)]
    same = [known[f.outcome].label for f in tested if f.p is not None and not f.is_different]
    if not different:
        return " ".join(
            [
                f"{arm} against {baseline}: no difference could be shown; {_articles(n_articles)}.",
                *outlook,
                f"Nothing here speaks for leaving {baseline}.",
            ]
        )
    shown = ", ".join(_phrase(f, known[f.outcome]) for f in different)
    unseen = f"; {', '.join(same)}: no difference seen" if same else ""
    sentences = [f"{arm} {shown} than {baseline}{unseen}; {_articles(n_articles)}."]
    return " ".join([*sentences, _advice(arm, baseline, different, known), *outlook])


def _articles(n: int) -> str:
    return f"{n} article{'' if n == 1 else 's'}"


def _points(value: float) -> str:
    """A difference of shares, without its sign."""
    return f"{abs(value) * 100:.1f} points"


def _phrase(finding: Finding, outcome: Outcome) -> str:
    difference = finding.difference or 0.0
    words = _PHRASES[outcome.name][0 if difference > 0 else 1]
    return words.format(_amount(finding, outcome)) + _interval(finding, outcome)


def _amount(finding: Finding, outcome: Outcome) -> str:
    difference, baseline = finding.difference or 0.0, finding.baseline_mean or 0.0
    if outcome.unit == "share":
        return _points(difference)
    if outcome.unit in ("tokens", "US dollars") and baseline:
        return f"{abs(difference) / baseline:.0%}".replace("%", " %")
    return f"{abs(difference):.1f}"


def _interval(finding: Finding, outcome: Outcome) -> str:
    """In the direction of the phrase, so that the numbers read as it does."""
    if finding.low is None or finding.high is None:
        return ""
    baseline = finding.baseline_mean or 0.0
    scale = 100.0
    if outcome.unit in ("tokens", "US dollars"):
        scale = 100 / baseline if baseline else 1.0
    elif outcome.unit != "share":
        scale = 1.0
    low, high = scale * finding.low, scale * finding.high
    if (finding.difference or 0.0) < 0:
        low, high = -high, -low
    digits = 0 if outcome.unit in ("tokens", "US dollars") else 1
    return f" (95 % {low:.{digits}f} to {high:.{digits}f})"


def _advice(
    arm: str, baseline: str, different: Sequence[Finding], known: dict[str, Outcome]
) -> str:
    judged = [(known[f.outcome], f) for f in different if known[f.outcome].better != "neither"]
    gains = [outcome.label for outcome, f in judged if _is_gain(f, outcome)]
    losses = [outcome.label for outcome, f in judged if not _is_gain(f, outcome)]
    if gains and losses:
        return f"Better: {', '.join(gains)}. Worse: {', '.join(losses)}."
    if gains:
        return f"Nothing that was seen is lost: as far as these articles show, {arm} is better."
    if losses:
        return f"Nothing that was seen is gained: stay with {baseline}."
    return f"That alone makes neither the better one: nothing speaks for leaving {baseline}."


def _is_gain(finding: Finding, outcome: Outcome) -> bool:
    return ((finding.difference or 0.0) > 0) == (outcome.better == "more")


def _too_few(tested: Sequence[Finding], known: dict[str, Outcome]) -> list[str]:
    """Outcomes that enough articles cannot be told of: labels for five of sixty, for example."""
    few = [f for f in tested if f.articles < MIN_ARTICLES]
    if not few:
        return []
    names = ", ".join(f"{known[f.outcome].label} ({f.articles})" for f in few)
    return [f"Too few articles to tell: {names}."]


def _outlook(tested: Sequence[Finding], known: dict[str, Outcome]) -> list[str]:
    """What so many articles show of the outcome that matters most, where they showed nothing."""
    here = [f for name in _MATTERS_MOST for f in tested if f.outcome == name and f.detectable]
    if not here or here[0].is_different:
        return []
    finding = here[0]
    chance = f"{POWER:.0%}".replace("%", " %")
    said = (
        f"In {known[finding.outcome].label}, {_articles(finding.articles)} show a true difference "
        f"of {_points(finding.detectable or 0.0)} in {chance} of comparisons"
    )
    if finding.articles_needed is None:
        return [said + "."]
    wanted = f"{(finding.effect or 0.0) * 100:g} points"
    return [f"{said}; about {finding.articles_needed:,} would be needed for {wanted}."]
