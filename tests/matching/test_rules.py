"""The rules that decide what a statement is to an earlier one: in doubt it is another."""

from itertools import starmap

import pytest

from briefing.matching import Rarity, RuleMatcher, Verdict, count_words
from briefing.schema.statement import Kind
from tests.matching.making import DAY, NEXT_DAY, matter

BACKGROUND = (
    "Prices of bread have risen in the south.",
    "A new road will be built next year.",
    "The minister welcomed the report of the committee.",
    "Farmers asked for rain and for water.",
)


def compare(now: str, earlier: str, *, kind: Kind = "position", day: str = NEXT_DAY) -> Verdict:
    one, other = matter(now, kind=kind, day=day), matter(earlier, kind=kind, day=DAY)
    return _matcher(now, earlier).compare(one, other)


def contradicts(one: str, other: str) -> Verdict:
    return _matcher(one, other).contradicts(matter(one), matter(other))


def _matcher(*texts: str) -> RuleMatcher:
    claims = (matter(text).words for text in (*texts, *BACKGROUND))
    return RuleMatcher(Rarity([count_words(claims)]))


SAME = [
    ("The barrier would cost 480 million crowns.", "The barrier would cost 480 million crowns."),
    (
        "The publication of the engineers' estimate.",
        "The government must publish the engineers' estimate.",
    ),
    (
        "Rents would stabilise by the end of the year.",
        "Rents would stabilise by the end of the year as flats were finished.",
    ),
    ("The state would pay a third of any rise.", "The state would pay a third of any rise."),
]
CHANGED = [
    (
        "The barrier would cost 620 million crowns.",
        "The barrier would cost 480 million crowns.",
        "number: 480 million → 620 million",
    ),
    (
        "The museum would open its doors on August 30.",
        "The museum would open its doors on June 14.",
        "date: June 14 → August 30",
    ),
    ("The buoy had been missing.", "The buoy had not been missing.", "denied → said"),
    ("The buoy had not been missing.", "The buoy had been missing.", "said → denied"),
    ("Rents in the capital will fall.", "Rents in the capital will rise.", "reversed"),
    (
        "The library may pay for lockers.",
        "The library will pay for lockers.",
        "commitment: firm → open",
    ),
]
OTHER = [
    ("The tunnel would cost 620 million crowns.", "The barrier would cost 480 million crowns."),
    # More is said: new, not repeated.
    (
        "The barrier would cost 480 million crowns and protect 60,000 homes.",
        "The barrier would cost 480 million crowns.",
    ),
    # Another figure for another year is no change.
    (
        "Rents in the capital had risen by 15 percent in 2026.",
        "Rents in the capital had risen by 12 percent in 2025.",
    ),
    # 760 may be "at least 750", told more exactly.
    ("The barrier would cost 760 million crowns.", "The barrier would cost at least 750 million."),
    # Two names, two places.
    ("The bridge at Kilmore will be closed.", "The bridge at Tarnhead will be closed."),
    ("He is pleased.", "She is tired."),
]


@pytest.mark.parametrize(("now", "earlier"), SAME)
def test_it_is_repeated(now: str, earlier: str) -> None:
    assert compare(now, earlier, kind="demand").outcome == "same"


@pytest.mark.parametrize(("now", "earlier", "differs"), CHANGED)
def test_it_has_changed_and_it_is_told_in_what(now: str, earlier: str, differs: str) -> None:
    verdict = compare(now, earlier)

    assert verdict.outcome == "changed"
    assert verdict.differs == (differs,)
    assert verdict.shared


@pytest.mark.parametrize(("now", "earlier"), OTHER)
def test_it_is_something_else(now: str, earlier: str) -> None:
    assert compare(now, earlier) == Verdict("other")


def test_a_denial_that_becomes_an_offer_shows_both_numbers() -> None:
    verdict = compare(
        "The hospitals could now afford 7 percent.",
        "The hospitals could not afford more than 4 percent.",
    )

    assert verdict.differs == ("denied → said", "number: 4 percent → 7 percent")


def test_a_demand_is_compared_with_demands_only() -> None:
    text = "The minister should pay for lockers."
    now, earlier = matter(text, kind="demand"), matter(text, kind="position")

    assert _matcher(text).compare(now, earlier).outcome == "other"


def test_a_forecast_is_compared_with_claims_of_fact() -> None:
    text = "The barrier would cost 480 million crowns."
    now, earlier = matter(text, kind="consequence"), matter(text, kind="position")

    assert _matcher(text).compare(now, earlier).outcome == "same"


@pytest.mark.parametrize(
    ("day", "outcome"), [(NEXT_DAY, "same"), ("2026-03-12", "other")], ids=["soon", "later"]
)
def test_on_friday_is_one_friday_only_in_articles_of_about_the_same_day(
    day: str, outcome: str
) -> None:
    text = "The talks on pay will go on in the capital on Friday."

    assert compare(text, text, day=day).outcome == outcome


CONTRADICTIONS = [
    (
        "Rents in the capital had risen by 12 percent in 2025.",
        "Rents in the capital had risen by 15 percent in 2025.",
        "number: 12 percent ↔ 15 percent",
    ),
    ("The buoy had been missing.", "The buoy had not been missing.", "said ↔ denied"),
    ("The buoy had not been missing.", "The buoy had been missing.", "denied ↔ said"),
    ("Rents in the capital will rise.", "Rents in the capital will fall.", "opposites"),
]
NO_CONTRADICTIONS = [
    ("It would cost at least 400 million crowns here.", "It would cost 480 million crowns here."),
    ("Rents in the capital had risen by 12 percent in 2025.", "Rents rose by 15 percent in 2024."),
    ("The hospitals can afford 7 percent.", "The hospitals cannot afford 4 percent."),
    ("The lynx will take 20 sheep a year.", "It will be nearer 200."),
]


@pytest.mark.parametrize(("one", "other", "differs"), CONTRADICTIONS)
def test_both_cannot_be_right(one: str, other: str, differs: str) -> None:
    verdict = contradicts(one, other)

    assert verdict.outcome == "changed"
    assert verdict.differs == (differs,)


@pytest.mark.parametrize(("one", "other"), NO_CONTRADICTIONS)
def test_both_may_be_right(one: str, other: str) -> None:
    assert list(starmap(contradicts, [(one, other), (other, one)])) == [Verdict("other")] * 2


def test_demands_contradict_nobody() -> None:
    one = matter("Rents must not rise in the capital.", kind="demand")
    other = matter("Rents must rise in the capital.", kind="demand")

    assert _matcher().contradicts(one, other).outcome == "other"
