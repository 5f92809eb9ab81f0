import gzip
import zipfile
from pathlib import Path

import pytest

from briefing.errors import ArticleError
from briefing.steps.load import load_articles
from briefing.steps.load.archive import unpack_gzip
from briefing.steps.load.document import Document
from briefing.steps.load.documents import Reading, read_documents
from tests.steps.load.made import TEXT, html_page, zipped


def read(data: bytes, name: str = "in.zip", *, max_bytes: int = 100_000) -> list[tuple[str, str]]:
    return [
        (found.part, found.text) if isinstance(found, Document) else (found.where, found.problem)
        for found in read_documents(data, name, Reading(max_bytes))
    ]


def test_files_in_an_archive_are_read_each_as_its_kind() -> None:
    files = {
        "b/page.html": html_page().encode(),
        "a.txt": b"Words.",
        "__MACOSX/a.txt": b"x",
        ".hidden.txt": b"x",
        "c.png": b"x",
    }

    assert read(zipped(files)) == [
        ("/a.txt", "Words."),
        ("/b/page.html", TEXT),
        ("in.zip/c.png", "kind of file that is not read (.png)"),
    ]


def test_gzip_is_the_file_in_it() -> None:
    assert read(gzip.compress(html_page().encode()), "page.html.gz") == [("", TEXT)]


def test_archives_in_archives_end() -> None:
    data = zipped({"a.txt": b"Words."})
    for _ in range(2):
        data = zipped({"inner.zip": data})

    ((where, problem),) = read(data)
    assert where == "in.zip/inner.zip/inner.zip"
    assert "lie in each other" in problem


def test_bomb_is_not_unpacked() -> None:
    bomb = zipped({f"{n}.txt": b"a" * 90_000 for n in range(60)})
    found = read(bomb)

    assert len([1 for _, words in found if words.startswith("aaa")]) == 44
    assert found[-1][1] == "is too large (unpacked more than 40,000 bytes)"
    assert read(gzip.compress(b"a" * 200_000), "a.txt.gz") == [
        ("a.txt.gz", "is too large (unpacked more than 100,000 bytes)")
    ]


@pytest.mark.parametrize("files", [{}, {".hidden.txt": b"x"}])
def test_archive_without_files_is_told(files: dict[str, bytes]) -> None:
    assert read(zipped(files)) == [("in.zip", "an archive without files")]


def test_name_that_leads_out_of_the_archive_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.zip").write_bytes(
        zipped({"../../escaped.txt": b"Words.", "/abs.txt": b"More."})
    )

    loaded = load_articles([str(tmp_path / "in")])

    assert [article.text for article in loaded.articles] == ["Words.", "More."]
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


@pytest.mark.parametrize("cut", [10, 60, -30])
def test_broken_archive_is_told(cut: int) -> None:
    ((_, problem),) = read(zipped({"a.txt": b"Words."})[:cut])

    assert "broken ZIP file" in problem


def test_member_whose_bytes_are_wrong_does_not_end_the_archive() -> None:
    data = zipped({"a.txt": b"Words of the first.", "b.txt": b"Words."})
    at = data.index(b"a.txt") + 8
    found = read(data[:at] + b"\xff\xff" + data[at + 2 :])

    assert "broken in the archive" in found[0][1]
    assert found[1] == ("/b.txt", "Words.")


def test_encrypted_member_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"Words.")
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag, in the file's own header and in the table at the end
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert read(bytes(data)) == [("in.zip/a.txt", "is encrypted")]


@pytest.mark.parametrize("data", [gzip.compress(b"Words.")[:-9], b"\x1f\x8bxx"])
def test_broken_gzip_is_an_error(data: bytes) -> None:
    with pytest.raises(ArticleError, match="gzip file"):
        unpack_gzip(data, where="a.gz", max_bytes=100)
