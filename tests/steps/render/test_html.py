"""A page needs nothing but itself, runs only its own script, and lets no text become HTML."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import TemplateError
from briefing.pipeline import make_briefing
from briefing.resources import find_folder
from briefing.schema.briefing import Briefing
from briefing.steps.load import load_articles
from briefing.steps.render import render_briefing
from briefing.steps.render.html import escape_html, fill_page, plain, plural
from tests.browser.pages import ATTACK, hostile_briefing

SEEDS = Path(__file__).parent.parent.parent.parent / "seeds"


@pytest.fixture(scope="module")
def seeds() -> Briefing:
    return make_briefing(load_articles([str(SEEDS)]).articles)


@pytest.fixture(scope="module")
def page(seeds: Briefing) -> str:
    return render_briefing(seeds, form="html")


class _Seen(HTMLParser):
    """Elements, ids, links and the text of the articles, as a parser finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.names.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and (value or "").startswith("#"):
                self.links.append((value or "")[1:])
            elif name in ("href", "src", "srcset", "action", "data"):
                self.addresses.append(value or "")


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    seen = _Seen(page)

    assert seen.addresses == []
    assert not {"link", "img", "iframe", "object", "embed", "base"} & set(seen.tags)
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_names_the_hashes_of_the_style_and_the_script(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None

    for tag in ("style", "script"):
        inline = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert len(inline) == 1
        digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]


def test_no_element_carries_a_style_or_a_handler(page: str) -> None:
    names = _Seen(page).names

    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_every_link_leads_to_exactly_one_element(seeds: Briefing, page: str) -> None:
    seen = _Seen(page)

    assert len(seen.ids) == len(set(seen.ids))
    assert set(seen.links) <= set(seen.ids)
    assert {f"st-{statement.id}" for statement in seeds.statements} <= set(seen.ids)


def test_the_page_of_the_sample_articles_is_small(seeds: Briefing, page: str) -> None:
    """Under 150 KB plus the articles' words: those in the articles and those in the statements."""
    quoted = "".join(re.findall(r"<p>(.*?)</p>\n<small>", page, re.DOTALL))
    words = sum(len(article.text.encode()) for article in seeds.articles)
    words += len(re.sub(r"<[^>]+>", "", quoted).encode())

    assert len(page.encode()) - words < 150_000


def test_an_attack_in_every_field_stays_text() -> None:
    page = render_briefing(hostile_briefing(), form="html")
    seen = _Seen(page)

    assert ATTACK not in page
    assert seen.tags.count("script") == 1
    assert "img" not in seen.tags
    assert "onerror" not in seen.names
    assert page.count("window.ran=1") > 10


def test_a_page_without_statements_has_no_chart() -> None:
    page = render_briefing(make_briefing(()), form="html")

    assert "<svg" not in page
    assert "Nothing was dropped, left uncovered or unreadable." in page


@given(st.text())
def test_escaped_text_has_no_meaning_in_html(text: str) -> None:
    escaped = str(escape_html(text))

    assert not set('<>"\r\x00') & set(escaped)
    assert not [ch for ch in escaped if "\ud800" <= ch <= "\udfff"]


def test_templates_quote_attributes_with_the_mark_that_is_escaped() -> None:
    for file in find_folder("templates").glob("*.html.j2"):
        assert "='" not in file.read_text(encoding="utf-8"), file.name


def test_a_return_is_kept_and_what_html_cannot_carry_has_a_stand_in() -> None:
    assert escape_html("a\r\nb\x00\ud800c") == "a&#13;\nb\ufffd\ufffdc"
    assert escape_html(3) == 3


def test_plain_text_is_one_line_that_reorders_nothing() -> None:
    assert plain("a\u202eb\n\tc\x00 \u2066d\u2069") == "ab c d"


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [(1, "reply", "1 reply"), (2, "reply", "2 replies"), (1200, "article", "1,200 articles")],
)
def test_nouns_follow_their_number(count: int, noun: str, words: str) -> None:
    assert plural(count, noun) == words


def test_a_page_without_script_allows_none() -> None:
    page = fill_page("base.html.j2", title="T")

    assert "<script" not in page
    assert "script-src" not in page


def test_a_template_that_is_not_there_is_our_fault() -> None:
    with pytest.raises(TemplateError, match=re.escape("templates/none.html.j2")):
        fill_page("none.html.j2", title="T")


def test_styles_and_script_cannot_close_their_own_element() -> None:
    for file in find_folder("templates").glob("*.[cj]s*"):
        assert "</" not in file.read_text(encoding="utf-8"), file.name
