"""Every item of a reply rests on the article's own words, or is dropped with a reason."""

import pytest

from briefing.schema.article import Article, Chunk, Region
from briefing.schema.reply import NumberedItem, QuotedItem, QuotesReply, SentencesReply
from briefing.schema.statement import Claim, Drop
from briefing.sentences import split_sentences
from briefing.steps.ground import ground_reply

TEXT = (
    "Harbour strike enters third week\n\n"
    "“We will not accept a pay cut of 12 per cent,” said Ines Marlow, who leads the pilots.\n\n"
    "The port authority urged the pilots to return to work by Monday. "
    "It warned that ferries would stop if the strike went on."
)
ARTICLE = Article(source="a.txt", text=TEXT, title="T", regions=(Region(0, 32, "headline"),))
SENTENCES = tuple(s for s in split_sentences(TEXT) if s.start > 32)
CHUNK = Chunk(article=ARTICLE.id, id="c1", sentences=SENTENCES, headline="T")


def _quoted(quote: str) -> Claim | Drop:
    item = QuotedItem(
        quote=quote,
        speaker="Ines Marlow",
        kind="position",
        addressee=None,
        condition=None,
        summary="S",
    )
    grounded = ground_reply(QuotesReply(statements=(item,)), ARTICLE, CHUNK)
    assert len(grounded.claims) + len(grounded.drops) == 1
    return grounded.claims[0] if grounded.claims else grounded.drops[0]


def _numbered(*numbers: str) -> Claim | Drop:
    item = NumberedItem.model_validate(
        {
            "sentences": numbers,
            "speaker": "Ines Marlow",
            "kind": "position",
            "addressee": None,
            "condition": None,
            "summary": "S",
        }
    )
    grounded = ground_reply(SentencesReply(statements=(item,)), ARTICLE, CHUNK)
    return grounded.claims[0] if grounded.claims else grounded.drops[0]


def _words(claim: Claim | Drop) -> list[str]:
    assert isinstance(claim, Claim)
    for evidence in claim.evidence:
        assert evidence.quote == TEXT[evidence.start : evidence.end]
    return [evidence.quote for evidence in claim.evidence]


def test_copied_words_become_their_span() -> None:
    claim = _quoted('"We will not accept a pay cut of 12 per cent."')

    assert _words(claim) == ["We will not accept a pay cut of 12 per cent"]
    assert isinstance(claim, Claim)
    assert claim.flags == ()


@pytest.mark.parametrize(
    "quote",
    [
        "We will accept a pay cut of 12 per cent",
        "We will not accept a pay cut of 21 per cent",
        "We will not take a pay cut of 12 per cent",
    ],
)
def test_a_near_miss_is_replaced_by_the_sources_own_sentence(quote: str) -> None:
    claim = _quoted(quote)

    assert _words(claim) == [SENTENCES[0].of(TEXT)]
    assert isinstance(claim, Claim)
    assert claim.flags == ("snapped",)
    assert claim.summary is None


@pytest.mark.parametrize(
    "quote",
    [
        "Officials privately conceded that the plan had no prospect of success.",
        "We will resign",
        "pay rise",
        "",
    ],
)
def test_invented_words_are_dropped(quote: str) -> None:
    drop = _quoted(quote)

    assert isinstance(drop, Drop)
    assert (drop.reason, drop.text) == ("not in source", quote)


def test_words_of_a_headline_are_dropped_as_boilerplate() -> None:
    drop = _quoted("Harbour strike enters third week")

    assert isinstance(drop, Drop)
    assert drop.reason == "boilerplate"


def test_sentence_numbers_become_the_spans_of_their_sentences_in_order() -> None:
    assert _words(_numbered("s1")) == [SENTENCES[0].of(TEXT)]
    assert _words(_numbered("s3", "s2")) == [SENTENCES[1].of(TEXT), SENTENCES[2].of(TEXT)]


def test_a_number_beyond_the_chunk_drops_the_claim() -> None:
    drop = _numbered("s1", "s9")

    assert isinstance(drop, Drop)
    assert drop.reason == "not in source"
    assert "s9 is beyond the 3 sentences" in drop.detail


def test_a_chunk_of_another_article_is_refused() -> None:
    other = CHUNK.model_copy(update={"article": "0" * 12})

    with pytest.raises(ValueError, match="grounded in article"):
        ground_reply(QuotesReply(statements=()), ARTICLE, other)
