"""A folder of articles comes in, day by day → what a reader does not know yet.

load → take in (journal) → for each day that is concerned: label, group, order, bound → write. The
digest of a day is made from the journal alone: the same journal gives the same digest.
"""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefing.config import Settings
from briefing.errors import ArticleError, InputError
from briefing.files import write_file
from briefing.journal import Journal, Writing, open_journal
from briefing.schema.article import Article
from briefing.schema.briefing import Failure
from briefing.workflows.digest.build import build_digest
from briefing.workflows.digest.entry import Entry, entry_of
from briefing.workflows.digest.feed import ENTRIES, summary, to_atom
from briefing.workflows.digest.form import Digest
from briefing.workflows.digest.intake import each_once, refresh_matters, take_in
from briefing.workflows.digest.judge import Judge
from briefing.workflows.digest.options import Options
from briefing.workflows.digest.render import long_day, to_html, to_json, to_markdown
from briefing.workflows.feeds import Gathered, gather_feeds

_LEFT = re.compile(r"\.(\d{4}-\d\d-\d\d\.(md|html|json)|index\.md|feed\.xml)\.\w{8}")
"""Names that `write_file` gives to what it has not finished."""
RENDER: Mapping[str, Callable[[Digest], str]] = {
    "md": to_markdown,
    "html": to_html,
    "json": to_json,
}


class Made(NamedTuple):
    """What a run has made."""

    digest: Digest
    """Of today."""
    written: tuple[str, ...]
    """The days whose files were written."""
    failures: tuple[Failure, ...]
    """Today's."""


def make_digests(
    articles: Sequence[Article],
    failures: Sequence[Failure],
    *,
    settings: Settings,
    options: Options,
    feeds: Sequence[str] = (),
    rebuild: bool = False,
) -> Made:
    """Take articles in and write the digest of every day that they concern.

    Args:
        articles: What has come in, as it was loaded; what the journal holds already is passed over.
        failures: What could not be loaded.
        settings: How articles are read, and whether a model is asked what statements are to
            earlier ones.
        options: The day, where to write, and in which forms.
        feeds: Addresses or files of feeds, whose articles are taken in, too.
        rebuild: Write all days again, from the journal alone.

    Raises:
        InputError: The journal or the folder cannot be used.
        ArticleError: Under `strict`, something could not be fetched.
        ConfigError, PromptError: There is no model, or no prompt, for what is to be asked.
        EndpointUnavailable: The model's endpoint failed before it answered anything.
    """
    judge = Judge(settings, options) if settings.match and not rebuild else None
    with Writing(options.state, notice=options.notice), open_journal(options.state) as db:
        try:
            journal = Journal(db)
            refresh_matters(journal)
            if rebuild:
                with journal.transaction():
                    journal.touch([d.day for d in journal.days()][:1])
            else:
                gathered = _gather(journal, feeds, settings)
                take_in(
                    journal,
                    each_once([*articles, *gathered.articles]),
                    [*failures, *gathered.failures],
                    settings=settings,
                    options=options,
                    read=gathered.read,
                )
                _keep_marks(journal, gathered)
            return _write(journal, options, judge)
        except sqlite3.Error as exc:
            hint = "check the disk, or name another file with --state FILE"
            raise InputError(str(options.state), f"journal failed ({exc})", hint=hint) from exc


def _gather(journal: Journal, feeds: Sequence[str], settings: Settings) -> Gathered:
    if not feeds:
        return Gathered()
    gathered = gather_feeds(feeds, marks=journal.marks(), max_bytes=settings.max_bytes)
    if gathered.failures and settings.strict:
        first = gathered.failures[0]
        raise ArticleError(first.source, first.error, hint=first.hint)
    return gathered


def _keep_marks(journal: Journal, gathered: Gathered) -> None:
    """What a model has not answered for in whole is fetched again on the next run."""
    known = journal.known(id_ for fetched in gathered.fetched for id_ in fetched.needs)
    with journal.transaction():
        journal.set_marks(f.mark for f in gathered.fetched if known.issuperset(f.needs))


def _write(journal: Journal, options: Options, judge: Judge | None) -> Made:
    """Write the days that have to be, then the index and the feed."""
    _make_folder(options.out)
    today = options.today.isoformat()
    written = []
    digest = None
    for day in [d.day for d in journal.days() if not d.is_written]:
        if judge is not None:
            judge.judge_day(journal, day)
        digest = _write_day(journal, day, options)
        written.append(day)
    entries = [Entry.model_validate_json(entry) for entry in journal.entries(most=ENTRIES)]
    write_file(options.out / "index.md", _index(journal.summaries(), options))
    write_file(options.out / "feed.xml", to_atom(entries, options))
    if digest is None or digest.date != today:
        with journal.transaction():
            digest = build_digest(journal, today, options)
    return Made(digest, tuple(written), digest.failures)


def _write_day(journal: Journal, day: str, options: Options) -> Digest:
    with journal.transaction():
        digest = build_digest(journal, day, options)
        entry = entry_of(digest)
        journal.set_entry(day, entry.model_dump_json(), summary=summary(entry))
    for form in options.forms:
        write_file(options.out / f"{day}.{form}", RENDER[form](digest))
    with journal.transaction():
        journal.set_written([day])
    return digest


def _index(summaries: Sequence[tuple[str, str]], options: Options) -> str:
    from briefing.steps.render.markdown import fill_markdown

    return fill_markdown(
        "index.md.j2",
        title=options.title,
        summaries=summaries,
        form=options.forms[0],
        long_day=long_day,
    )


def _make_folder(folder: Path) -> None:
    """Make it, and clear away what runs that were killed have left in it: this run is alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.iterdir():
            if _LEFT.fullmatch(file.name):
                file.unlink(missing_ok=True)
    except OSError as exc:
        problem = f"no folder can be made there ({exc.strerror})"
        raise InputError(f"--out {folder}", problem, hint="choose another place") from exc
