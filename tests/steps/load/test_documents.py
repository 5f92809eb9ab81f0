import builtins
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ArticleError
from briefing.steps.load.documents import Reading, read_documents
from tests.steps.load.made import TEXT, Pdf, html_page, zipped

LIBRARIES = ("trafilatura", "lxml", "mammoth", "pypdfium2", "quotequail", "feedparser", "protego")


def test_library_that_fails_is_an_error_of_that_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError("too deep\nby far")

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    (error,) = read_documents(html_page().encode(), "a.html", Reading())

    assert isinstance(error, ArticleError)
    assert error.problem == "cannot be read as html (RecursionError: too deep by far)"


def test_library_that_is_not_installed_is_named_with_what_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] == "pypdfium2":
            raise ModuleNotFoundError(name="pypdfium2")
        return real(name, *args, **kwargs)

    monkeypatch.setattr("briefing.libraries.import_module", without)
    (error,) = read_documents(Pdf([(50, 500, 10, "x")]).bytes(), "a.pdf", Reading())

    assert isinstance(error, ArticleError)
    assert error.problem == "reading PDF files needs pypdfium2, which is not installed"
    assert error.hint == "pip install 'briefing[inputs]'"


def test_office_file_that_is_not_read_is_told_what_to_do() -> None:
    (error,) = read_documents(zipped({"[Content_Types].xml": b"x"}), "a.xlsx", Reading())

    assert isinstance(error, ArticleError)
    assert error.hint == "save it as .docx, .pdf or text"


def test_plain_text_needs_none_of_the_libraries(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    script = f"""
import sys
from briefing.steps.load import load_articles
from briefing.pipeline import make_briefing
assert make_briefing(load_articles([{str(tmp_path)!r}]).articles).statements
print([name for name in {LIBRARIES} if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
