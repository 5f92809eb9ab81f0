"""`briefing digest` as somebody runs it every morning."""

import email
import email.policy
import json
import sqlite3
import threading
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest

from briefing.cli.app import main
from briefing.journal import Writing
from tests.fakes import Double, Scripted, always, completion, quoted, refused, statements
from tests.labelled_days import DAYS, FOLDER, ROOT
from tests.workflows.feeds.site import Page, Site, article_page, rss

Run = Callable[..., int]
BARRIER = (
    "Works Minister Carla Denholm told parliament that the barrier would cost {} million crowns."
)

GIVEN = {"--model": "builtin", "--state": "journal.sqlite3", "--timezone": "UTC"}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command line in an empty folder and give its exit code."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()

    def call(*arguments: str) -> int:
        defaults = [
            x for name, value in GIVEN.items() if name not in arguments for x in (name, value)
        ]
        monkeypatch.setattr("sys.argv", ["briefing", "digest", *arguments, *defaults])
        with pytest.raises(SystemExit) as raised:
            main()
        return int(raised.value.code or 0)

    return call


def write(name: str, text: str) -> None:
    """An article in the inbox."""
    Path("inbox", name).write_text(f"The barrier\n\n{text}\n", encoding="utf-8")


def files(folder: str = "digests") -> dict[str, int]:
    """What is in a folder, by a sum of each file's bytes."""
    return {f.name: zlib.crc32(f.read_bytes()) for f in Path(folder).iterdir()}


def read(day: str) -> str:
    return Path("digests", f"{day}.md").read_text(encoding="utf-8")


def test_five_mornings_make_five_digests_an_index_and_a_feed(run: Run, tmp_path: Path) -> None:
    for day in DAYS:
        assert run(str(ROOT / FOLDER / day), "--date", day, "--format", "md,html,json") == 0

    names = {f"{day}.{form}" for day in DAYS for form in ("md", "html", "json")}
    assert files().keys() == names | {"index.md", "feed.xml"}


def test_the_same_input_gives_the_same_bytes_and_a_second_run_changes_nothing(run: Run) -> None:
    write("a.txt", BARRIER.format(480))
    assert run("inbox", "--date", "2026-03-02", "--format", "md,html,json") == 0
    once = files()
    assert run("inbox", "--date", "2026-03-02", "--format", "md,html,json") == 0
    assert files() == once

    forms = ["--format", "md,html,json"]
    other = ["--out", "other", "--state", "other.sqlite3", *forms]
    assert run("inbox", "--date", "2026-03-02", *other) == 0
    assert files("other") == once


def test_what_a_killed_run_has_left_is_cleared_away_and_nothing_else(run: Run) -> None:
    Path("digests").mkdir()
    for name in (".2026-03-02.md.a1b2c3d4", ".index.md.abcdefgh", ".notes.md", "mine.txt"):
        Path("digests", name).touch()
    assert run("inbox", "--date", "2026-03-02") == 0

    assert files().keys() == {".notes.md", "mine.txt", "2026-03-02.md", "index.md", "feed.xml"}


def test_what_changed_stands_with_both_quotations_and_days(run: Run) -> None:
    write("a.txt", BARRIER.format(480))
    assert run("inbox", "--date", "2026-03-02") == 0
    write("b.txt", BARRIER.format(620))
    assert run("inbox", "--date", "2026-03-05") == 0
    lines = read("2026-03-05").splitlines()

    assert (
        "- **Changed**, Works Minister Carla Denholm (number: 480 million → 620 million)" in lines
    )
    assert any(line.startswith("  - 5 March 2026: ") and "620" in line for line in lines)
    assert any(line.startswith("  - 2 March 2026: ") and "480" in line for line in lines)


def test_a_page_has_the_earlier_words_before_the_new_ones_and_no_list_of_nothing(run: Run) -> None:
    write("a.txt", BARRIER.format(480))
    assert run("inbox", "--date", "2026-03-02", "--format", "html") == 0
    write("b.txt", BARRIER.format(620))
    assert run("inbox", "--date", "2026-03-05", "--format", "html") == 0
    page = Path("digests", "2026-03-05.html").read_text(encoding="utf-8")
    pair = page.split('<div class="pair"')[1].split("</div>")[0]

    assert pair.index("480 million crowns</b>") < pair.index("620 million crowns</b>")
    assert "How it was made" in page
    assert "Not in this digest" not in page


def test_a_second_run_on_the_same_day_adds_what_came_in_since(run: Run) -> None:
    write("a.txt", BARRIER.format(480))
    assert run("inbox", "--date", "2026-03-02") == 0
    write("b.txt", "Ruben Aske said the ministers were asleep.")
    assert run("inbox", "--date", "2026-03-02") == 0

    assert "480 million" in read("2026-03-02")
    assert "the ministers were asleep" in read("2026-03-02")


