from pathlib import Path

from briefing.errors import ArticleError
from briefing.steps.load.walk import find_files


def test_folder_reached_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.txt").touch()
    (tmp_path / "b").symlink_to("a")

    found = list(find_files([str(tmp_path), str(tmp_path / "a")]))

    assert found == [str(tmp_path / "a/x.txt")]


def test_path_is_kept_as_given(tmp_path: Path) -> None:
    (tmp_path / "x.txt").touch()
    given = f"{tmp_path}/./x.txt"

    assert list(find_files([given, "-", given])) == [given, "-"]


def test_link_to_a_file_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.txt").touch()
    (tmp_path / "y.txt").symlink_to("x.txt")

    assert len(list(find_files([str(tmp_path)]))) == 2


def test_unreadable_entry_does_not_end_the_walk(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("nowhere")
    (tmp_path / "b.txt").touch()

    first, second = find_files([str(tmp_path)])

    assert isinstance(first, ArticleError)
    assert second == str(tmp_path / "b.txt")
