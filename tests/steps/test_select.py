"""Key points are the demands and warnings that matter, in the article's own words."""

from briefing.schema.briefing import KeyPoint
from briefing.schema.statement import Evidence, Flag, Kind, Statement
from briefing.steps.select import MOST_POINTS, select_key_points

SPEAKERS = ["Ann", "Ben", "Cyd", "Early", "Late", "Both", *(f"Speaker{n}" for n in range(10))]
TEXT = " ".join(
    f"{name} said that the council should act on point {name} now." for name in SPEAKERS
)
TEXTS = {"a": TEXT}


def _said(
    kind: Kind, speaker: str, named: str | None = None, flags: tuple[Flag, ...] = (), **fields: str
) -> Statement:
    words = f"the council should act on point {named or speaker}"
    start = TEXT.index(words)
    evidence = Evidence(article="a", start=start, end=start + len(words), quote=words)
    return Statement.model_validate(
        {"kind": kind, "speaker": speaker, "evidence": (evidence,), "flags": flags, **fields}
    )


def _speakers(points: tuple[KeyPoint, ...]) -> list[str]:
    return [point.text.split()[0] for point in points]


def test_demands_come_before_questions_and_positions_never() -> None:
    said = [_said("position", "Ann"), _said("question", "Ben"), _said("demand", "Cyd")]

    points = select_key_points(said, TEXTS)

    assert _speakers(points) == ["Cyd", "Ben"]


def test_each_point_is_the_articles_whole_sentence_and_rests_on_its_statement() -> None:
    statement = _said("demand", "Ann")

    (point,) = select_key_points([statement], TEXTS)

    assert point.statements == (statement.id,)
    assert point.text == "Ann said that the council should act on point Ann now."


def test_a_name_that_the_sentence_has_not_is_put_before_it() -> None:
    (point,) = select_key_points([_said("demand", "Ivo Roe", named="Ann")], TEXTS)

    assert point.text == "Ivo Roe: Ann said that the council should act on point Ann now."


def test_what_stands_early_or_has_a_condition_comes_first() -> None:
    said = [
        _said("demand", "Speaker9"),
        _said("demand", "Early"),
        _said("consequence", "Both", condition="if it rains"),
    ]

    assert _speakers(select_key_points(said, TEXTS)) == ["Both", "Early", "Speaker9"]


def test_one_point_a_speaker_and_no_more_than_fit() -> None:
    said = [_said("demand", f"Speaker{n}") for n in range(10)]

    points = select_key_points([*said, *said], TEXTS)

    assert len(set(_speakers(points))) == len(points) == MOST_POINTS


def test_what_could_not_be_verified_is_no_point() -> None:
    said = [
        _said("demand", "Ann", flags=("speaker unverified",)),
        _said("demand", "unattributed", named="Ben"),
        _said("demand", "they", named="Cyd"),
    ]

    assert select_key_points(said, TEXTS) == ()
