"""What is read in any order is listed in the order of the articles."""

from briefing.collected import Collected
from briefing.config import BUILTIN, Settings
from briefing.read import read_by_rules
from briefing.schema.article import Article, Copy
from briefing.schema.briefing import BriefedArticle, Failure
from briefing.schema.reading import Reading

RULES = Settings(model=BUILTIN)


def _article(number: int) -> Article:
    text = f"Ada Roe said that bridge {number} would stay shut."
    return Article(source=f"{number}.txt", text=text, title=f"Bridge {number}")


def _reading(number: int) -> Reading:
    return read_by_rules(_article(number), RULES)


def test_articles_and_statements_come_in_the_order_of_their_places() -> None:
    collected = Collected()
    for place in (2, 0, 1):
        collected.add(place, _reading(place))

    assert [a.source for a in collected.all(BriefedArticle)] == ["0.txt", "1.txt", "2.txt"]
    quotes = [s.evidence[0].quote for s in collected.statements()]
    assert quotes == [f"bridge {n} would stay shut" for n in range(3)]
    assert collected.title == "Briefing"


def test_a_copy_is_told_with_its_article_whether_it_is_met_before_or_after_it_was_read() -> None:
    collected = Collected()
    first, second = _article(1), _article(2)
    collected.note(1, Copy(second.id, "early.txt"))
    collected.add(2, _reading(2))
    collected.add(0, _reading(1))
    collected.note(3, Copy(first.id, "late.txt"))
    collected.note(4, Copy(first.id, "later.txt"))

    assert [a.also_at for a in collected.all(BriefedArticle)] == [
        ("late.txt", "later.txt"),
        ("early.txt",),
    ]


def test_failures_of_loading_and_of_reading_come_in_one_order() -> None:
    collected = Collected()
    unread = Failure(source="x.txt", error="is empty", hint="")
    unanswered = Failure(source="0.txt", article="a", chunk="c1", error="no reply", hint="")
    collected.note(1, unread)
    reading = _reading(0).model_copy(update={"failures": (unanswered,), "chunks": 3})
    collected.add(0, reading)

    assert list(collected.all(Failure)) == [unanswered, unread]
    assert (collected.chunks, collected.chunks_answered) == (3, 2)


def test_the_title_is_that_of_the_only_article() -> None:
    collected = Collected()
    collected.add(0, _reading(7))

    assert collected.title == "Briefing: Bridge 7"
    text, sentences = collected.running(_article(7).id)
    assert [s.of(text) for s in sentences] == ["Ada Roe said that bridge 7 would stay shut."]
