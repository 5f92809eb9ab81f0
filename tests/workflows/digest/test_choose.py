"""The most consequential first, and no more than was asked for."""

from briefing.journal import Said
from briefing.journal.records import Told
from briefing.matching import Verdict
from briefing.schema.statement import Evidence, Kind, Statement
from briefing.workflows.digest.choose import (
    Ranked,
    choose_key_points,
    choose_shown,
    order_stories,
    rank_leads,
)
from briefing.workflows.digest.day import Earlier, Lead
from briefing.workflows.digest.form import Label
from briefing.workflows.digest.stories import Told as Story


def lead(
    number: int, label: Label = "new", kind: Kind = "position", *, article: str = "a", also: int = 0
) -> Lead:
    evidence = Evidence(article=article, start=0, end=3, quote="abc")
    said = Said(number, article, "2026-03-02", "A", "abc")
    told = Told(said, Statement(kind=kind, speaker="A", evidence=(evidence,)), ())
    verdict = Verdict("same" if label == "repeated" else "changed")
    earlier = None if label == "new" else Earlier(said, verdict, "2026-03-01")
    return Lead(told, (told,) * also, (), earlier)


def numbers(ranked: list[Ranked]) -> list[int]:
    return [r.lead.told.said.number for r in ranked]


def test_changed_contradicted_demanded_said_repeated_is_the_order() -> None:
    leads = [
        lead(1, "repeated", "demand"),
        lead(2, kind="position"),
        lead(3, kind="question"),
        lead(4, kind="consequence"),
        lead(5, kind="demand"),
        lead(6, kind="position"),
        lead(7, "changed"),
    ]

    assert numbers(rank_leads(leads, {6})) == [7, 6, 5, 4, 2, 3, 1]


def test_of_equals_what_more_articles_say_comes_first_then_what_came_in_first() -> None:
    assert numbers(rank_leads([lead(1), lead(2, also=2), lead(3)], ())) == [2, 1, 3]


def test_of_what_is_shown_at_most_a_third_is_repeated_unless_there_is_room() -> None:
    fresh = [lead(n) for n in range(10)]
    known = [lead(n, "repeated") for n in range(10, 20)]
    ranked = rank_leads([*fresh, *known], ())

    assert choose_shown(ranked, most=6) == {0, 1, 2, 3, 10, 11}
    assert choose_shown(ranked, most=14) == {*range(10), 10, 11, 12, 13}
    assert choose_shown(ranked, most=99) == set(range(20))


def test_key_points_go_round_the_stories_and_are_among_what_is_shown() -> None:
    leads = [lead(n, kind="demand", article="a") for n in range(4)]
    leads += [lead(4, kind="demand", article="b"), lead(5, "repeated", article="c")]
    ranked = rank_leads(leads, ())
    stories = {"a": "A", "b": "B", "c": "C"}

    def points(among: set[int]) -> list[int]:
        chosen = choose_key_points(ranked, stories, among=among)
        return [point.told.said.number for point in chosen]

    assert points(set(range(6))) == [0, 1, 2, 3, 4]
    assert points({0, 1, 4}) == [0, 1, 4]
    many = rank_leads([lead(n, kind="demand", article="a") for n in range(9)] + leads[4:5], ())
    chosen = choose_key_points(many, stories, among=set(range(9)))
    assert [point.told.said.article for point in chosen] == ["a", "a", "a", "a", "b"]


def test_stories_are_ordered_by_their_most_consequential_statement() -> None:
    leads = [
        lead(1, article="a"),
        lead(2, kind="demand", article="b"),
        lead(3, "changed", article="c"),
        lead(4, "repeated", article="d"),
    ]
    stories = [Story(name.upper(), (name,)) for name in "abcde"]
    ordered = order_stories(stories, rank_leads(leads, ()))

    assert [story.thread for story in ordered] == ["C", "B", "A", "D", "E"]