def test_a_late_article_goes_to_its_own_day_or_to_today_as_wished(run: Run) -> None:
    write("a.txt", "Ruben Aske said the ministers were asleep.")
    assert run("inbox", "--date", "2026-03-02") == 0
    write("b.txt", f"{BARRIER.format(480)}\n\nPublished: March 2, 2026")
    assert run("inbox", "--date", "2026-03-04") == 0
    assert "480 million" in read("2026-03-02")
    assert "stands in the digest of [2 March 2026](2026-03-02.md)" in read("2026-03-04")

    today = ["--out", "today", "--state", "today.sqlite3", "--late", "today"]
    assert run("inbox", "--date", "2026-03-04", *today) == 0
    assert "480 million" in Path("today/2026-03-04.md").read_text(encoding="utf-8")
    assert not Path("today/2026-03-02.md").exists()


def test_a_day_begins_where_the_time_zone_says(run: Run) -> None:
    front = "---\ntitle: The barrier\ndate: 2026-03-02T23:30:00Z\n---\n\n"
    Path("inbox", "a.md").write_text(front + BARRIER.format(480) + "\n", encoding="utf-8")
    east = ["--out", "east", "--state", "east.sqlite3", "--timezone", "Europe/Berlin"]
    assert run("inbox", "--date", "2026-03-03", *east) == 0
    assert run("inbox", "--date", "2026-03-03") == 0

    assert "480 million" in Path("east/2026-03-03.md").read_text(encoding="utf-8")
    assert "Days are those of Europe/Berlin" in Path("east/2026-03-03.md").read_text("utf-8")
    assert "480 million" in read("2026-03-02")


def test_since_is_the_first_day_that_is_compared_with(run: Run) -> None:
    write("a.txt", BARRIER.format(480))
    assert run("inbox", "--date", "2026-03-02") == 0
    write("b.txt", f"{BARRIER.format(480)} He left.")
    assert run("inbox", "--date", "2026-03-05", "--since", "2026-03-04") == 0
    assert "Repeated" not in read("2026-03-05")
    assert "There is nothing earlier to compare it with" in read("2026-03-05")


def test_print_shows_the_day_on_stdout_and_messages_go_to_stderr(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.txt", BARRIER.format(480))
    assert run("inbox", "--date", "2026-03-02", "--print") == 0
    out, err = capsys.readouterr()

    assert out == read("2026-03-02")
    assert "wrote digests/2026-03-02.md" in err


def test_the_mail_opens_with_both_parts(run: Run) -> None:
    write("a.txt", BARRIER.format(480).replace("Denholm", "Denhölm"))
    assert run("inbox", "--date", "2026-03-02", "--eml", "day.eml") == 0
    mail = email.message_from_bytes(Path("day.eml").read_bytes(), policy=email.policy.default)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))

    assert mail["subject"] == "Daily digest: Monday, 2 March 2026"
    assert mail["date"].datetime.isoformat() == "2026-03-02T00:00:00+00:00"
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == read("2026-03-02")
    assert html is not None
    assert "Carla Denhölm" in html.get_content()
    assert mail.defects == []


def test_feed_readers_accept_the_feed(run: Run) -> None:
    for day in DAYS:
        assert (
            run(str(ROOT / FOLDER / day), "--date", day, "--feed-url", "https://x.example/d") == 0
        )
    feed = feedparser.parse(Path("digests/feed.xml").read_bytes())

    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Daily digest"
    assert [entry.link for entry in feed.entries] == [
        f"https://x.example/d/{day}.md" for day in reversed(DAYS)
    ]
    assert len({entry.id for entry in feed.entries}) == len(DAYS)
    assert feed.entries[0].updated == "2026-03-06T00:00:00+00:00"
    assert "Changed" in feed.entries[0].content[0].value


def test_rebuild_makes_the_same_from_the_journal_alone(run: Run) -> None:
    for day in DAYS:
        assert run(str(ROOT / FOLDER / day), "--date", day) == 0
    before = files()
    for file in Path("digests").iterdir():
        file.unlink()
    # No model is there to be asked.
    assert (
        run(
            "--rebuild",
            "--date",
            DAYS[-1],
            "--model",
            "gone",
            "--base-url",
            "http://127.0.0.1:9/v1",
        )
        == 0
    )

    assert files() == before


def test_a_file_that_cannot_be_read_is_a_failure_in_the_digest_until_it_can(run: Run) -> None:
    write("a.txt", BARRIER.format(480))
    Path("inbox/b.pdf").write_bytes(b"%PDF-1.7")
    assert run("inbox", "--date", "2026-03-02") == 4
    assert "**Incomplete:** 1 failure" in read("2026-03-02")
    assert "inbox/b.pdf" in read("2026-03-02")

    assert run("inbox", "--date", "2026-03-02", "--strict") == 2


