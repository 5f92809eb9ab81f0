"""What is asked of an open journal.

Every question has an order in its answer, so that the same journal always gives the same digest.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from briefing.journal.records import Day, Judgement, Kept, Mark, Said, ThreadDays, Told
from briefing.schema.article import Span
from briefing.schema.briefing import BriefedArticle, Failure
from briefing.schema.statement import Kind, Statement

ARTICLE = (
    "id, source, title, published, publisher, also_at, text_sha256, text, sentences,"
    " attributed_sentences, covered_sentences, body, day, came_in, copy_of, topics, is_complete"
)
_SAID = (
    "select s.number, s.article, s.day, p.name, s.words{more} from statements s"
    " join speakers p on p.number = s.speaker"
)


class JournalReader:
    """Answers from one open journal file."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """`db`: as `open_journal` gives it."""
        self._db = db

    def known(self, ids: Iterable[str]) -> set[str]:
        """Which of these articles lie in the journal and need not be read again."""
        sql = "select 1 from articles where id = ? and is_complete"
        return {one for one in ids if self._db.execute(sql, (one,)).fetchone()}

    def candidates(self, bands: Iterable[str], *, since: str) -> list[str]:
        """Articles that may be near copies: they share a band; the oldest first."""
        keys = list(bands)
        sql = (
            "select distinct a.number, a.id from bands b join articles a on a.id = b.article"
            f" where b.key in ({', '.join('?' * len(keys))}) and b.came_in >= ?"
            " and a.copy_of is null order by a.number"
        )
        return [id_ for _, id_ in self._db.execute(sql, (*keys, since))]

    def articles(self, day: str) -> list[Kept]:
        """The articles of a day, in the order in which they came in."""
        sql = f"select {ARTICLE} from articles where day = ? order by number"
        return [_kept(row) for row in self._db.execute(sql, (day,))]

    def article(self, id_: str) -> Kept:
        """One article that is kept."""
        kept = self.find(id_)
        if kept is None:
            raise KeyError(id_)
        return kept

    def find(self, id_: str) -> Kept | None:
        """An article, if it is kept."""
        sql = f"select {ARTICLE} from articles where id = ?"
        row = self._db.execute(sql, (id_,)).fetchone()
        return _kept(row) if row else None

    def body_of(self, article: str) -> str:
        """The running text of an article that is kept."""
        row = self._db.execute("select body from articles where id = ?", (article,)).fetchone()
        return str(row[0])

    def late(self, day: str) -> list[Kept]:
        """The articles that came in on a day and belong to an earlier one."""
        sql = f"select {ARTICLE} from articles where came_in = ? and day < ? order by number"
        return [_kept(row) for row in self._db.execute(sql, (day, day))]

    def statements(self, day: str) -> list[Told]:
        """The statements of a day in full, in the order of the articles and within each."""
        sql = _SAID.format(more=", s.body, s.around") + (
            " join articles a on a.id = s.article where s.day = ? order by a.number, s.number"
        )
        return [_told(row) for row in self._db.execute(sql, (day,))]

    def said_on(self, day: str) -> list[Said]:
        """All statements of a day, in order."""
        sql = _SAID.format(more="") + " where s.day = ? order by s.number"
        return [Said(*row) for row in self._db.execute(sql, (day,))]

    def said_of(self, kinds: Sequence[Kind], first: str, before: str) -> Iterator[Said]:
        """The statements of some kinds from a day on and before another, in order, one by one."""
        marks = ", ".join("?" * len(kinds))
        sql = _SAID.format(more="") + (
            f" where s.day >= ? and s.day < ? and s.kind in ({marks}) order by s.day, s.number"
        )
        return map(Said._make, self._db.execute(sql, (first, before, *kinds)))

    def said_by(self, names: Iterable[str], first: str, before: str) -> Iterator[Said]:
        """The statements of some speakers from a day on and before another, one by one.

        In the order of the names, then of days.
        """
        sql = (
            "select number, article, day, ?1, words from statements"
            " where speaker = (select number from speakers where name = ?1)"
            " and day >= ?2 and day < ?3 order by day"
        )
        found = (self._db.execute(sql, (name, first, before)) for name in names)
        return map(Said._make, chain.from_iterable(found))

    def told(self, number: int) -> Told:
        """One statement in full."""
        sql = _SAID.format(more=", s.body, s.around") + " where s.number = ?"
        return _told(self._db.execute(sql, (number,)).fetchone())

    def matter(self, number: int) -> str:
        """JSON of each claim of a statement, one a line."""
        sql = "select matter from statements where number = ?"
        return str(self._db.execute(sql, (number,)).fetchone()[0])

    def names_like(self, keys: Iterable[str], *, upto: str) -> list[str]:
        """The names with one of these keys that have spoken up to a day, in alphabetical order."""
        sql = (
            "select p.name from speakers p where p.key = ? and exists"
            " (select 1 from statements s where s.speaker = p.number and s.day <= ?)"
        )
        return sorted({row[0] for key in keys for row in self._db.execute(sql, (key, upto))})

    def topics(self, first: str, before: str) -> list[tuple[str, frozenset[str], str | None]]:
        """Id, topics and thread of the articles from a day on and before another, in order.

        Copies have no thread, nor has an article whose day has not been built.
        """
        sql = (
            "select a.id, a.topics, t.thread from articles a"
            " left join threads t on t.article = a.id where a.day >= ? and a.day < ?"
            " order by a.day, a.number"
        )
        rows = self._db.execute(sql, (first, before))
        return [(id_, frozenset(topics.split()), thread) for id_, topics, thread in rows]

    def topics_of(self, article: str) -> frozenset[str]:
        """The topics of an article that is kept."""
        sql = "select topics from articles indexed by articles_topics where id = ?"
        return frozenset(self._db.execute(sql, (article,)).fetchone()[0].split())

    def thread_of(self, article: str) -> str | None:
        """The story that an article of an earlier day belongs to."""
        sql = "select thread from threads where article = ?"
        row = self._db.execute(sql, (article,)).fetchone()
        return row[0] if row else None

    def threads_last_on(self, last: str, *, upto: str) -> list[ThreadDays]:
        """The stories whose last article up to a day is of `last`; an article counts when it came.

        A late article shows on the day it came in that a story goes on.
        """
        sql = (
            "select g.thread, l.title, g.articles, ?2, g.days from"
            " (select t.thread, max(a.number) as latest, count(*) as articles,"
            " count(distinct a.day) as days, max(min(max(a.day, a.came_in), ?1)) as ended"
            " from threads t join articles a on a.id = t.article where a.day <= ?1"
            " and t.thread in (select o.thread from threads o join articles b on b.id = o.article"
            " where b.day = ?2 or b.came_in = ?2)"
            " and t.thread not in (select o.thread from threads o join articles b"
            " on b.id = o.article where b.day > ?2 and b.day <= ?1) group by t.thread) g"
            " join articles l on l.number = g.latest where g.ended = ?2 order by g.thread"
        )
        return list(map(ThreadDays._make, self._db.execute(sql, (upto, last))))

    def failures(self, day: str) -> list[Failure]:
        """What could not be read on a day."""
        sql = (
            "select source, article, chunk, error, hint from failures where day = ?"
            " order by source, chunk"
        )
        return [
            Failure(source=source, article=article, chunk=chunk or None, error=error, hint=hint)
            for source, article, chunk, error, hint in self._db.execute(sql, (day,))
        ]

    def makers(self, day: str) -> list[tuple[str, str, list[dict[str, str]]]]:
        """Version, model and prompts that the statements of a day were made with."""
        sql = (
            "select distinct r.version, r.model, r.prompts from articles a"
            " join runs r on r.number = a.run where a.day = ? order by 1, 2, 3"
        )
        return [(v, m, json.loads(p)) for v, m, p in self._db.execute(sql, (day,))]

    def judgements(self, day: str) -> dict[tuple[int, int], Judgement]:
        """What a model has said of statements of a day, by their and the earlier ones' numbers."""
        sql = (
            "select j.statement, j.earlier, j.relation, r.model, r.prompts from judgements j"
            " join statements s on s.number = j.statement join runs r on r.number = j.run"
            " where s.day = ? order by j.statement, j.earlier"
        )
        return {
            (now, earlier): Judgement(relation, model, json.loads(prompts)[0])
            for now, earlier, relation, model, prompts in self._db.execute(sql, (day,))
        }

    def days(self) -> list[Day]:
        """All days that were run, in order."""
        rows = self._db.execute("select day, is_written from days order by day")
        return [Day(day, bool(is_written)) for day, is_written in rows]

    def summaries(self) -> list[tuple[str, str]]:
        """What the index says of each day that has been built, the last first."""
        sql = "select day, summary from days where summary is not null order by day desc"
        return list(self._db.execute(sql))

    def entries(self, *, most: int) -> list[str]:
        """What the feed says of the last days that have been built, the last first."""
        sql = "select entry from days where entry is not null order by day desc limit ?"
        return [row[0] for row in self._db.execute(sql, (most,))]

    def words(self, first: str, before: str) -> list[tuple[str, str | None]]:
        """The days from one on and before another, each with its words as `set_words` got them."""
        sql = "select day, words from days where day >= ? and day < ? order by day"
        return list(self._db.execute(sql, (first, before)))

    def count_days(self, first: str, before: str) -> int:
        """Days with articles from one on and before another."""
        sql = "select count(distinct day) from articles where day >= ? and day < ?"
        return int(self._db.execute(sql, (first, before)).fetchone()[0])

    def days_with_articles(self, upto: str, *, most: int) -> list[str]:
        """The last days up to one on which there was an article, the last first."""
        sql = "select distinct day from articles where day <= ? order by day desc limit ?"
        return [row[0] for row in self._db.execute(sql, (upto, most))]

    def marks(self) -> dict[str, Mark]:
        """What was found at each address."""
        rows = self._db.execute("select url, etag, modified, stamp from fetched")
        return {row[0]: Mark(*row) for row in rows}

    def edition(self, what: str) -> int:
        """Which edition of something the journal holds; 0: none."""
        row = self._db.execute("select edition from editions where what = ?", (what,)).fetchone()
        return int(row[0]) if row else 0


def _kept(row: tuple[str | int | None, ...]) -> Kept:
    (
        id_, source, title, published, publisher, also_at, sha, text, sentences, attributed,
        covered, body, day, came_in, copy_of, topics, is_complete,
    ) = row  # fmt: skip
    article = BriefedArticle(
        id=str(id_),
        source=str(source),
        title=str(title),
        published=None if published is None else str(published),
        publisher=None if publisher is None else str(publisher),
        also_at=tuple(json.loads(str(also_at))),
        text_sha256=str(sha),
        text=str(text),
        sentences=int(sentences or 0),
        attributed_sentences=int(attributed or 0),
        covered_sentences=int(covered or 0),
    )
    of = None if copy_of is None else str(copy_of)
    return Kept(
        article, str(body), str(day), str(came_in), of,
        frozenset(str(topics).split()), bool(is_complete),
    )  # fmt: skip


def _told(row: tuple[int, str, str, str, str, str, str]) -> Told:
    around = tuple(Span(*pair) for pair in json.loads(row[6]))
    return Told(Said(*row[:5]), Statement.model_validate_json(row[5]), around)
