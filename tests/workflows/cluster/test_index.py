"""Each text is read once, where it stands first, and once only if it was answered."""

from briefing.errors import ArticleError
from briefing.workflows.cluster.index import File, Index, Kept, Seen, failed

FILES = [File(0, "a.jsonl", "/in/a.jsonl"), File(1, "b.parquet", "/in/b.parquet")]


def _seen(file: int, row: int, article: str, *, is_one: bool = False) -> Seen:
    return Seen(file=file, row=row, is_one=is_one, id=article, failure="")


def _index(*rows: Seen) -> Index:
    index = Index(FILES)
    for row in rows:
        index.add(row)
    return index


def test_a_text_that_stands_in_several_rows_is_read_once_from_the_first_of_them() -> None:
    index = _index(_seen(1, 3, "x"), _seen(1, 1, "y"), _seen(0, 7, "x"), _seen(0, 9, "x"))
    (order,) = index.orders(index.choose([Kept("p", "x", 0), Kept("p", "y", 0)]))

    assert (len(index), index.copies) == (2, 2)
    assert index.rows_to_read([]) == [(0, [7]), (1, [1])]
    assert order.ids == ("x", "y")
    assert order.ranks == (0, 1)
    assert order.places == (("a.jsonl#7", "a.jsonl#9", "b.parquet#3"), ("b.parquet#1",))


def test_what_has_been_read_is_not_read_again() -> None:
    index = _index(_seen(0, 1, "x"), _seen(0, 2, "y"))

    assert index.rows_to_read(["y"]) == [(0, [1])]
    assert index.rows_to_read(["x", "y", "z"]) == []


def test_of_several_readings_the_most_complete_is_taken_and_none_twice() -> None:
    index = _index(_seen(0, 1, "x"), _seen(0, 2, "y"))
    kept = [
        Kept("0001-a", "x", 2),
        Kept("0001-b", "x", 1),
        Kept("0002-c", "x", 0),
        Kept("0003-d", "x", 0),
        Kept("0001-a", "y", 0),
        Kept("0001-a", "of another input", 0),
    ]
    orders = index.orders(index.choose(kept))

    assert [(o.part, o.ids) for o in orders] == [("0001-a", ("y",)), ("0002-c", ("x",))]


def test_the_only_article_of_a_file_is_called_as_the_file_is() -> None:
    index = _index(_seen(0, 1, "x", is_one=True), _seen(1, 1, "y"))

    assert dict(index.sources()) == {"x": "a.jsonl", "y": "b.parquet#1"}


def test_failures_come_in_the_order_of_the_input() -> None:
    index = _index(
        failed(1, 2, ArticleError("b.parquet#2", "holds no text", hint="look")),
        failed(0, 0, ArticleError("a\n.jsonl", "cannot be read", hint="check")),
        _seen(0, 1, "x"),
    )

    assert [(f.source, f.error, f.hint) for f in index.failures] == [
        ("a\\n.jsonl", "cannot be read", "check"),
        ("b.parquet#2", "holds no text", "look"),
    ]
