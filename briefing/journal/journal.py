"""The open journal, to be written: what has come in, and what has been made of each day."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from briefing.journal.reader import ARTICLE, JournalReader
from briefing.journal.records import About, Kept, Mark
from briefing.schema.article import Span
from briefing.schema.briefing import Failure, Run
from briefing.schema.reply import Relation
from briefing.schema.statement import Statement


class Journal(JournalReader):
    """One open journal file. What writes belongs inside `transaction`."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is put in, or nothing."""
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    # What has come in.

    def add_run(self, run: Run, *, day: str) -> int:
        """Keep how statements are made, once for each way and day; its number."""
        prompts = json.dumps([p.model_dump() for p in run.prompts])
        row = (day, run.briefing, run.model, run.endpoint, prompts)
        found = self._db.execute(
            "select number from runs where day is ? and version is ? and model is ?"
            " and endpoint is ? and prompts is ?",
            row,
        ).fetchone()
        if found:
            return int(found[0])
        insert = "insert into runs (day, version, model, endpoint, prompts) values (?, ?, ?, ?, ?)"
        return int(self._db.execute(insert, row).lastrowid or 0)

    def add_article(self, kept: Kept, *, run: int, bands: Sequence[str]) -> None:
        """Keep an article; one of the same id that was incomplete is replaced."""
        a = kept.article
        self._db.execute("delete from articles where id = ?", (a.id,))
        row = (
            a.id, _storable(a.source), _storable(a.title), a.published,
            _storable(a.publisher) if a.publisher else None,
            json.dumps(a.also_at, ensure_ascii=False), a.text_sha256, _storable(a.text),
            a.sentences, a.attributed_sentences, a.covered_sentences, _storable(kept.body),
            kept.day, kept.came_in, kept.copy_of, " ".join(sorted(kept.topics)),
            int(kept.is_complete), run,
        )  # fmt: skip
        marks = ", ".join("?" * len(row))
        self._db.execute(f"insert into articles ({ARTICLE}, run) values ({marks})", row)
        self._db.executemany(
            "insert or ignore into bands values (?, ?, ?)",
            [(key, a.id, kept.came_in) for key in bands],
        )

    def forget_bands(self, before: str) -> None:
        """Near copies of what came in before a day are not looked for any more."""
        self._db.execute("delete from bands where came_in < ?", (before,))

    def add_statement(
        self, statement: Statement, *, around: Sequence[Span], day: str, key: str, about: About
    ) -> None:
        """Keep a statement whose evidence is all in one article that is kept.

        Args:
            statement: With evidence in one article only.
            around: The whole sentences around each piece of evidence.
            day: The day of that article.
            key: What names that may mean the same speaker have in common.
            about: What it is about.
        """
        name = _storable(statement.speaker)
        self._db.execute(
            "insert or ignore into speakers (name, key) values (?, ?)", (name, _storable(key))
        )
        self._db.execute(
            "insert into statements (article, day, speaker, body, around, kind, words, matter)"
            " values (?, ?, (select number from speakers where name = ?), ?, ?, ?, ?, ?)",
            (
                statement.evidence[0].article, day, name,
                _storable(statement.model_dump_json(exclude={"id"})), json.dumps(around),
                statement.kind, *map(_storable, about),
            ),
        )  # fmt: skip

    def set_failures(self, day: str, failures: Sequence[Failure], *, read: Iterable[str]) -> None:
        """Keep what could not be read on a day; what has been read since is no failure any more."""
        self._db.executemany(
            "delete from failures where day = ? and source = ?", [(day, s) for s in read]
        )
        self._db.executemany(
            "insert or replace into failures values (?, ?, ?, ?, ?, ?)",
            [(day, f.source, f.article, f.chunk or "", f.error, f.hint) for f in failures],
        )

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Note what was found at some addresses."""
        rows = [(_storable(m.url), m.etag, m.modified, _storable(m.stamp)) for m in marks]
        self._db.executemany("insert or replace into fetched values (?, ?, ?, ?)", rows)

    # Days.

    def touch(self, days: Iterable[str]) -> None:
        """These days, and the days after them that were run, have to be written."""
        first = ""
        for day in sorted(set(days)):
            first = first or day
            self._db.execute("insert or ignore into days (day, is_written) values (?, 0)", (day,))
        if first:
            self._db.execute("update days set is_written = 0 where day >= ?", (first,))

    def set_threads(self, day: str, threads: Iterable[tuple[str, str]]) -> None:
        """Which story each article of a day belongs to."""
        self._db.execute("delete from threads where day = ?", (day,))
        self._db.executemany(
            "insert or replace into threads values (?, ?, ?)",
            [(article, thread, day) for article, thread in threads],
        )

    def add_judgements(self, rows: Iterable[tuple[int, int, Relation]], *, run: int) -> None:
        """Keep what statements are to earlier ones by a model's word; one that is kept stays."""
        self._db.executemany(
            "insert or ignore into judgements values (?, ?, ?, ?)", [(*row, run) for row in rows]
        )

    def set_words(self, day: str, words: str | None) -> None:
        """Keep how often a day's statements use each word; None where that has to be counted."""
        kept = None if words is None else _storable(words)
        self._db.execute("update days set words = ? where day = ?", (kept, day))

    def set_entry(self, day: str, entry: str, *, summary: str) -> None:
        """What the feed says of a day, and in one line the index."""
        row = (_storable(entry), _storable(summary), day)
        self._db.execute("update days set entry = ?, summary = ? where day = ?", row)

    def set_written(self, days: Iterable[str]) -> None:
        """The files of these days are on the disk."""
        self._db.executemany(
            "update days set is_written = 1 where day = ?", [(day,) for day in days]
        )

    # What is read off a statement, when that is read otherwise than it was.

    def set_edition(self, what: str, edition: int) -> None:
        """Note which edition of something it holds."""
        self._db.execute("insert or replace into editions values (?, ?)", (what, edition))

    def set_about(self, number: int, about: About, *, around: Sequence[Span]) -> None:
        """Replace what is read off a statement: what it is about, and the sentences around it."""
        self._db.execute(
            "update statements set words = ?, matter = ?, around = ? where number = ?",
            (*map(_storable, about), json.dumps(around), number),
        )


def _storable(text: str) -> str:
    """SQLite keeps UTF-8: lone surrogates become question marks, as they are shown anyway."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
