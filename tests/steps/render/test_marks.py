"""The pieces of a marked article are its text, and each knows exactly what covers it."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from briefing.schema.briefing import BriefedArticle, Briefing, Run, Uncovered
from briefing.schema.statement import Evidence, Statement
from briefing.steps.render.marks import MarkedArticle, Piece, mark_articles
from briefing.steps.render.view import View

TEXT = (
    "The bridge\n\nRoe said the bridge is closing\nand will fall.\r\n\r\nPoe said nothing. End.\n"
)


def _marked(text: str, *spans: tuple[int, int], missed: tuple[int, int] | None = None) -> (
    tuple[MarkedArticle, list[Statement]]
):  # fmt: skip
    article = BriefedArticle(
        id="abc", title="The bridge", source="a.txt", published=None, publisher=None,
        text_sha256="0", text=text, sentences=1, attributed_sentences=0, covered_sentences=0,
    )  # fmt: skip
    statements = [
        Statement(
            kind="position",
            speaker=f"Speaker {n}",
            evidence=(Evidence(article="abc", start=a, end=b, quote=text[a:b]),),
        )
        for n, (a, b) in enumerate(spans)
    ]
    uncovered = [
        Uncovered(article="abc", start=a, end=b, speaker="Moe") for a, b in [missed or (0, 0)] if b
    ]
    briefing = Briefing(
        title="B", created="2026", articles=(article,), statements=tuple(statements),
        uncovered=tuple(uncovered), run=Run(briefing="0", model="builtin"),
    )  # fmt: skip
    return mark_articles(View(briefing))[0], statements


def _pieces(marked: MarkedArticle) -> list[Piece]:
    return [piece for block in marked.blocks for piece in block.pieces]


def _span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_words_are_marked_to_the_code_point_and_carry_anchor_and_number() -> None:
    marked, [statement] = _marked(TEXT, _span("the bridge is closing"))

    [piece] = [p for p in _pieces(marked) if p.statements]
    assert piece == Piece(
        text="the bridge is closing",
        statements=(statement,),
        who="Speaker 0",
        anchors=("ev-1",),
        numbers=(1,),
        is_start=True,
        is_missed=False,
    )


def test_the_shorter_of_two_statements_over_the_same_words_comes_first() -> None:
    marked, [long, short] = _marked(TEXT, _span("the bridge is closing"), _span("bridge is"))

    found = {p.text: p.statements for p in _pieces(marked) if p.statements}
    assert found == {"the ": (long,), "bridge is": (short, long), " closing": (long,)}


def test_words_over_the_end_of_a_paragraph_are_marked_in_both_and_between() -> None:
    marked, _ = _marked(TEXT, _span("will fall.\r\n\r\nPoe"))

    assert [p.text for p in _pieces(marked) if p.statements] == ["will fall.", "\r\n\r\n", "Poe"]
    assert [p.numbers for p in _pieces(marked) if p.statements] == [(), (), (1,)]


def test_a_sentence_that_no_statement_covers_is_told_from_one_that_is() -> None:
    marked, _ = _marked(TEXT, _span("the bridge"), missed=_span("Poe said nothing."))

    [missed] = [p for p in _pieces(marked) if p.is_missed]
    assert (missed.text, missed.who, missed.anchors) == (
        "Poe said nothing.",
        "Moe (not covered)",
        ("un-1",),
    )


def test_the_headline_is_told_from_the_text() -> None:
    marked, _ = _marked(TEXT, _span("End"))

    assert marked.has_headline
    assert [b.pieces[0].text for b in marked.blocks if b.is_headline] == ["The bridge"]


@given(
    st.text(alphabet="ab .\n\r\t\u2028\U0001f469", min_size=1, max_size=60).filter(str.strip),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=8),
)
def test_the_pieces_are_the_text_and_cover_what_the_spans_cover(
    text: str, pairs: list[tuple[int, int]]
) -> None:
    spans = [(a % len(text), min(len(text), a % len(text) + n)) for a, n in pairs]
    marked, statements = _marked(text, *spans)
    pieces = _pieces(marked)

    assert "".join(p.text for p in pieces) == text
    ends = list(accumulate(len(p.text) for p in pieces))
    for statement, (start, end) in zip(statements, spans, strict=True):
        covered = {
            offset
            for piece, stop in zip(pieces, ends, strict=True)
            if statement in piece.statements
            for offset in range(stop - len(piece.text), stop)
        }
        assert covered == set(range(start, end))