def test_an_article_that_no_model_answered_for_is_read_on_the_next_run(run: Run) -> None:
    write("a.txt", BARRIER.format(480))
    write("b.txt", "Ruben Aske said the ministers were asleep, all of them.")

    def answer(body: dict[str, object], _seen: int) -> Scripted:
        text = str(body)
        if "asleep" in text and broken:
            return refused(400, "not today")
        quote = "the ministers were asleep" if "asleep" in text else "would cost 480 million crowns"
        speaker = "Ruben Aske" if "asleep" in text else "Carla Denholm"
        return completion(statements(quoted(quote, speaker)))

    with Double(answer) as server:
        model = ["--model", "double", "--base-url", server.url, "--cache", "replies"]
        broken = True
        assert run("inbox", "--date", "2026-03-02", *model) == 4
        assert "480 million" in read("2026-03-02")
        assert "asleep" not in read("2026-03-02").split("## Not in this digest")[0]
        broken = False
        asked = len(server.bodies)
        assert run("inbox", "--date", "2026-03-02", *model) == 0

        assert "the ministers were asleep" in read("2026-03-02")
        assert [b for b in server.bodies[asked:] if "480" in str(b)] == []


def test_a_key_that_is_refused_leaves_no_digest_and_nothing_as_read(run: Run) -> None:
    write("a.txt", BARRIER.format(480))
    with Double(always(refused(401, "no such key"))) as server:
        model = ["--model", "double", "--base-url", server.url, "--cache", "replies"]
        assert run("inbox", "--date", "2026-03-02", *model) == 3
    assert not Path("digests").exists()

    assert run("inbox", "--date", "2026-03-02") == 0
    assert "480 million" in read("2026-03-02")


def test_a_run_that_finds_another_at_work_says_so_and_waits(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.txt", BARRIER.format(480))
    holds = threading.Event()

    def hold() -> None:
        with Writing(Path("journal.sqlite3"), notice=lambda _: None):
            holds.set()
            threading.Event().wait(0.3)

    other = threading.Thread(target=hold)
    other.start()
    assert holds.wait(10)
    code = run("inbox", "--date", "2026-03-02")
    other.join()

    assert code == 0
    assert "another run is writing journal.sqlite3: waiting for it" in capsys.readouterr().err
    assert "480 million" in read("2026-03-02")


def test_articles_of_a_feed_are_taken_in_once(run: Run) -> None:
    with Site() as site:
        site.pages = {
            "/feed": rss("Courier", ("/a", "The barrier", "Mon, 02 Mar 2026 09:00:00 GMT")),
            "/a": article_page("The barrier", BARRIER.format(480), "The town was quiet all day."),
        }
        assert run(f"{site.url}/feed", "--date", "2026-03-02") == 0
        assert run(f"{site.url}/feed", "--date", "2026-03-02") == 0
        assert site.asked_for("/a") == 1
        assert site.asked_for("/feed") == 2

        site.pages["/feed"] = Page("", status=500)
        write("b.txt", "Ruben Aske said the ministers were asleep.")
        assert run(f"{site.url}/feed", "inbox", "--date", "2026-03-03") == 4
    first, second = read("2026-03-02"), read("2026-03-03")

    assert "*Courier*" in first
    assert "would cost 480 million crowns" in first
    assert "the ministers were asleep" in second
    assert "the server answers 500" in second


def test_the_json_form_holds_all_statements_and_no_clock(run: Run) -> None:
    day = DAYS[0]
    assert (
        run(str(ROOT / FOLDER / day), "--date", day, "--format", "json", "--max-statements", "5")
        == 0
    )
    digest = json.loads(Path("digests", f"{day}.json").read_text(encoding="utf-8"))

    assert digest["schema"] == "briefing-digest/1"
    assert sum(statement["is_shown"] for statement in digest["statements"]) == 5
    assert len(digest["statements"]) > 30
    assert not {"created", "run", "seconds"} & digest.keys()
    by_id = {article["id"]: article["text"] for article in digest["articles"]}
    for statement in digest["statements"]:
        for evidence in statement["evidence"]:
            quote = by_id[evidence["article"]][evidence["start"] : evidence["end"]]
            assert quote == evidence["quote"]
    for point in digest["key_points"]:
        assert set(point["statements"]) <= {s["id"] for s in digest["statements"]}


def test_no_article_is_a_day_on_which_nothing_came_in(run: Run) -> None:
    assert run("inbox", "--date", "2026-03-02") == 0

    assert "Nothing came in for this day." in read("2026-03-02")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ([], "name a folder or a feed"),
        (["inbox", "--date", "yesterday"], "give it as 2026-11-24"),
        (["inbox", "--since", "2026-13-01"], "give it as 2026-11-24"),
        (["inbox", "--format", "pdf"], "md,html,json"),
        (["inbox", "--late", "never"], "give dated or today"),
        (["inbox", "--timezone", "Mars/Olympus"], "Europe/Berlin"),
    ],
)
def test_what_is_wrong_with_the_options_is_told(
    run: Run, arguments: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert hint in capsys.readouterr().err
    assert not Path("digests").exists()


def test_a_journal_that_is_none_is_left_alone(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect("journal.sqlite3")) as db:
        db.execute("create table mine (a)")
        db.execute("pragma user_version = 77")
        db.commit()

    assert run("inbox", "--date", "2026-03-02") == 2
    assert "--state" in capsys.readouterr().err
