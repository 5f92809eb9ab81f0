"""Articles come in → the journal holds them and their statements, near copies as copies.

Articles are read in batches, each committed whole; the answers of a model lie in the reply cache
besides. So a run that is killed loses nothing, and the next one repeats nothing.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.config import Settings
from briefing.journal import Journal, Kept
from briefing.matching import MatterReader, bands_of, body_of, is_copy, name_key
from briefing.matching.matter import EDITION
from briefing.pipeline import make_briefing
from briefing.schema.article import Article
from briefing.schema.briefing import BriefedArticle, Briefing, Failure
from briefing.schema.statement import Statement
from briefing.steps.audit import audit_article
from briefing.workflows.digest.about import write_about
from briefing.workflows.digest.options import COPY_DAYS, Options, day_of, days_before

BATCH = 40
"""Articles that are read and committed together."""


class _New(NamedTuple):
    article: Article
    body: str
    bands: tuple[str, ...]
    day: str
    came_in: str
    copy_of: str | None


def take_in(
    journal: Journal,
    articles: Sequence[Article],
    failures: Sequence[Failure],
    *,
    settings: Settings,
    options: Options,
    read: Sequence[str] = (),
) -> None:
    """Read what the journal does not hold yet, and note which days have to be written.

    Args:
        journal: Open for writing.
        articles: As they were loaded, each text once.
        failures: What could not be loaded.
        settings: For reading them.
        options: Today, the time zone, and what to do with late articles.
        read: What did not fail, beside the articles.
    """
    today = options.today.isoformat()
    known = journal.known(article.id for article in articles)
    fresh = [article for article in articles if article.id not in known]
    with journal.transaction():
        sources = [source for a in articles for source in (a.source, *a.also_at)]
        journal.set_failures(today, failures, read=[*sources, *read])
        journal.touch([today])
        journal.forget_bands(days_before(today, COPY_DAYS))
    for start in range(0, len(fresh), BATCH):
        _take_batch(journal, fresh[start : start + BATCH], settings, options)


def each_once(articles: Iterable[Article]) -> list[Article]:
    """Articles by their texts: further places where a text was found are kept with the first."""
    found: dict[str, Article] = {}
    for article in articles:
        first = found.setdefault(article.id, article)
        if first is not article:
            places = (*first.also_at, article.source, *article.also_at)
            found[article.id] = first.model_copy(update={"also_at": places})
    return list(found.values())


def _take_batch(
    journal: Journal, articles: Sequence[Article], settings: Settings, options: Options
) -> None:
    new: list[_New] = []
    for article in articles:
        new.append(_placed(journal, article, new, options))
    originals = [n.article for n in new if n.copy_of is None]
    briefing = make_briefing(originals, settings, notice=options.notice)
    briefed = {article.id: article for article in briefing.articles}
    incomplete = {f.article for f in briefing.failures if f.article}
    today = options.today.isoformat()
    with journal.transaction():
        run = journal.add_run(briefing.run, day=today)
        for one in new:
            reader = MatterReader(
                one.article.text, title=one.article.title, regions=one.article.regions
            )
            kept = Kept(
                briefed.get(one.article.id) or _as_copy(one.article), one.body, one.day,
                one.came_in, one.copy_of, reader.topics(), one.article.id not in incomplete,
            )  # fmt: skip
            journal.add_article(kept, run=run, bands=one.bands)
            for statement in _of_article(briefing, one.article.id):
                about = write_about(reader.read(statement, day=one.day))
                key = name_key(statement.speaker)
                around = [reader.around(e.span) for e in statement.evidence]
                journal.add_statement(statement, around=around, day=one.day, key=key, about=about)
        journal.set_failures(today, briefing.failures, read=[a.source for a in articles])
        journal.set_edition("matter", EDITION)
        journal.touch([today, *(one.day for one in new)])


def _placed(journal: Journal, article: Article, before: Iterable[_New], options: Options) -> _New:
    """The day of an article, and what it is a near copy of: kept already, or in this batch."""
    today = options.today.isoformat()
    day, came_in = day_of(article.published, options), today
    held = journal.find(article.id)
    if held is not None:  # A model did not answer for all of it: it stays where it was.
        day, came_in = held.day, held.came_in
    body = body_of(article.text, article.regions)
    bands = bands_of(body)
    candidates = {
        id_: journal.body_of(id_)
        for id_ in journal.candidates(bands, since=days_before(today, COPY_DAYS))
        if id_ != article.id
    }
    shared = set(bands)
    candidates |= {
        new.article.id: new.body
        for new in before
        if new.copy_of is None and shared.intersection(new.bands)
    }
    of = next((id_ for id_, known in candidates.items() if is_copy(body, known)), None)
    return _New(article, body, bands, day, came_in, of)


def _as_copy(article: Article) -> BriefedArticle:
    """A copy is not read for statements: its sentences are the other's."""
    return audit_article(article, sentences=(), attributions=(), statements=()).article


def _of_article(briefing: Briefing, article: str) -> Iterable[Statement]:
    """The statements of one article: each keeps only the evidence that stands there."""
    for statement in briefing.statements:
        here = tuple(e for e in statement.evidence if e.article == article)
        if here:
            yield statement.resting_on(here)


def refresh_matters(journal: Journal) -> None:
    """Read again what statements are about, where an earlier version read it off otherwise."""
    if journal.edition("matter") in (0, EDITION):
        return
    with journal.transaction():
        for day in [d.day for d in journal.days()]:
            readers: dict[str, MatterReader] = {}
            for told in journal.statements(day):
                id_ = told.said.article
                if id_ not in readers:
                    kept = journal.article(id_)
                    readers[id_] = MatterReader(kept.article.text, title=kept.article.title)
                reader = readers[id_]
                about = write_about(reader.read(told.statement, day=day))
                here = [e.span for e in told.statement.evidence if e.article == id_]
                journal.set_about(told.said.number, about, around=list(map(reader.around, here)))
            journal.set_words(day, None)
        journal.set_edition("matter", EDITION)
