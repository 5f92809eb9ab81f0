"""A journal file is made, brought up to date, and never written by two runs at once."""

import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from briefing.errors import InputError
from briefing.journal import Writing, default_journal_file, open_journal
from briefing.journal.file import migrations


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.sqlite3"


def layout(db: sqlite3.Connection) -> tuple[int, str]:
    mode = db.execute("pragma journal_mode").fetchone()[0]
    return db.execute("pragma user_version").fetchone()[0], mode


def test_a_file_is_made_where_there_is_none_in_wal_mode(path: Path) -> None:
    with open_journal(path) as db:
        assert layout(db) == (len(migrations()), "wal")


def test_an_older_layout_is_brought_up_to_date_with_all_that_it_holds(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(migrations()[0])
        db.execute("insert into days values ('2026-03-02', 1, null)")
        db.execute("insert into speakers values (1, 'Olaf Brenner', 'brenner')")
        db.execute("insert into runs values (1, '2026-03-02', '1.0', 'builtin', null, '[]')")
        article = "1, 'a', 1, '2026-03-02', '2026-03-02', null, 1, 's', 't', null, null, '[]'"
        db.execute(f"insert into articles values ({article}, 'sha', 'text', 'body', 1, 1, 1, '')")
        body = '\'{"kind": "demand"}\''
        db.execute(f"insert into statements values (1, 'a', '2026-03-02', 1, {body}, '[]')")
        db.execute("pragma user_version = 1")
        db.commit()

    with open_journal(path) as db:
        assert layout(db)[0] == len(migrations())
        days = db.execute("select day, is_written, words, summary from days").fetchall()
        assert days == [("2026-03-02", 0, None, None)]
        kept = db.execute("select kind, words, around from statements").fetchall()
        assert kept == [("demand", "", "[]")]


def test_a_layout_of_a_later_version_is_refused(path: Path) -> None:
    with open_journal(path) as db:
        db.execute("pragma user_version = 99")

    with pytest.raises(InputError, match="layout 99") as raised, open_journal(path):
        pass
    assert "--state" in raised.value.hint


def test_what_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("notes of my own, which are longer than a header" * 9, encoding="utf-8")

    with pytest.raises(InputError, match="is no journal"), open_journal(path):
        pass
    assert path.read_text(encoding="utf-8").startswith("notes of my own")


def test_a_folder_that_is_a_file_is_refused_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("", encoding="utf-8")

    with (
        pytest.raises(InputError, match="cannot be used as journal") as raised,
        open_journal(tmp_path / "state" / "journal"),
    ):
        pass
    assert "--state" in raised.value.hint


def test_the_default_lies_in_the_users_state_folder() -> None:
    assert default_journal_file().name == "digest.sqlite3"
    assert "briefing" in default_journal_file().parts


def test_a_second_writer_is_told_and_waits_for_the_first(path: Path) -> None:
    told: list[str] = []
    waits, order = threading.Event(), []

    def notice(text: str) -> None:
        told.append(text)
        waits.set()

    def second() -> None:
        with Writing(path, notice=notice):
            order.append("second")

    thread = threading.Thread(target=second)
    with Writing(path, notice=told.append):
        thread.start()
        assert waits.wait(10)
        order.append("first")
    thread.join(10)

    assert order == ["first", "second"]
    assert told == [f"another run is writing {path}: waiting for it"]


def test_a_second_writer_gives_up_after_its_time(path: Path) -> None:
    with (
        Writing(path, notice=lambda _: None),
        pytest.raises(InputError, match="another run has been writing it for 0 seconds"),
        Writing(path, notice=lambda _: None, wait_s=0.01),
    ):
        pass


def _hold(path: Path, holds: Event) -> None:
    with Writing(path, notice=lambda _: None):
        holds.set()
        threading.Event().wait(60)


@pytest.fixture
def holder(path: Path) -> Iterator[multiprocessing.process.BaseProcess]:
    spawn = multiprocessing.get_context("spawn")
    holds = spawn.Event()
    process = spawn.Process(target=_hold, args=(path, holds), daemon=True)
    process.start()
    assert holds.wait(30)
    yield process
    process.kill()
    process.join()


def test_a_run_that_was_killed_leaves_the_right_to_the_next(
    path: Path, holder: multiprocessing.process.BaseProcess
) -> None:
    holder.kill()
    holder.join()
    told: list[str] = []

    with Writing(path, notice=told.append):
        pass
    assert told == []
