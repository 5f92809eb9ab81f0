"""One person is one speaker, and what is said twice is one line with two places."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefing.config import Settings
from briefing.read import read_by_rules
from briefing.schema.statement import Evidence, Kind, Statement
from briefing.steps.load import load_articles
from briefing.steps.merge import Merged, merge_statements, name_speakers


def _said(
    words: str,
    speaker: str,
    article: str = "a",
    start: int = 0,
    kind: Kind = "position",
    cue: str = "said",
) -> Statement:
    evidence = Evidence(
        article=article,
        start=start,
        end=start + len(words),
        quote=words,
        speaker_as_written=speaker.split()[-1],
        cue=cue,
    )
    return Statement(
        kind=kind,
        speaker=speaker,
        speaker_as_written=evidence.speaker_as_written,
        cue=cue,
        evidence=(evidence,),
    )


def test_what_is_said_and_what_is_denied_are_two_statements() -> None:
    words = "the closure had a political purpose"
    articles = {"a": "said", "b": "denied", "c": "denied", "d": "added"}
    merged = merge_statements([_said(words, "Ada Roe", a, cue=cue) for a, cue in articles.items()])

    assert [(s.cue, len(s.evidence)) for s in merged.statements] == [("said", 2), ("denied", 2)]
    assert merged.drops == ()


def test_a_person_under_several_names_is_one_speaker_under_the_fullest() -> None:
    merged = merge_statements(
        [
            _said("We agree to the plan", "Brandt", "a"),
            _said("The plan is dead", "Foreign Minister Ilse Brandt", "b"),
            _said("No comment for now", "Ms Brandt", "c"),
            _said("I was not asked", "Tomas Brandt", "d"),
        ]
    )

    assert [s.speaker for s in merged.statements] == [
        "Foreign Minister Ilse Brandt",
        "Foreign Minister Ilse Brandt",
        "Foreign Minister Ilse Brandt",
        "Tomas Brandt",
    ]


def test_the_same_words_at_two_places_are_one_statement_with_two_pieces_of_evidence() -> None:
    merged = merge_statements(
        [
            _said("We won’t accept it.", "Ines Marlow", "a", 100),
            _said("We won't accept it", "Ines Marlow", "b", 7),
        ]
    )

    assert [(e.article, e.start) for e in merged.statements[0].evidence] == [("a", 100), ("b", 7)]
    assert len(merged.statements) == 1
    assert merged.drops == ()


def test_words_within_words_already_listed_are_a_duplicate() -> None:
    merged = merge_statements(
        [
            _said("accept it", "Ines Marlow", start=9),
            _said("We won’t accept it", "Ines Marlow", start=0),
            _said("accept it", "Ines Marlow", start=9, kind="demand"),
        ]
    )

    assert [s.evidence[0].quote for s in merged.statements] == ["We won’t accept it", "accept it"]
    assert [(d.reason, d.text) for d in merged.drops] == [("duplicate", "accept it")]


def test_the_same_words_of_two_speakers_stay_two() -> None:
    said = [_said("Yes", "Ines Marlow", "a"), _said("Yes", "Aldo Brennan", "b")]

    assert len(merge_statements(said).statements) == 2


speakers = st.sampled_from(["Ines Marlow", "Marlow", "Aldo Brennan", "unattributed"])
sayings = st.builds(
    _said,
    st.sampled_from(["yes we do", "no", "perhaps not", "yes"]),
    speakers,
    st.sampled_from("abc"),
    st.integers(0, 30),
)


@given(st.lists(sayings, max_size=12))
def test_nothing_is_lost_and_no_id_comes_twice(said: Sequence[Statement]) -> None:
    merged = merge_statements(said)

    places = {(e.article, e.start, e.end) for s in said for e in s.evidence}
    kept = {(e.article, e.start, e.end) for s in merged.statements for e in s.evidence}
    assert kept <= places
    assert len({s.id for s in merged.statements}) == len(merged.statements)
    assert sum(len(s.evidence) for s in merged.statements) + len(merged.drops) == len(said)


@given(st.lists(sayings, max_size=12))
def test_each_speaker_merged_for_himself_gives_what_all_at_once_give(
    said: Sequence[Statement],
) -> None:
    in_order = sorted(said, key=lambda s: s.evidence[0].article)

    assert _in_any_order([*_by_speaker(in_order)]) == _in_any_order([merge_statements(in_order)])


def test_each_speaker_of_a_corpus_merged_for_himself_gives_what_all_at_once_give() -> None:
    settings = Settings(model="builtin")
    articles = load_articles([str(Path(__file__).parents[1] / "digest_days")]).articles
    said = [s for a in articles for s in read_by_rules(a, settings).statements]
    one_by_one = [*_by_speaker(said)]

    assert len(one_by_one) > 20
    assert len(name_speakers(s.speaker for s in said)) > 3
    assert _in_any_order(one_by_one) == _in_any_order([merge_statements(said)])


def _by_speaker(said: Sequence[Statement]) -> Iterator[Merged]:
    names = name_speakers(s.speaker for s in said)
    speakers: dict[str, list[Statement]] = {}
    for statement in said:
        speakers.setdefault(names.get(statement.speaker, statement.speaker), []).append(statement)
    for group in speakers.values():
        yield merge_statements(group, names=names)


def _in_any_order(merged: Sequence[Merged]) -> Counter[str]:
    return Counter(repr(item) for m in merged for item in (*m.statements, *m.drops))
