"""Arms against a double: the same chunks, exactly so many requests, all three forms."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.comparison.render import render_comparison
from briefing.config import Settings
from briefing.errors import ConfigError
from briefing.schema.article import Article
from briefing.schema.comparison import Price
from briefing.workflows.compare import Plan, compare
from tests.fakes import Double, Scripted, always, completion, numbered, quoted, statements

ARTICLES = [
    Article(
        source=f"{n}.txt",
        title="<script>alert(1)</script>",
        text=f"Ines Marlow said the strike would go on until March {n}. "
        "Aldo Brennan urged the pilots to return to work by Monday.",
    )
    for n in range(1, 7)
]


def _answer(body: dict[str, object], _seen: int) -> Scripted:
    """v1 gets the first sentence, v2 both."""
    text = str(body["messages"])
    if '"quote"' in text:
        quote = "Aldo Brennan urged the pilots to return to work by Monday."
        return completion(statements(quoted(quote, "Aldo Brennan", kind="demand")))
    both = numbered("s1", speaker="Ines Marlow"), numbered("s2", speaker="Aldo Brennan")
    return completion(statements(*both))


@pytest.fixture
def double() -> Iterator[Double]:
    with Double(_answer) as server:
        yield server


def _settings(double: Double, tmp_path: Path) -> Settings:
    return Settings(model="double", base_url=double.url, cache=tmp_path / "c.sqlite")


PLAN = Plan(prompts=("v1", "v2"), models=("double",))


def test_requests_are_arms_by_chunks_by_repeats_less_what_the_cache_held(
    double: Double, tmp_path: Path
) -> None:
    settings = _settings(double, tmp_path)
    compare(ARTICLES[:3], settings, PLAN)
    assert len(double.bodies) == 2 * 3

    done = compare(ARTICLES, settings, PLAN._replace(repeats=3)).comparison

    assert len(double.bodies) == 2 * 6 * 3
    assert done.run.requests == 2 * 6 * 3 - 6
    assert done.run.cache_hits == 6
    assert compare(ARTICLES, settings, PLAN._replace(repeats=3)).comparison.run.requests == 0


def test_every_sample_is_told_while_the_run_goes_on(double: Double, tmp_path: Path) -> None:
    told: list[str] = []
    compare(ARTICLES[:2], _settings(double, tmp_path), PLAN, progress=told.append)

    assert [line.split(":")[0] for line in told] == [f"{n} of 4" for n in range(1, 5)]
    assert {line.split(": ")[1] for line in told} == {
        f"{arm}, {n}.txt" for arm in ("v1", "v2") for n in (1, 2)
    }


def test_tokens_count_the_same_whether_or_not_the_cache_had_them(
    double: Double, tmp_path: Path
) -> None:
    plan = PLAN._replace(prices={"double": Price(input=1.0, output=10.0)})
    first, again = (
        compare(ARTICLES, _settings(double, tmp_path), plan).comparison for _ in range(2)
    )

    assert [s.outcomes["cost"] for s in first.samples] == [200e-6] * 12
    assert [{**s.outcomes, "seconds": None} for s in first.samples] == [
        s.outcomes for s in again.samples
    ]


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_every_form_shows_what_only_one_arm_found_and_escapes_it(
    double: Double, tmp_path: Path, form: str
) -> None:
    comparison = compare(ARTICLES, _settings(double, tmp_path), PLAN).comparison
    text = render_comparison(comparison, form=form)

    assert [len(d.only_arm) for d in comparison.differences] == [1] * 6
    assert "the strike would go on until March 1" in text
    assert comparison.verdict[0] in text
    assert form == "json" or "<script>" not in text
    assert form != "html" or "default-src 'none'" in text


def test_failures_name_the_arm_and_the_others_go_on(double: Double, tmp_path: Path) -> None:
    def answer(body: dict[str, object], seen: int) -> Scripted:
        return completion("") if '"quote"' in str(body["messages"]) else _answer(body, seen)

    double.answering = answer
    comparison = compare(ARTICLES[:1], _settings(double, tmp_path), PLAN).comparison

    assert [f.error.split(":")[0] for f in comparison.failures] == ["v1"]
    assert [s.outcomes["failures"] for s in comparison.samples] == [1, 0]


def test_a_failure_names_its_repeat_where_there_are_several(double: Double, tmp_path: Path) -> None:
    double.answering = lambda body, seen: completion("")
    plan = PLAN._replace(prompts=("v1",), models=("builtin", "double"), repeats=2)
    comparison = compare(ARTICLES[:1], _settings(double, tmp_path), plan).comparison

    errors = [f.error.split(":")[0] for f in comparison.failures]
    assert errors == ["v1, repeat 1", "v1, repeat 2"]


def test_a_reply_that_had_to_be_asked_for_again_is_seen_in_the_requests(
    double: Double, tmp_path: Path
) -> None:
    def answer(body: dict[str, object], seen: int) -> Scripted:
        is_first_of_v1 = '"quote"' in str(body["messages"]) and len(double.bodies) == 1
        return completion("{") if is_first_of_v1 else _answer(body, seen)

    double.answering = answer
    settings = _settings(double, tmp_path).model_copy(update={"max_concurrency": 1})
    comparison = compare(ARTICLES[:1], settings, PLAN).comparison

    assert comparison.failures == ()
    asked = {sample.arm: sample.outcomes["requests"] for sample in comparison.samples}
    assert asked == {"v1": len(double.bodies) - 1, "v2": 1}
    assert len(double.bodies) > 2


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        (PLAN._replace(prompts=("v1",)), "only one arm"),
        (PLAN._replace(models=("builtin",)), "knows no prompts"),
        (PLAN._replace(baseline="v7"), "no such arm"),
        (PLAN._replace(prices={"other": Price(input=1, output=1)}), "no such model"),
        (
            Plan(("v1",), ("a", "b"), prices={"a": Price(input=1, output=1)}),
            "says nothing of b",
        ),
    ],
)
def test_a_plan_that_compares_nothing_is_refused_before_anything_is_asked(
    double: Double, tmp_path: Path, plan: Plan, problem: str
) -> None:
    with pytest.raises(ConfigError, match=problem):
        compare(ARTICLES, _settings(double, tmp_path), plan)
    assert double.bodies == []


def test_every_model_has_its_own_price_and_the_built_in_extractor_none(
    double: Double, tmp_path: Path
) -> None:
    prices = {"cheap": Price(input=1, output=10), "dear": Price(input=2, output=20)}
    plan = Plan(("v2",), ("builtin", "cheap", "dear"), prices=prices)
    comparison = compare(ARTICLES[:1], _settings(double, tmp_path), plan).comparison

    costs = {sample.arm: sample.outcomes["cost"] for sample in comparison.samples}
    assert costs == {"builtin": 0.0, "v2, cheap": 200e-6, "v2, dear": 400e-6}
    assert comparison.run.prices == prices


def test_the_built_in_extractor_can_be_an_arm(double: Double, tmp_path: Path) -> None:
    plan = Plan(prompts=("v2",), models=("builtin", "double"))
    comparison = compare(ARTICLES, _settings(double, tmp_path), plan).comparison

    assert [arm.id for arm in comparison.arms] == ["builtin", "v2"]
    assert comparison.run.requests == 6


def test_two_models_of_one_server_share_its_limit(tmp_path: Path) -> None:
    with Double(always(completion(statements(), delay_s=0.02))) as double:
        settings = _settings(double, tmp_path).model_copy(update={"max_concurrency": 1})
        compare(ARTICLES[:2], settings, PLAN._replace(models=("a", "b")))
        assert double.most_at_once == 1
