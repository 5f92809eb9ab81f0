"""What is read off a statement is what it says, not how the article puts it."""

from briefing.matching import Matter, MatterReader
from briefing.schema.article import Region, Span
from tests.matching.making import matter, matters, statement


def test_two_claims_joined_by_and_that_are_compared_one_by_one() -> None:
    found = matters(
        "She said that the barrier would cost 480 million and that it would save the town.",
        "the barrier would cost 480 million and that it would save the town",
    )

    assert [one.said for one in found] == [
        "the barrier would cost 480 million",
        "it would save the town",
    ]
    assert [len(one.figures) for one in found] == [1, 0]


def test_a_denial_before_the_words_is_part_of_what_is_said() -> None:
    denied = matter("The Service denied that any buoy was missing.", "any buoy was missing")
    said = matter("The Service said that a buoy was missing.", "a buoy was missing")

    assert denied.words == said.words
    assert -1 in dict(denied.signs).values()
    assert -1 not in dict(said.signs).values()


def test_a_number_has_its_unit_and_its_bound() -> None:
    (figure,) = matter("It would cost at least 750 million crowns.").figures

    assert (figure.value, figure.bound) == (750e6, "over")
    assert figure.unit.startswith("crown")


def test_a_number_without_a_unit_counts_what_stands_after_it() -> None:
    (homes,) = matter("It would protect 60,000 homes.").figures
    (sheep,) = matter("It would protect 60,000 sheep.").figures

    assert homes.value == sheep.value
    assert homes.unit != sheep.unit


def test_a_modal_tells_how_firm_the_verb_is() -> None:
    firm = dict(matter("The plant will close in May.").commitments)
    loose = dict(matter("The plant may close in May.").commitments)

    assert set(firm.values()) == {"firm"}
    assert set(loose.values()) == {"open"}
    assert firm.keys() == loose.keys()


def test_names_are_told_from_other_words() -> None:
    found = matter("He said that the bridge at Kilmore was unsafe.", "the bridge at Kilmore")

    assert found.names == {"kilmor"}
    assert "bridg" in found.words


def test_what_is_kept_is_what_was_read() -> None:
    found = matter("By March 20, at least 750 million crowns will not be paid to Kilmore.")

    assert found.dates
    assert Matter.from_json(found.to_json()) == found


def test_topics_are_names_and_headline_words_without_the_calendar() -> None:
    text = (
        "Ferry aground\n\nOn Monday the ferry of Norrbank sank off Lorne in March.\n\nPhoto: Olaf"
    )
    regions = [Region(text.index("Photo"), len(text), "credit")]
    topics = MatterReader(text, title="Ferry aground", regions=regions).topics()

    assert {"norrbank", "ferri", "aground"} <= topics
    assert not {"monday", "march", "olaf"} & topics


def test_the_whole_sentences_around_a_piece_are_found() -> None:
    text = "One comes first. Two is said here. Three goes on."
    reader = MatterReader(text, title="t")
    start = text.index("said")

    assert reader.around(Span(start, start + 4)).of(text) == "Two is said here."
    assert reader.around(Span(4, start)).of(text) == "One comes first. Two is said here."


def test_a_statement_of_several_pieces_is_one_claim() -> None:
    text = "“We will pay,” she said, “and we will build.”"
    one, other = statement(text, "We will pay"), statement(text, "and we will build")
    both = one.model_copy(update={"evidence": (*one.evidence, *other.evidence)})
    (found,) = MatterReader(text, title="t").read(both, day="2026-03-02")

    assert found.said == "we will pay and we will build"
