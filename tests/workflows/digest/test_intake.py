"""What comes in is kept once, under all the places where it was found."""

from datetime import UTC, date
from pathlib import Path

from briefing.config import Settings
from briefing.journal import Journal, open_journal
from briefing.schema.article import Article
from briefing.steps.load.describe import describe_article
from briefing.workflows.digest.intake import each_once, refresh_matters, take_in
from briefing.workflows.digest.options import Options, Zone

TEXT = "The barrier\n\nMinister Carla Denholm said that the barrier would cost 480 million crowns."


def article(text: str, source: str) -> Article:
    return describe_article(text, source=source)


def options(folder: Path) -> Options:
    return Options(date(2026, 3, 2), Zone("UTC", UTC), out=folder, state=folder / "journal")


def take(journal: Journal, folder: Path, *articles: Article) -> None:
    take_in(journal, articles, [], settings=Settings(model="builtin"), options=options(folder))


def test_one_text_at_three_places_is_one_article() -> None:
    first, second = article(TEXT, "a.txt"), article(TEXT, "https://x.example/b")
    third = article(TEXT, "c.txt").model_copy(update={"also_at": ("d.txt",)})
    (one,) = each_once([first, second, third])

    assert (one.source, one.also_at) == ("a.txt", ("https://x.example/b", "c.txt", "d.txt"))


def test_a_near_copy_in_the_same_batch_has_no_statements_of_its_own(tmp_path: Path) -> None:
    story = " ".join(
        f"Witness number {n} said that lamp {n} on the {name} pier went out at {n} o'clock."
        for n, name in enumerate(("old", "new", "north", "south", "stone", "iron"), 1)
    )
    one, copy = article(f"One\n\n{story}", "one"), article(f"Two\n\n{story} Nobody slept.", "two")
    with open_journal(tmp_path / "journal") as db:
        journal = Journal(db)
        take(journal, tmp_path, one, copy)
        kept = {k.article.source: k.copy_of for k in journal.articles("2026-03-02")}
        speaking = {told.said.article for told in journal.statements("2026-03-02")}

    assert kept == {"one": None, "two": one.id}
    assert speaking == {one.id}


def test_a_journal_of_an_older_edition_is_read_anew_into_the_same(tmp_path: Path) -> None:
    with open_journal(tmp_path / "journal") as db:
        journal = Journal(db)
        take(journal, tmp_path, article(TEXT, "a.txt"))
        (told,) = journal.statements("2026-03-02")
        words, matter = told.said.words, journal.matter(told.said.number)
        db.execute("update statements set words = '', matter = '', around = '[]'")
        journal.set_words("2026-03-02", "stale")
        journal.set_edition("matter", 1)
        refresh_matters(journal)

        (again,) = journal.statements("2026-03-02")
        assert (again.said.words, journal.matter(told.said.number)) == (words, matter)
        assert again.around == told.around != ()
        assert journal.words("2026-03-02", "2026-03-03") == [("2026-03-02", None)]
        assert "barrier" in words.split()
