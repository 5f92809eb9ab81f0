"""What the lexicons say of a phrase."""

from briefing.support.meanings import is_in_lexicon, phrase_at, prefixed
from briefing.support.words import words_of


def test_the_longest_phrase_wins() -> None:
    phrase = phrase_at(words_of("no longer"), 0)

    assert phrase is not None
    assert phrase.n_words == 2


def test_inflected_phrases_are_found() -> None:
    phrase = phrase_at(words_of("ruled out"), 0)

    assert phrase is not None
    assert phrase.meaning.operator == "predicate"


def test_opposites_share_a_concept_with_turned_signs() -> None:
    rose, fell = phrase_at(words_of("rose"), 0), phrase_at(words_of("fell"), 0)

    assert rose is not None
    assert fell is not None
    assert rose.meaning.concept == fell.meaning.concept
    assert rose.meaning.sign == -fell.meaning.sign


def test_un_denies_what_it_stands_before() -> None:
    meaning = prefixed("unwelcom")

    assert meaning is not None
    assert (meaning.concept, meaning.sign) == ("welcom", -1)
    assert prefixed("under") is None


def test_a_word_of_the_lexicons_is_an_ordinary_word() -> None:
    assert is_in_lexicon("oppos")
    assert not is_in_lexicon("lavrov")
