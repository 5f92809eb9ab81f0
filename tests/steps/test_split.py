from hypothesis import given
from hypothesis import strategies as st

from briefing.schema.article import Article, Region, Span
from briefing.sentences import split_sentences
from briefing.steps.split import split_article


def _article(text: str, *regions: Region) -> Article:
    return Article(source="a.txt", text=text, title="a", regions=regions)


def _split(article: Article) -> list[str]:
    return [sentence.of(article.text) for sentence in split_article(article)]


def test_headline_and_caption_are_no_sentences() -> None:
    text = "Port closed\n\nIt rained. It poured.\n\nThe port. AP Photo\n\nNobody said why."
    caption = text.index("The port")
    article = _article(text, Region(0, 11, "headline"), Region(caption, caption + 18, "caption"))

    assert _split(article) == ["It rained.", "It poured.", "Nobody said why."]


def test_article_without_regions_is_split_whole() -> None:
    assert _split(_article("It rained. It poured.")) == ["It rained.", "It poured."]


def test_region_inside_a_sentence_cuts_it() -> None:
    assert _split(_article("It rained [ad] all day.", Region(10, 14, "boilerplate"))) == [
        "It rained",
        "all day.",
    ]


def test_article_of_regions_only_has_no_sentences() -> None:
    assert _split(_article("Port closed", Region(0, 11, "headline"))) == []


@given(
    st.text(st.sampled_from("ab A.\n“”"), max_size=120),
    st.lists(st.integers(0, 120), max_size=8, unique=True),
)
def test_sentences_and_regions_share_nothing_and_leave_nothing(text: str, cuts: list[int]) -> None:
    edges = sorted(cut for cut in cuts if cut <= len(text))
    regions = [
        Region(start, end, "boilerplate")
        for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]
    sentences = split_article(_article(text, *regions))

    inside = {i for span in sentences for i in range(span.start, span.end)}
    in_regions = {i for region in regions for i in range(region.start, region.end)}
    assert not inside & in_regions
    assert all(text[i].isspace() for i in range(len(text)) if i not in inside | in_regions)
    assert list(sentences) == sorted(sentences)
    whole = split_sentences(text)
    assert all(any(s.start >= w.start and s.end <= w.end for w in whole) for s in sentences)
    assert all(Span(*s).of(text).strip() == s.of(text) for s in sentences)
