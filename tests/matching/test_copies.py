"""A report that several papers carry is found as one, and what differs in each is told."""

import random

from briefing.matching import bands_of, body_of, differing, is_copy
from briefing.schema.article import Region

_WORDS = [a + b for a in ("bar", "del", "fen", "gor", "hal", "jen", "kol") for b in "aeiouy"]


def report(seed: int, *, sentences: int = 12) -> list[str]:
    """Sentences of eight words."""
    pick = random.Random(seed)
    return [" ".join(pick.choices(_WORDS, k=8)).capitalize() + "." for _ in range(sentences)]


def test_a_cut_and_a_lengthened_copy_share_a_band_with_the_report() -> None:
    found = 0
    for seed in range(40):
        sentences = report(seed)
        body, cut = " ".join(sentences), " ".join(sentences[:-2])
        longer = " ".join([*sentences, *report(seed + 1000, sentences=2)])
        found += bool({*bands_of(body)} & {*bands_of(cut)})
        found += bool({*bands_of(body)} & {*bands_of(longer)})
        assert is_copy(cut, body)
        assert is_copy(longer, body)

    assert found >= 78


def test_two_reports_on_one_thing_are_no_copies() -> None:
    body, other = report(1), report(2)

    assert not is_copy(" ".join(other), " ".join(body))
    assert not is_copy(" ".join([*body[:6], *other[:6]]), " ".join(body))


def test_a_short_text_is_nobodys_copy() -> None:
    assert bands_of("The minister said nothing.") == ()
    assert not is_copy("No comment.", "No comment.")


def test_the_same_body_has_the_same_bands_on_every_run() -> None:
    body = " ".join(report(3))

    assert bands_of(body) == bands_of(body)
    assert len(bands_of(body)) == len(set(bands_of(body)))


def test_what_differs_is_told_sentence_by_sentence_whatever_the_typography() -> None:
    body = "“We wait,” he said. The wind rose.\nA pilot spoke."
    of = 'The wind rose. "We wait," he said. Nobody was hurt.'

    assert differing(body, of) == ("A pilot spoke.",)
    assert differing(of, body) == ("Nobody was hurt.",)


def test_headline_and_credit_have_no_part_in_the_body() -> None:
    text = "A headline\n\nThe text itself.\n\nPhoto: Olaf"
    regions = [Region(0, 10, "headline"), Region(text.index("Photo"), len(text), "credit")]

    assert body_of(text, regions) == "The text itself."
