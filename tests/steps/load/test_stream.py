"""Articles come one by one, as they are asked for."""

from pathlib import Path

from briefing.schema.article import Article, Copy
from briefing.schema.briefing import Failure
from briefing.steps.load.stream import stream_articles


def test_a_file_is_opened_when_its_article_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One bridge.")
    (tmp_path / "b.txt").write_text("Two bridges.")
    items = stream_articles([str(tmp_path)])
    first = next(items)
    (tmp_path / "b.txt").write_text("No bridge.")
    second = next(items)

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, second.text) == ("One bridge.", "No bridge.")


def test_a_text_that_comes_again_is_a_copy_in_its_place(tmp_path: Path) -> None:
    for name, text in (("a", "One bridge."), ("b", ""), ("c", "One bridge."), ("d", "Two.")):
        (tmp_path / f"{name}.txt").write_text(text)
    first, failure, copy, last = stream_articles([str(tmp_path)])

    assert isinstance(first, Article)
    assert isinstance(failure, Failure)
    assert copy == Copy(first.id, str(tmp_path / "c.txt"))
    assert isinstance(last, Article)
