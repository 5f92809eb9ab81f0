"""Bytes and a name in, the kind of file out: by content first, by suffix where that is mute."""

import codecs
import re
from pathlib import PurePath
from typing import Literal

Kind = Literal[
    "pdf", "docx", "zip", "gzip", "html", "feed", "mbox", "mail", "json", "csv", "text", "unread"
]

BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx",
    ".eml": "mail", ".mbox": "mbox",
    ".rss": "feed", ".atom": "feed", ".xml": "feed",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
    ".csv": "csv", ".tsv": "csv",
    ".zip": "zip", ".gz": "gzip",
}  # fmt: skip
"""Suffixes that files in folders and archives must have; a file's content then tells what it is."""

_HEAD = 4096
"""Bytes that the content is known by."""
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x05\x06", "zip"),  # an empty one
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unread"),  # the Office files of before 2007
    (b"{\\rtf", "unread"),
)
_PROLOGUE = r"\A\s*(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|<\?[^>]{0,300}\?>|\s){0,9}"
_FEED = re.compile(_PROLOGUE + r"<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(_PROLOGUE + r"<(?:!doctype html|html|head|body)[\s>]", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<(?:p|div|body|html|article|br|h1)\b", re.IGNORECASE)
_MBOX = re.compile(r"\A\s*From \S+ .{0,60}\d{4}\s*?\r?\n[A-Za-z-]{2,40}:")
_FIELD = re.compile(
    r"^(?:>?From|To|Date|Subject|Message-ID|MIME-Version|Received|Return-Path):", re.I | re.M
)
_HEADERS = re.compile(r"\A(?:[!-9;-~]{2,60}:[^\n]{0,998}\r?\n(?:[ \t][^\n]{0,998}\r?\n)*)+")
_JSON = re.compile(r"\A\s*(?:\[\s*)?\{\s*\"")
_OPC, _WORD = b"[Content_Types].xml", b"word/document.xml"


def find_kind(data: bytes, name: str) -> Kind:
    """Tell what a file is.

    Args:
        data: The whole file.
        name: Its path or address; only the suffix counts, and only where the content does not tell.

    Returns:
        `unread` for a known kind that is not read: an office file that is not .docx.
    """
    suffix = PurePath(name).suffix.lower()
    head = data[:_HEAD]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature) or (kind == "pdf" and signature in head[:1024]):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    expected = BY_SUFFIX.get(suffix, "text")
    return _kind_of_text(_as_text(head), expected)


def _kind_of_zip(data: bytes) -> Kind:
    """Word, a plain archive, or an office file or book, whose parts are no articles."""
    if _WORD in data:
        return "docx"
    is_office = _OPC in data or data[30:38] == b"mimetype"
    return "unread" if is_office else "zip"


def _kind_of_text(head: str, expected: Kind) -> Kind:
    if _FEED.match(head):
        return "feed"
    if _HTML.match(head) or (expected == "html" and _TAG.search(head)):
        return "html"
    if _MBOX.match(head):
        return "mbox"
    if _is_mail(head, expected):
        return "mail"
    if expected in ("json", "csv"):
        return expected
    # What has the suffix of a binary kind and not its content is read as the text that it may be.
    return "json" if _JSON.match(head) and '":' in head.replace(" ", "") else "text"


def _is_mail(head: str, expected: Kind) -> bool:
    """Whether it begins with a mail's header; without the suffix, with most of what mails have."""
    header = _HEADERS.match(head)
    if header is None:
        return False
    return len(set(_FIELD.findall(header.group()))) >= (1 if expected in ("mail", "mbox") else 3)


def _as_text(head: bytes) -> str:
    for bom, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(bom):
            return head[2:].decode(encoding, "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
