"""Terms, and which of them correspond."""

from briefing.support.reading import Reading, Term, terms_of


def term(reading: Reading, low: str) -> Term:
    return next(t for t in reading.terms if t.low == low)


def test_a_date_is_one_term_however_it_is_written() -> None:
    concepts = {
        next(t.concept for t in terms_of(text).terms if t.is_figure)
        for text in ("on 10 February", "on February 10", "on 10 Feb")
    }

    assert len(concepts) == 1


def test_the_counterpart_is_the_one_in_the_same_company() -> None:
    evidence = terms_of("Exports rose while imports fell.")
    summary = terms_of("Exports climbed.")

    assert [t.low for t in evidence.counterparts(term(summary, "climbed"), summary)] == ["rose"]


def test_a_capitalised_word_within_a_sentence_is_a_name_and_means_nothing_else() -> None:
    united = term(terms_of("Rovers beat United."), "united")

    assert united.is_name
    assert not united.meaning.is_axis


def test_a_bound_is_no_opposite_of_its_own() -> None:
    assert not term(terms_of("more than 20 metres"), "more").meaning.is_axis
