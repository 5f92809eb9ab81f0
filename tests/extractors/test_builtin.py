"""The built-in extractor turns what the engine finds into claims, word for word."""

from briefing.attribution import find_attributions
from briefing.extractors.builtin import extract_by_rules
from briefing.schema.article import Article
from briefing.schema.statement import Claim

TEXT = (
    "Ada Roe urged the council to act. Asked why, Ms Roe said the bridge would fall if it rained. "
    "“We wait,” she said, “and we hope.”"
)
ARTICLE = Article(source="a.txt", text=TEXT, title="T")


def _claims() -> tuple[Claim, ...]:
    return extract_by_rules(ARTICLE, find_attributions(ARTICLE)).claims


def test_evidence_is_cut_from_the_article_and_a_broken_quotation_is_two_pieces() -> None:
    claims = _claims()

    assert all(TEXT[e.start : e.end] == e.quote for claim in claims for e in claim.evidence)
    assert [len(claim.evidence) for claim in claims] == [1, 1, 2]


def test_who_whom_and_condition_are_the_articles_words() -> None:
    demand, consequence, _ = _claims()

    assert (demand.speaker_as_written, demand.addressee) == ("Ada Roe", "the council")
    assert (demand.cue, consequence.cue) == ("urged", "said")
    assert consequence.condition == "if it rained"


def test_what_somebody_was_asked_is_no_claim() -> None:
    assert "why" not in [claim.evidence[0].quote for claim in _claims()]


def test_a_question_that_the_sentence_goes_on_to_answer_is_not_open_whoever_asked_it() -> None:
    text = "Asked by a reporter why the bridge was shut, Ms Roe said: “It is not safe.”"
    article = Article(source="a.txt", text=f"Ada Roe spoke on Monday. {text}", title="T")
    claims = extract_by_rules(article, find_attributions(article)).claims

    assert [(c.kind, c.evidence[0].quote) for c in claims] == [("position", "“It is not safe.”")]


def test_an_article_in_another_language_is_a_failure_with_what_to_do() -> None:
    article = Article(source="a.txt", text="Sie sagte nein.", title="T", language="de")
    extraction = extract_by_rules(article, ())

    assert extraction.claims == ()
    (failure,) = extraction.failures
    assert failure.article == article.id
    assert failure.error == (
        "is written in another language (de); the built-in extractor reads English"
    )
    assert "--model" in failure.hint
