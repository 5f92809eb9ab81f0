"""A statement of several claims is as new as the newest of them."""

from typing import Literal

from briefing.matching import Matter, Verdict, compare_statements
from tests.matching.making import matters

Outcome = Literal["same", "changed", "other"]


class Scripted:
    """A matcher that is told what to say of two claims' words."""

    def __init__(self, **verdicts: Outcome) -> None:
        self._verdicts = verdicts

    def compare(self, now: Matter, earlier: Matter) -> Verdict:
        del earlier
        outcome = self._verdicts[now.said]
        return Verdict(outcome, {"same": 1.0, "changed": 0.9, "other": 0.0}[outcome])

    def contradicts(self, one: Matter, other: Matter) -> Verdict:
        raise AssertionError


TWO = matters("He said one and that two.", "one and that two")
BEFORE = matters("He said one.", "one")


def test_it_is_repeated_when_all_its_claims_are() -> None:
    assert compare_statements(Scripted(one="same", two="same"), TWO, BEFORE).outcome == "same"


def test_it_is_changed_when_one_of_its_claims_is() -> None:
    assert compare_statements(Scripted(one="same", two="changed"), TWO, BEFORE).outcome == "changed"


def test_it_is_new_when_one_of_its_claims_is() -> None:
    assert compare_statements(Scripted(one="same", two="other"), TWO, BEFORE).outcome == "other"


def test_a_claim_may_stand_in_any_of_the_earlier_ones() -> None:
    class Second(Scripted):
        def compare(self, now: Matter, earlier: Matter) -> Verdict:
            return Verdict("same", 1.0) if now.said == earlier.said else Verdict("other")

    assert compare_statements(Second(), BEFORE, TWO).outcome == "same"
