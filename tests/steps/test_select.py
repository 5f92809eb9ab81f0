"""Key points are the demands and warnings that matter, in the article's own words."""

from briefing.schema.briefing import BriefedArticle
from briefing.schema.statement import Evidence, Flag, Kind, Statement
from briefing.steps.select import MOST_POINTS, select_key_points

ARTICLE = BriefedArticle(
    id="a",
    title="T",
    source="a.txt",
    published=None,
    publisher=None,
    text_sha256="",
    text="x" * 1000,
    sentences=1,
    attributed_sentences=1,
    covered_sentences=1,
)


def _said(
    kind: Kind, speaker: str, start: int = 500, flags: tuple[Flag, ...] = (), **fields: str
) -> Statement:
    words = f"the council should act on point {start}"
    evidence = Evidence(article="a", start=start, end=start + len(words), quote=words)
    return Statement.model_validate(
        {"kind": kind, "speaker": speaker, "evidence": (evidence,), "flags": flags, **fields}
    )


def test_demands_come_before_questions_and_positions_never() -> None:
    said = [_said("position", "Ann"), _said("question", "Ben"), _said("demand", "Cyd")]

    points = select_key_points(said, [ARTICLE])

    assert [p.text.split(":")[0] for p in points] == ["Cyd", "Ben"]


def test_each_point_rests_on_its_statement_and_is_made_of_its_words() -> None:
    statement = _said("demand", "Ann", addressee="the mayor")

    (point,) = select_key_points([statement], [ARTICLE])

    assert point.statements == (statement.id,)
    assert point.text == f"Ann → the mayor: {statement.evidence[0].quote}"


def test_an_addressee_that_begins_the_words_is_not_said_twice() -> None:
    (point,) = select_key_points([_said("demand", "Ann", addressee="the council")], [ARTICLE])

    assert point.text.startswith("Ann: the council should")


def test_what_stands_early_or_has_a_condition_comes_first() -> None:
    said = [
        _said("demand", "Late", 900),
        _said("demand", "Early", 10),
        _said("consequence", "Both", 20, condition="if it rains"),
    ]

    points = select_key_points(said, [ARTICLE])

    assert [p.text.split(":")[0] for p in points] == ["Both", "Early", "Late"]


def test_one_point_a_speaker_and_no_more_than_fit() -> None:
    said = [_said("demand", f"Speaker {n // 2}", n) for n in range(20)]

    points = select_key_points(said, [ARTICLE])

    assert len(points) == MOST_POINTS
    assert len({p.text.split(":")[0] for p in points}) == MOST_POINTS


def test_what_could_not_be_verified_is_no_point() -> None:
    said = [
        _said("demand", "Ann", flags=("speaker unverified",)),
        _said("demand", "unattributed"),
        _said("demand", "they"),
    ]

    assert select_key_points(said, [ARTICLE]) == ()
