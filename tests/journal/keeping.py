"""Articles and statements for the tests of the journal."""

from typing import Any

from briefing.journal import About, Journal, Kept
from briefing.schema.article import Span, sha256_of
from briefing.schema.briefing import BriefedArticle, Run
from briefing.schema.statement import Evidence, Kind, Statement

DAYS = ("2026-03-02", "2026-03-03", "2026-03-05")


def kept(text: str, *, day: str = DAYS[0], **more: Any) -> Kept:
    """An article of a day that is its own body."""
    sha = sha256_of(text)
    article = BriefedArticle(
        id=sha[:12],
        source=f"inbox/{text.split()[0]}.txt",
        title=text.split()[0],
        published=None,
        publisher=None,
        text_sha256=sha,
        text=text,
        sentences=1,
        attributed_sentences=1,
        covered_sentences=1,
    )
    made = Kept(article, text, day, day, None, frozenset({"ferry", "fog"}), is_complete=True)
    return made._replace(**more)


def keep(journal: Journal, one: Kept, *bands: str) -> str:
    """Keep an article; its id."""
    with journal.transaction():
        run = journal.add_run(Run(briefing="1.0", model="builtin"), day=one.came_in)
        journal.add_article(one, run=run, bands=bands)
        journal.touch([one.day, one.came_in])
    return one.article.id


def say(
    journal: Journal,
    one: Kept,
    *,
    speaker: str = "Olaf Brenner",
    kind: Kind = "position",
    words: str = "buoy miss",
) -> None:
    """Keep a statement that is the whole of an article."""
    text = one.article.text
    evidence = Evidence(article=one.article.id, start=0, end=len(text), quote=text)
    statement = Statement(kind=kind, speaker=speaker, evidence=(evidence,))
    with journal.transaction():
        journal.add_statement(
            statement,
            around=[Span(0, len(text))],
            day=one.day,
            key=speaker.split()[-1].casefold(),
            about=About(words, "[]"),
        )
