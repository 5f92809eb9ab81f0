import io
import os
import random
import socket
from pathlib import Path

import pytest

from briefing.steps.load import load_articles

BODY = "The minister said the port would “stay closed” – for now. Nobody asked why.\n"


def test_hostile_folder_yields_the_good_articles_and_one_failure_for_each_bad_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "a-empty.txt").write_bytes(b"")
    (tmp_path / "b-random.txt").write_bytes(random.Random(7).randbytes(4096))
    (tmp_path / "c-dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "d-pipe.txt")
    (tmp_path / "e-loop").symlink_to(tmp_path)
    (tmp_path / "f-loop.txt").symlink_to(tmp_path / "f-loop.txt")
    (tmp_path / "g-large.txt").write_bytes(b"a" * 5001)
    (tmp_path / "h-utf16.txt").write_bytes(("One. " + BODY).encode("utf-16"))
    (tmp_path / "i-1252.txt").write_bytes(("Two. " + BODY).encode("cp1252"))
    (tmp_path / "j-utf8.md").write_bytes(b"\xef\xbb\xbf" + ("Three. " + BODY).encode())
    (tmp_path / "k-copy.text").write_bytes(("Two. " + BODY).encode("utf-8"))
    (tmp_path / "l-blank.txt").write_bytes(b" \r\n\t\n")
    (tmp_path / "m-report.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "n-picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_bytes(b"\x00")

    articles, failures = load_articles([str(tmp_path)], max_bytes=5000)

    assert [article.text[:4] for article in articles] == ["One.", "Two.", "Thre"]
    assert all("“stay closed” –" in article.text for article in articles)
    assert [Path(a.source).name for a in articles] == ["h-utf16.txt", "i-1252.txt", "j-utf8.md"]
    assert articles[1].also_at == (str(tmp_path / "k-copy.text"),)
    assert [(Path(f.source).name, f.error) for f in failures] == [
        ("a-empty.txt", "file is empty (0 bytes)"),
        ("b-random.txt", "neither UTF-8, UTF-16 nor another known encoding (4,096 bytes)"),
        ("c-dangling.txt", "link to a file that does not exist"),
        ("d-pipe.txt", "is a named pipe, not a regular file"),
        ("f-loop.txt", "too many levels of symbolic links"),
        ("g-large.txt", "file is too large (5,001 bytes, limit 5,000)"),
        ("l-blank.txt", "holds only white space (5 bytes)"),
        ("m-report.pdf", "broken PDF file"),
        ("n-picture.png", "kind of file that is not read (.png)"),
    ]
    assert all(failure.hint and "\n" not in failure.error for failure in failures)


def test_folders_are_read_with_all_below_them_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/deep/er/x.markdown", "c.TXT"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"This is {name}.")

    articles, failures = load_articles([str(tmp_path)])

    assert [a.source.removeprefix(f"{tmp_path}/") for a in articles] == [
        "a/deep/er/x.markdown",
        "a/z.md",
        "b.txt",
        "c.TXT",
    ]
    assert failures == ()


def test_same_path_twice_is_one_article_and_no_duplicate(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)

    articles, _ = load_articles([str(path), str(path)])

    assert [article.also_at for article in articles] == [()]


def test_standard_input_is_an_article() -> None:
    articles, failures = load_articles(["-"], stdin=io.BytesIO(BODY.encode()))

    assert failures == ()
    assert [(a.source, a.title, a.text) for a in articles] == [("-", "standard input", BODY)]


def test_standard_input_is_bounded_too() -> None:
    _, failures = load_articles(["-"], stdin=io.BytesIO(b"a" * 101), max_bytes=100)

    assert [f.error for f in failures] == ["file is too large (more than 100 bytes, limit 100)"]


def test_missing_standard_input_is_a_failure() -> None:
    assert load_articles(["-"]).failures[0].error == "there is no standard input"


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("nowhere.txt", "no such file"),
        ("nul\0.txt", "not a path (it holds a null character)"),
        ("/dev/zero", "is a device, not a regular file"),
        ("x" * 5000, "file name too long"),
    ],
)
def test_path_that_is_no_file_is_a_failure(path: str, error: str) -> None:
    loaded = load_articles([path])

    assert loaded.articles == ()
    assert [failure.error for failure in loaded.failures] == [error]


def test_socket_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may be 108 bytes long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")

        assert load_articles(["s.txt"]).failures[0].error == "is a socket, not a regular file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    path.chmod(0)

    assert load_articles([str(path)]).failures[0].error == "no permission to read it"


def test_file_that_cannot_be_read_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("briefing.steps.load.read.os.open", refuse)

    assert load_articles([str(path)]).failures[0].error == "no permission to read it"


def test_named_file_without_suffix_is_read(tmp_path: Path) -> None:
    path = tmp_path / "article"
    path.write_text(BODY)

    assert len(load_articles([str(path)]).articles) == 1
    assert load_articles([str(tmp_path)]).failures[0].error == (
        "kind of file that is not read (no suffix)"
    )


def test_name_that_is_not_text_becomes_one_printable_line(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/a\nb\xff.txt"
    with open(path, "wb") as file:  # noqa: PTH123 (a name of bytes)
        file.write(BODY.encode())

    (article,) = load_articles([str(tmp_path)]).articles

    assert article.source == f"{tmp_path}/a\\nb\\udcff.txt"


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One.\r\n\r\nTwo.\rThree.\n")

    assert load_articles([str(path)]).articles[0].text == "One.\r\n\r\nTwo.\rThree.\n"


def test_a_briefing_of_ours_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    carried = "# Briefing\n\nSaid.\n\n<!-- briefing/1 ab\n{}-->\n"
    (tmp_path / "b.md").write_text(carried, encoding="utf-8")

    loaded = load_articles([str(tmp_path)])

    assert [Path(a.source).name for a in loaded.articles] == ["a.txt"]
    (failure,) = loaded.failures
    assert "made by this program" in failure.error
    assert failure.hint
