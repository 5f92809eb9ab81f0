"""Records come back from disk in the order of their places, whichever way they were put."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.schema.briefing import BriefedArticle, Failure
from briefing.spool import Spool, Texts

PLACES = st.lists(st.lists(st.text(), max_size=3), max_size=8)


def _failure(error: str) -> Failure:
    return Failure(source="a.txt", error=error, hint="")


def _article(id_: str, text: str) -> BriefedArticle:
    return BriefedArticle(
        id=id_, title="T", source="a.txt", published=None, publisher=None, text_sha256="",
        text=text, sentences=1, attributed_sentences=0, covered_sentences=0,
    )  # fmt: skip


@given(PLACES, st.randoms(use_true_random=False))
def test_the_order_is_that_of_the_places(texts: list[list[str]], shuffle: st.DataObject) -> None:
    spool, places = Spool(), list(enumerate(texts))
    shuffle.shuffle(places)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    for place, errors in places:
        spool.put(Failure, place, [_failure(error) for error in errors])
    flat = [_failure(error) for errors in texts for error in errors]
    spooled = spool.of(Failure)

    assert list(spooled) == flat
    assert len(spooled) == len(flat)
    assert spooled == tuple(flat)
    assert [spooled[n] for n in range(len(flat))] == flat
    assert spooled[1:] == tuple(flat[1:])


def test_kinds_do_not_mix_and_half_a_surrogate_pair_is_kept() -> None:
    spool = Spool()
    spool.put(Failure, 0, [_failure("e")])
    spool.put(BriefedArticle, 0, [_article("a", "odd \ud800")], key="a")

    assert [f.error for f in spool.of(Failure)] == ["e"]
    assert [a.text for a in spool.of(BriefedArticle)] == ["odd \ud800"]


def test_what_is_put_at_a_place_again_replaces_what_was_there() -> None:
    spool = Spool()
    spool.put(BriefedArticle, 3, [_article("a", "old")], key="a")
    spool.put(BriefedArticle, 3, [_article("a", "new")], key="a")

    assert [a.text for a in spool.of(BriefedArticle)] == ["new"]


def test_a_record_is_found_by_its_key() -> None:
    spool = Spool()
    for id_ in "abc":
        spool.put(BriefedArticle, ord(id_), [_article(id_, f"text {id_}")], key=id_)
    texts = Texts(spool.of(BriefedArticle))

    assert dict(texts) == {"a": "text a", "b": "text b", "c": "text c"}
    with pytest.raises(KeyError):
        texts["d"]
    with pytest.raises(IndexError):
        spool.of(BriefedArticle)[3]


def test_a_copy_is_a_tuple_that_needs_no_file() -> None:
    spool = Spool()
    spool.put(Failure, 0, [_failure("e")])
    spooled = spool.of(Failure)

    assert copy.deepcopy(spooled) == pickle.loads(pickle.dumps(spooled)) == (_failure("e"),)
    assert repr(spooled) == "<1 of Failure>"
