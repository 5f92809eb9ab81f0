import gzip

import pytest

from briefing.steps.load.kinds import Kind, find_kind
from tests.steps.load.made import Pdf, docx, html_page, zipped


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (Pdf([(50, 500, 10, "x")]).bytes(), "a.txt", "pdf"),
        (docx(("Normal", "x")), "a.pdf", "docx"),
        (zipped({"a.txt": b"x"}), "a.docx", "zip"),
        (zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "a.zip", "unread"),
        (gzip.compress(b"x"), "a.txt", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "unread"),
        (html_page().encode(), "a.txt", "html"),
        (html_page().encode("utf-16"), "a.txt", "html"),
        (b"<p>Bare words.</p>", "a.html", "html"),
        (b"<p>Bare words.</p>", "a.txt", "text"),
        (b'<?xml version="1.0"?>\n<!-- by hand -->\n<rss version="2.0"></rss>', "a.txt", "feed"),
        (b"From a@b.example Tue Mar  3 09:00:00 2026\nFrom: a\n\nx", "a.txt", "mbox"),
        (b"From: a@b.example\nDate: x\nSubject: y\n\nx", "a.txt", "mail"),
        (b"Subject: y\n\nx", "a.eml", "mail"),
        (b'{"text": "x"}\n{"text": "y"}\n', "a.txt", "json"),
        (b"text,title\nx,y\n", "a.csv", "csv"),
        (b"text,title\nx,y\n", "a.txt", "text"),
        (b"From Lorne, where the wall is to stand, in 2026\nNobody came.\n", "a.txt", "text"),
        (b"Date: a word that began the minister's speech.\n\nShe sat down.\n", "a.txt", "text"),
        (b"{curly} words\n", "a.txt", "text"),
        (b"plain words", "a.pdf", "text"),
    ],
)
def test_content_tells_the_kind_and_the_suffix_only_where_it_is_mute(
    data: bytes, name: str, kind: Kind
) -> None:
    assert find_kind(data, name) == kind
