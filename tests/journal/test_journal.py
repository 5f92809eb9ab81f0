"""What is put into a journal comes out again, in an order that is always the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.journal import About, Journal, open_journal
from briefing.schema.article import Span
from briefing.schema.briefing import Failure, PromptUsed, Run
from tests.journal.keeping import DAYS, keep, kept, say


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_journal(tmp_path / "journal.sqlite3") as db:
        yield Journal(db)


def test_an_article_comes_out_as_it_went_in(journal: Journal) -> None:
    one = kept("Ferry aground.", topics=frozenset({"ferry", "fog"}))
    id_ = keep(journal, one)

    assert journal.article(id_) == one
    assert journal.articles(DAYS[0]) == [one]
    assert journal.topics_of(id_) == {"ferry", "fog"}
    assert journal.body_of(id_) == "Ferry aground."


def test_an_article_that_is_not_kept_is_none_or_a_key_error(journal: Journal) -> None:
    assert journal.find("nothing") is None
    with pytest.raises(KeyError):
        journal.article("nothing")


def test_only_what_was_answered_whole_need_not_be_read_again(journal: Journal) -> None:
    whole = keep(journal, kept("Whole."))
    part = keep(journal, kept("Part.", is_complete=False))

    assert journal.known([whole, part, "other"]) == {whole}


def test_an_article_that_is_read_again_takes_the_place_of_itself(journal: Journal) -> None:
    one = kept("Ferry aground.", is_complete=False)
    keep(journal, one, "band")
    say(journal, one)
    keep(journal, one._replace(is_complete=True), "band")

    assert len(journal.articles(DAYS[0])) == 1
    assert journal.statements(DAYS[0]) == []
    assert journal.candidates(["band"], since=DAYS[0]) == [one.article.id]


def test_what_fails_inside_a_transaction_leaves_nothing(journal: Journal) -> None:
    def fail() -> None:
        with journal.transaction():
            journal.touch([DAYS[0]])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert journal.days() == []


def test_near_copies_are_looked_for_among_originals_that_came_in_lately(journal: Journal) -> None:
    old = keep(journal, kept("Old."), "x", "y")
    new = keep(journal, kept("New.", day=DAYS[1]), "x")
    keep(journal, kept("Copy.", day=DAYS[1], copy_of=new), "x")
    keep(journal, kept("Else.", day=DAYS[1]), "z")

    assert journal.candidates(["x", "y"], since=DAYS[0]) == [old, new]
    assert journal.candidates(["x", "y"], since=DAYS[1]) == [new]
    assert journal.candidates([], since=DAYS[0]) == []
    journal.forget_bands(DAYS[1])
    assert journal.candidates(["x", "y"], since=DAYS[0]) == [new]


def test_statements_are_found_by_day_speaker_and_kind(journal: Journal) -> None:
    one, two = kept("One.", day=DAYS[1]), kept("Two.", day=DAYS[0])
    for article in (one, two):
        keep(journal, article)
    say(journal, one, speaker="Olaf Brenner")
    say(journal, two, speaker="Davina Ness", kind="demand")
    say(journal, two, speaker="Olaf Brenner", words="radio keep")

    told = journal.statements(DAYS[0])
    assert [t.statement.speaker for t in told] == ["Davina Ness", "Olaf Brenner"]
    assert told[1].said.words == "radio keep"
    assert journal.matter(told[1].said.number) == "[]"
    assert journal.told(told[0].said.number) == told[0]

    everybody = ["Olaf Brenner", "Davina Ness"]
    assert [s.day for s in journal.said_by(everybody, DAYS[0], DAYS[2])] == [
        DAYS[0],
        DAYS[1],
        DAYS[0],
    ]
    assert list(journal.said_by(["Davina Ness"], DAYS[1], DAYS[2])) == []
    assert [s.speaker for s in journal.said_of(["demand"], DAYS[0], DAYS[2])] == ["Davina Ness"]
    assert len(list(journal.said_of(["demand", "position"], DAYS[0], DAYS[2]))) == 3
    assert [s.article for s in journal.said_on(DAYS[1])] == [one.article.id]


def test_names_with_a_key_are_those_that_have_spoken_by_then(journal: Journal) -> None:
    one, two = kept("One."), kept("Two.", day=DAYS[1])
    for article, speaker in ((one, "Olaf Brenner"), (two, "Captain Brenner")):
        keep(journal, article)
        say(journal, article, speaker=speaker)

    assert journal.names_like(["brenner"], upto=DAYS[0]) == ["Olaf Brenner"]
    assert journal.names_like(["brenner"], upto=DAYS[1]) == ["Captain Brenner", "Olaf Brenner"]
    assert journal.names_like(["ness"], upto=DAYS[1]) == []


def test_a_day_that_is_touched_is_written_again_and_so_are_those_after_it(
    journal: Journal,
) -> None:
    journal.touch(DAYS)
    journal.set_written(DAYS)
    journal.touch([DAYS[1]])

    assert [(d.day, d.is_written) for d in journal.days()] == [
        (DAYS[0], True),
        (DAYS[1], False),
        (DAYS[2], False),
    ]


def test_what_index_and_feed_say_of_a_day_is_kept_with_it_the_last_first(journal: Journal) -> None:
    journal.touch(DAYS)
    for day in DAYS[:2]:
        journal.set_entry(day, f"entry of {day}", summary=f"summary of {day}")

    assert journal.summaries() == [(day, f"summary of {day}") for day in DAYS[1::-1]]
    assert journal.entries(most=1) == [f"entry of {DAYS[1]}"]


def test_a_failure_is_kept_until_what_failed_has_been_read(journal: Journal) -> None:
    gone, slow = (
        Failure(source=name, chunk=chunk, error="cannot be read", hint="mend it")
        for name, chunk in (("b.txt", None), ("a.txt", "c1"))
    )
    journal.set_failures(DAYS[0], [gone, slow], read=[])
    journal.set_failures(DAYS[0], [gone], read=[])

    assert journal.failures(DAYS[0]) == [slow, gone]
    journal.set_failures(DAYS[0], [], read=["b.txt"])
    assert journal.failures(DAYS[0]) == [slow]
    assert journal.failures(DAYS[1]) == []


def test_how_statements_were_made_is_kept_once_a_day(journal: Journal) -> None:
    prompt = PromptUsed(name="extract", version="v1", sha256="0" * 64)
    run = Run(briefing="1.0", model="m", endpoint="host", prompts=(prompt,))

    assert journal.add_run(run, day=DAYS[0]) == journal.add_run(run, day=DAYS[0])
    assert journal.add_run(run, day=DAYS[1]) != journal.add_run(run, day=DAYS[0])
    keep(journal, kept("One."))
    assert journal.makers(DAYS[0]) == [("1.0", "builtin", [])]


def test_the_words_of_a_day_are_kept_with_it(journal: Journal) -> None:
    journal.touch(DAYS)
    journal.set_words(DAYS[0], "[1,{}]")

    assert journal.words(DAYS[0], DAYS[2]) == [(DAYS[0], "[1,{}]"), (DAYS[1], None)]


def test_topics_come_with_the_story_where_there_is_one(journal: Journal) -> None:
    one, two = keep(journal, kept("One.")), keep(journal, kept("Two."))
    journal.set_threads(DAYS[0], [(one, "story")])

    found = {id_: thread for id_, _, thread in journal.topics(DAYS[0], DAYS[1])}
    assert found == {one: "story", two: None}
    assert journal.thread_of(one) == "story"
    assert journal.thread_of(two) is None


def test_a_story_ends_on_the_day_its_last_article_came_in(journal: Journal) -> None:
    first = keep(journal, kept("One."))
    second = keep(journal, kept("Two.", day=DAYS[1]))
    late = keep(journal, kept("Late.", day=DAYS[0], came_in=DAYS[2]))
    journal.set_threads(DAYS[0], [(first, "a"), (late, "b")])
    journal.set_threads(DAYS[1], [(second, "a")])

    (ended,) = journal.threads_last_on(DAYS[1], upto=DAYS[2])
    assert ended == ("a", "Two.", 2, DAYS[1], 2)
    assert [t.thread for t in journal.threads_last_on(DAYS[2], upto=DAYS[2])] == ["b"]
    assert journal.threads_last_on(DAYS[0], upto=DAYS[2]) == []


def test_late_articles_are_those_of_an_earlier_day(journal: Journal) -> None:
    late = kept("Late.", day=DAYS[0], came_in=DAYS[2])
    keep(journal, late)
    keep(journal, kept("Timely.", day=DAYS[2]))

    assert journal.late(DAYS[2]) == [late]
    assert journal.days_with_articles(DAYS[2], most=9) == [DAYS[2], DAYS[0]]
    assert journal.count_days(DAYS[0], DAYS[2]) == 1


def test_what_no_database_can_hold_becomes_question_marks(journal: Journal) -> None:
    keep(journal, kept("Odd\ud800 text."))

    assert journal.articles(DAYS[0])[0].article.text == "Odd? text."


def test_what_statements_are_about_can_be_read_anew(journal: Journal) -> None:
    one = kept("One.")
    keep(journal, one)
    say(journal, one)
    number = journal.statements(DAYS[0])[0].said.number
    journal.set_about(number, About("new", "[1]"), around=[Span(0, 4)])
    journal.set_edition("matter", 3)

    assert (journal.told(number).said.words, journal.matter(number)) == ("new", "[1]")
    assert journal.told(number).around == (Span(0, 4),)
    assert journal.edition("matter") == 3
    assert journal.edition("else") == 0
