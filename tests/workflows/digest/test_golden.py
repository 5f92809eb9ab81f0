"""Five mornings of digests, byte for byte as they were read line by line by a person.

`make golden` writes them anew where the words or the extractor have changed on purpose. What each
statement is to the days before is labelled apart from them, by hand, in tests/digest_days.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.labelled_days import DAYS, ROOT, run_day

GOLDEN = Path(__file__).parent / "golden"
NAMES = [*(f"{day}.md" for day in DAYS), "index.md", "feed.xml"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("mornings")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for day in DAYS:
            run_day(day, folder, forms=("md",))
        yield folder


@pytest.mark.parametrize("name", NAMES)
def test_it_is_what_was_read_line_by_line(
    name: str, made: Path, pytestconfig: pytest.Config
) -> None:
    text = (made / name).read_bytes()
    if pytestconfig.getoption("--rewrite-golden"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_bytes(text)

    assert text.decode("utf-8") == (GOLDEN / name).read_bytes().decode("utf-8")
