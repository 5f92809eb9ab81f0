"""A key point says nothing that its statements' sentences do not say, and who says it."""

import pytest

from briefing.schema.article import Article, Span
from briefing.schema.briefing import KeyPoint
from briefing.schema.reply import KeyPointsReply
from briefing.schema.statement import UNATTRIBUTED, Drop, Evidence, Kind, Statement
from briefing.sentences import split_sentences
from briefing.steps.points import MOST_LINES, Outlined, check_points, outline_statements

TEXT = (
    "Ines Marlow denied that the strike was over. "
    "Aldo Brennan urged the pilots to return to work by Monday. "
    "It is not clear who will pay 40 million euros."
)
ARTICLE = Article(source="a.txt", text=TEXT, title="T")
RUNNING = {ARTICLE.id: (TEXT, split_sentences(TEXT))}.__getitem__


def _stated(words: str, speaker: str, kind: Kind = "position") -> Statement:
    start = TEXT.index(words)
    evidence = Evidence(article=ARTICLE.id, start=start, end=start + len(words), quote=words)
    return Statement(kind=kind, speaker=speaker, evidence=(evidence,))


STATEMENTS = (
    _stated("the strike was over", "Ines Marlow"),
    _stated("return to work by Monday", "Aldo Brennan", "demand"),
    _stated("who will pay 40 million euros", UNATTRIBUTED, "question"),
)
OUTLINED = outline_statements(STATEMENTS, RUNNING)


def _check(text: str, *numbers: str) -> KeyPoint | Drop:
    item = {"text": text, "statements": numbers}
    points = check_points(KeyPointsReply.model_validate({"key_points": [item]}), OUTLINED)
    assert len(points.points) + len(points.drops) == 1
    return points.points[0] if points.points else points.drops[0]


def test_a_statement_is_shown_in_its_whole_sentence_since_it_may_be_denied() -> None:
    assert OUTLINED[0].line == (
        "Ines Marlow (position): Ines Marlow denied that the strike was over."
    )


def test_of_many_statements_the_consequential_are_summed_up_in_their_order() -> None:
    many = [STATEMENTS[0]] * MOST_LINES + [STATEMENTS[1]]
    outlined = outline_statements(many, RUNNING)

    assert len(outlined) == MOST_LINES
    assert outlined[-1].statement == STATEMENTS[1]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ines Marlow denied that the strike was over.", ("s1",)),
        ("Aldo Brennan urged the pilots to return to work by Monday.", ("s2",)),
        ("It is not clear who will pay 40 million euros.", ("s3",)),
    ],
)
def test_what_the_sentences_carry_is_kept(text: str, numbers: tuple[str, ...]) -> None:
    point = _check(text, *numbers)

    assert isinstance(point, KeyPoint)
    assert point.text == text
    assert point.statements == (STATEMENTS[int(numbers[0][1:]) - 1].id,)


@pytest.mark.parametrize(
    ("text", "numbers", "says"),
    [
        ("Ines Marlow said the strike was over.", ("s1",), "key point"),
        ("Aldo Brennan urged the pilots to return by Friday.", ("s2",), "key point"),
        ("Petra Halvorsen urged the pilots to return to work by Monday.", ("s2",), "key point"),
        ("It is not clear who will pay 50 million euros.", ("s3",), "key point"),
        ("Aldo Brennan denied that the strike was over.", ("s1", "s2"), "does not name"),
        ("Ines Marlow denied that the strike was over.", ("s4",), "beyond the 3"),
        ("The euros may pay for a glorious golden bridge.", ("s3",), "key point"),
        ("", ("s1",), "0 letters"),
        ("x" * 500, ("s1",), "500 letters"),
    ],
)
def test_what_they_do_not_carry_is_a_drop(text: str, numbers: tuple[str, ...], says: str) -> None:
    drop = _check(text, *numbers)

    assert isinstance(drop, Drop)
    assert drop.reason == "not in source"
    assert says in drop.detail


def test_a_point_without_a_speaker_gets_its_speaker() -> None:
    point = _check("The pilots are urged to return to work by Monday.", "s2")

    assert isinstance(point, KeyPoint)
    assert point.text.startswith("Aldo Brennan: The pilots")


def test_the_second_point_on_the_same_statements_is_a_duplicate() -> None:
    text = "Ines Marlow denied that the strike was over."
    items = [{"text": text, "statements": ["s1"]}, {"text": text, "statements": ["s1", "s1"]}]
    points = check_points(KeyPointsReply.model_validate({"key_points": items}), OUTLINED)

    assert len(points.points) == 1
    assert [drop.reason for drop in points.drops] == ["duplicate"]


def test_a_statement_outside_every_sentence_is_shown_by_its_words() -> None:
    (outlined,) = outline_statements(STATEMENTS[:1], lambda _: (TEXT, [Span(100, 101)]))

    assert outlined == Outlined(STATEMENTS[0], "the strike was over")


def test_two_words_in_common_with_a_statement_do_not_carry_a_point() -> None:
    text = "Divers have raised a canoe from the lake that is said to be about 5,000 years old."
    article = Article(source="b.txt", text=text, title="T")
    quote = Evidence(article=article.id, start=0, end=len(text), quote=text)
    statement = Statement(kind="position", speaker="Elodie Lunt", evidence=(quote,))
    outlined = outline_statements([statement], lambda _: (text, [Span(0, len(text))]))
    item = {"text": "The canoe proves that giants lived in the lake.", "statements": ["s1"]}
    points = check_points(KeyPointsReply.model_validate({"key_points": [item]}), outlined)

    assert points.points == ()
    assert "most of its words" in points.drops[0].detail
