"""Coverage counts the sentences that cite somebody, and names those that no statement covers."""

from briefing.schema.article import Article, Span
from briefing.schema.attribution import Attribution
from briefing.schema.statement import Evidence, Statement
from briefing.sentences import split_sentences
from briefing.steps.audit import audit_article

TEXT = "It rained. Ada said yes. Ben said no. He said it twice, and loudly."
ARTICLE = Article(source="a.txt", text=TEXT, title="T", also_at=("b.txt",))
SENTENCES = split_sentences(TEXT)


def _attributed(words: str, speaker: str) -> Attribution:
    start = TEXT.index(words)
    content = (Span(start, start + len(words)),)
    return Attribution(content, None, None, "position", speaker, None, None, "test", sure=True)


def _stated(words: str, article: str = ARTICLE.id) -> Statement:
    start = TEXT.index(words)
    evidence = Evidence(article=article, start=start, end=start + len(words), quote=words)
    return Statement(kind="position", speaker="Ada", evidence=(evidence,))


FOUND = [_attributed("yes", "Ada"), _attributed("no.", "Ben"), _attributed("it twice", "Ben")]


def test_sentences_without_a_statement_are_named_with_their_speaker() -> None:
    audit = audit_article(
        ARTICLE, sentences=SENTENCES, attributions=FOUND, statements=[_stated("said yes")]
    )

    counts = audit.article
    assert (counts.sentences, counts.attributed_sentences, counts.covered_sentences) == (4, 3, 1)
    assert [(TEXT[u.start : u.end], u.speaker) for u in audit.uncovered] == [
        ("Ben said no.", "Ben"),
        ("He said it twice, and loudly.", "Ben"),
    ]
    assert counts.also_at == ("b.txt",)


def test_evidence_of_another_article_covers_nothing_here() -> None:
    audit = audit_article(
        ARTICLE, sentences=SENTENCES, attributions=FOUND, statements=[_stated("yes", "other")]
    )

    assert audit.article.covered_sentences == 0


def test_evidence_over_two_sentences_covers_both() -> None:
    audit = audit_article(
        ARTICLE, sentences=SENTENCES, attributions=FOUND, statements=[_stated("yes. Ben said no")]
    )

    assert audit.article.covered_sentences == 2


def test_an_article_without_sentences_counts_nothing() -> None:
    empty = audit_article(ARTICLE, sentences=[], attributions=[], statements=[])

    assert (empty.article.sentences, empty.uncovered) == (0, ())
