"""The five labelled days in `digest_days`: their articles, their statements as labelled by hand."""

import json
from datetime import UTC, date
from pathlib import Path
from typing import Any, NamedTuple

from briefing.config import Settings
from briefing.journal import Journal, Kept, open_journal
from briefing.locate import locate_quote
from briefing.matching import MatterReader, body_of, name_key
from briefing.schema.article import Article
from briefing.schema.briefing import BriefedArticle, Run
from briefing.schema.statement import Evidence, Statement
from briefing.steps.load import load_articles
from briefing.workflows.digest import make_digests
from briefing.workflows.digest.about import write_about
from briefing.workflows.digest.contradictions import Clash, find_clashes
from briefing.workflows.digest.day import History, find_leads
from briefing.workflows.digest.form import Digest
from briefing.workflows.digest.options import Options, Zone, day_of

ROOT = Path(__file__).parent.parent
FOLDER = Path("tests/digest_days")
LABELS: dict[str, Any] = json.loads((ROOT / FOLDER / "labels.json").read_text(encoding="utf-8"))
DAYS: list[str] = LABELS["days"]


def options(day: str, folder: Path, **more: Any) -> Options:
    """A run of one day, with its journal and its digests in a folder."""
    utc = Zone("UTC", UTC)
    given = {"today": date.fromisoformat(day), "zone": utc, "out": folder, "forms": ("md", "json")}
    return Options(**{"state": folder / "journal.sqlite3", **given, **more})


def run_day(day: str, folder: Path, **more: Any) -> Digest:
    """Run one day with the built-in extractor; the working folder must be the checkout."""
    loaded = load_articles([str(FOLDER / day)])
    return make_digests(
        loaded.articles,
        loaded.failures,
        settings=Settings(model="builtin"),
        options=options(day, folder, **more),
    ).digest


class Labelled(NamedTuple):
    """A statement as it is labelled."""

    day: str
    """The day of the folder."""
    file: str
    speaker: str
    kind: str
    snippet: str
    label: str


def labelled() -> list[Labelled]:
    """All labelled statements, in order."""
    fields = Labelled._fields
    return [Labelled(**{f: entry[f] for f in fields}) for entry in LABELS["statements"]]


class Scored(NamedTuple):
    """A label and what the digest made of the statement."""

    entry: Labelled
    given: str


def match_labelled(folder: Path) -> tuple[list[Scored], list[Clash]]:
    """Give the labelled statements themselves to the matcher: no extractor has a part in it.

    The working folder must be the checkout.
    """
    with open_journal(folder / "labelled.sqlite3") as db:
        journal = Journal(db)
        entries: dict[int, Labelled] = {}
        for day in DAYS:
            entries |= keep_labelled_day(journal, day, options(day, folder))
        scored: list[Scored] = []
        clashes: list[Clash] = []
        for day in [d.day for d in journal.days()]:
            history = History(journal, day, options(day, folder))
            leads = find_leads(history)
            for lead in leads:
                scored += [
                    Scored(entries[told.said.number], lead.label)
                    for told in (lead.told, *lead.also)
                ]
            clashes += find_clashes(history, leads)
        return scored, clashes


def keep_labelled_day(journal: Journal, day: str, wanted: Options) -> dict[int, Labelled]:
    """Put a day's articles into a journal with the statements of the labels, not an extractor's.

    Returns:
        The label of each statement, by its number in the journal.
    """
    found: dict[int, Labelled] = {}
    of_day = [entry for entry in labelled() if entry.day == day]
    with journal.transaction():
        run = journal.add_run(Run(briefing="0", model="labels"), day=day)
        journal.touch([day])
        for article in load_articles([str(FOLDER / day)]).articles:
            entries = [e for e in of_day if article.source.endswith(f"/{e.file}")]
            if entries:
                numbers = _keep(journal, article, entries, wanted, run)
                found |= dict(zip(numbers, entries, strict=True))
    return found


def _keep(
    journal: Journal, article: Article, entries: list[Labelled], wanted: Options, run: int
) -> list[int]:
    reader = MatterReader(article.text, title=article.title, regions=article.regions)
    day = day_of(article.published, wanted)
    journal.touch([day])
    counted = {"sentences": 0, "attributed_sentences": 0, "covered_sentences": 0}
    given = article.model_dump(exclude={"regions"})
    briefed = BriefedArticle(id=article.id, text_sha256=article.text_sha256, **given, **counted)
    body = body_of(article.text, article.regions)
    today = wanted.today.isoformat()
    kept = Kept(briefed, body, day, today, None, reader.topics(), is_complete=True)
    journal.add_article(kept, run=run, bands=())
    for entry in entries:
        statement = as_statement(article, entry)
        about = write_about(reader.read(statement, day=day))
        key = name_key(entry.speaker)
        around = [reader.around(e.span) for e in statement.evidence]
        journal.add_statement(statement, around=around, day=day, key=key, about=about)
    held = [told.said for told in journal.statements(day)]
    return [said.number for said in held if said.article == article.id]


def as_statement(article: Article, entry: Labelled) -> Statement:
    """A labelled statement with its evidence."""
    span = locate_quote(entry.snippet, article.text)
    assert span is not None, entry.snippet
    evidence = Evidence(article=article.id, start=span.start, end=span.end, quote=entry.snippet)
    evidence = evidence.model_copy(update={"quote": span.of(article.text)})
    return Statement(kind=entry.kind, speaker=entry.speaker, evidence=(evidence,))
