"""A model's word holds as far as code bears it out; where they do not agree, a statement is new.

No model has a part in this: what it is to have said is given.
"""

import pytest

from briefing.matching import JudgedMatcher, Rarity, RuleMatcher, Verdict, count_words
from briefing.schema.reply import Relation
from tests.matching.making import DAY, NEXT_DAY, matter

BEFORE = "The barrier at the harbour would cost 480 million crowns."
AS_BEFORE = "The harbour barrier would cost 480 million crowns."
OTHER_NUMBER = "The harbour barrier would cost 620 million crowns."
MORE = "The harbour barrier would cost 480 million crowns and take 3 years."
SHORTER = "The barrier would cost money."
ELSEWHERE = "The ferry to the islands would run on Sundays."


def compare(now: str, relation: Relation, earlier: str = BEFORE) -> Verdict:
    one, other = matter(now, day=NEXT_DAY), matter(earlier, day=DAY)
    return JudgedMatcher(rules(now, earlier), relation, by="match/v1").compare(one, other)


def rules(*texts: str) -> RuleMatcher:
    return RuleMatcher(Rarity([count_words(matter(t).words for t in (*texts, ELSEWHERE))]))


def test_what_a_model_calls_other_is_new_whatever_the_rules_say() -> None:
    assert compare(AS_BEFORE, "other").outcome == "other"
    assert compare(OTHER_NUMBER, "other") == Verdict("other", by="match/v1")


def test_what_it_calls_changed_is_changed_where_code_finds_what_differs() -> None:
    verdict = compare(OTHER_NUMBER, "changed")

    assert verdict.outcome == "changed"
    assert verdict.differs == ("number: 480 million → 620 million",)
    assert verdict.by == "match/v1"


def test_what_it_calls_changed_and_code_does_not_is_what_the_rules_say() -> None:
    assert compare(AS_BEFORE, "changed").outcome == "same"
    assert compare(AS_BEFORE, "changed").by == "rules"
    assert compare(MORE, "changed").outcome == "other"


def test_what_it_calls_repeated_is_so_where_code_finds_nothing_that_differs_or_is_added() -> None:
    earlier = (
        "Money is what the barrier would cost, and nobody in the old town wants to hear of it."
    )
    now, before = matter(SHORTER, day=NEXT_DAY), matter(earlier, day=DAY)

    assert rules(SHORTER, earlier).compare(now, before).outcome == "other"
    assert compare(SHORTER, "repeated", earlier).outcome == "same"
    assert compare(SHORTER, "repeated", earlier).by == "match/v1"
    assert compare(MORE, "repeated").outcome == "other"


def test_what_it_calls_repeated_is_changed_where_the_rules_find_another_number() -> None:
    verdict = compare(OTHER_NUMBER, "repeated")

    assert (verdict.outcome, verdict.by) == ("changed", "rules")


@pytest.mark.parametrize("relation", ["repeated", "changed"])
def test_what_shares_no_words_is_new_whatever_a_model_says(relation: Relation) -> None:
    assert compare(ELSEWHERE, relation).outcome == "other"


def test_contradictions_are_those_of_the_rules() -> None:
    one, other = matter(BEFORE), matter(OTHER_NUMBER)
    plain = rules(BEFORE, OTHER_NUMBER)

    judged = JudgedMatcher(plain, "other", by="match/v1")
    assert judged.contradicts(one, other) == plain.contradicts(one, other)


def test_what_is_said_word_for_word_needs_no_model() -> None:
    plain = rules(BEFORE, OTHER_NUMBER)

    assert plain.is_open(matter(OTHER_NUMBER), matter(BEFORE))
    assert not plain.is_open(matter(BEFORE), matter(BEFORE))
    assert not plain.is_open(matter(ELSEWHERE), matter(BEFORE))
