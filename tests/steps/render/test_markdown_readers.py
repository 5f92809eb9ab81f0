"""What GitHub, Obsidian and pandoc use to read Markdown shows the same words, notes and bold."""

import html
import random
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from briefing.pipeline import make_briefing
from briefing.schema.briefing import Briefing
from briefing.steps.load import load_articles
from briefing.steps.render import render_briefing
from briefing.steps.render.markdown import escape_markdown
from briefing.steps.render.view import View
from tests.browser.pages import hostile_briefing

SEEDS = Path(__file__).parent.parent.parent.parent / "seeds"
PANDOC = shutil.which("pandoc")
FORMS = ("gfm", "markdown", "commonmark_x")
READERS = [
    "markdown-it",
    *(
        pytest.param(form, marks=pytest.mark.skipif(PANDOC is None, reason="no pandoc here"))
        for form in FORMS
    ),
]
PIECES = [
    *"*_`~#+-.!|<>[](){}=:;'\"&%$^@\\/ \t\n19aA", "http://a.b", "www.x.y", " 1. ", "i) ", "(a) ",
    " - ", "&amp;", "&#0;", "[^1]", "==x==", "%%", "![[a]]", "#tag", "--", "---", "a@b.c", "~~s~~",
    "{.cls}", "\\(x\\)", "$$", ":smile:", "<b>", "-->", "(@)", "\n: def", "::: x", "[l](u)", "word",
]  # fmt: skip
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SMART = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "—": "---", "–": "--"})


class _Read(HTMLParser):
    """What a reader made of a text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.bold: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self._is_bold = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if tag == "strong":
            self._is_bold = True
            self.bold.append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_bold = self._is_bold and tag != "strong"

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._is_bold:
            self.bold[-1] += data


def _read(text: str, reader: str) -> str:
    if reader == "markdown-it":
        return str(MarkdownIt("commonmark").enable("table").use(footnote_plugin).render(text))
    command = [str(PANDOC), "--from", reader, "--to", "html", "--wrap", "none"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def _bare(text: str) -> str:
    """Without white space, and without what a reader sets in better type."""
    return re.sub(r"\s+", "", _UNSEEN.sub("", text).translate(_SMART))


def _markdown(briefing: Briefing) -> str:
    return render_briefing(briefing).encode("utf-8", "replace").decode()


@pytest.fixture(scope="module", params=["seeds", "pages", "hostile"])
def briefing(request: pytest.FixtureRequest) -> Briefing:
    if request.param == "hostile":
        return hostile_briefing()
    articles = load_articles([str(SEEDS)]).articles
    if request.param == "pages":
        half = [(0, len(article.text) // 2) for article in articles]
        articles = tuple(
            article.model_copy(update={"pages": pages})
            for article, pages in zip(articles, half, strict=True)
        )
    return make_briefing(articles)


@pytest.mark.parametrize("reader", READERS)
def test_the_words_of_every_statement_are_bold(briefing: Briefing, reader: str) -> None:
    view = View(briefing)
    groups = (*view.demands, *view.consequences, *view.positions, *view.questions)
    wanted = [
        _bare(segment.text)
        for group in groups
        for line in group.lines
        for reference in line.references
        for segment in reference.passage.segments
        if segment.is_marked
    ]

    found = {_bare(bold) for bold in _Read(_read(_markdown(briefing), reader)).bold}

    assert [words for words in wanted if words not in found] == []


@pytest.mark.parametrize("reader", READERS)
def test_every_note_is_found_and_no_mark_is_left_over(briefing: Briefing, reader: str) -> None:
    read = _Read(_read(_markdown(briefing), reader))

    cited = {link.lstrip("#").removeprefix("fn") for link in read.links if link.startswith("#fn")}
    assert {str(r.number) for r in View(briefing).references} <= cited
    assert not re.search(r"(?<!\S)\*\*|\[\^\d+\]", read.words)


@pytest.mark.parametrize("reader", READERS)
def test_nothing_becomes_a_link_a_picture_or_html(briefing: Briefing, reader: str) -> None:
    read = _Read(_read(_markdown(briefing), reader))

    assert [link for link in read.links if not link.startswith("#")] == []
    assert not read.tags & {"script", "img", "b", "table", "del", "mark", "sub", "span", "dl"}


@pytest.mark.parametrize("form", ["- {}", "{}", "- said **{}** end"])
@pytest.mark.parametrize("reader", READERS)
def test_escaped_text_is_read_as_the_words_it_was(reader: str, form: str) -> None:
    chance = random.Random(5)  # the same 600 lines in every run
    lines = ["".join(chance.choices(PIECES, k=chance.randint(1, 14))) for _ in range(600)]
    lines = [line for line in lines if _bare(line)]
    text = "\n\n".join(f"{form.format(escape_markdown(line))}\n\nEND" for line in lines)

    parts = re.split(r"<p>END</p>", _read(text, reader))[:-1]

    assert len(parts) == len(lines)
    said = ["".join(form.removeprefix("- ").replace("**", "").format(line)) for line in lines]
    words = [html.unescape(re.sub(r"<[^>]+>", "", part)) for part in parts]
    assert [_bare(word) for word in words] == [_bare(line) for line in said]
    tags = {tag for part in parts for tag in re.findall(r"<(\w+)", part)}
    assert tags <= {"p", "ul", "li", "strong"}
