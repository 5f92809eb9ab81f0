"""Bytes in, text out; or a reason why they are not text."""

import codecs
import re

from briefing.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16's, so it comes first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*\Z")
MAX_CONTROLS = 0.002
"""Share of control characters above which a text counts as binary: random bytes hold 11 %."""
MAX_ACCENTED = 0.15
"""Share of accented letters above which it is not Windows-1252: Western European prose has few; in
Windows-1251 all letters of Russian stand in their place."""
_NOT_1252 = re.compile("[A-Za-zÀ-ÿ][¡¢¤¥¦§¨©ª¬®¯±²³¶¸¹º¼½¾¿×÷†‡ˆ‰‹›˜][a-zà-ÿ]")
"""Letters of other code pages, read as Windows-1252: ³ for ł within a word."""
SAMPLE = 50_000
"""Bytes that an unknown encoding is guessed from."""
_TEXT_HINT = "save it as UTF-8 text (.txt or .md)"


def decode_text(data: bytes, *, where: str) -> str:
    """Decode an article.

    Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark, UTF-8 with some damage
    (each damaged place becomes U+FFFD), Windows-1252, and what charset-normalizer makes of it.

    Args:
        data: The whole file.
        where: What the error is about.

    Returns:
        The text without its byte order mark, line ends as they are.

    Raises:
        ArticleError: It is empty, blank or binary, or in an encoding that nothing fits.
    """
    if not data:
        raise ArticleError(where, "file is empty (0 bytes)", hint="give a file that holds text")
    text = _decoded(data)
    if text is None:
        problem = f"neither UTF-8, UTF-16 nor another known encoding ({len(data):,} bytes)"
        raise ArticleError(where, problem, hint=_TEXT_HINT)
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls > MAX_CONTROLS * len(text):
        problem = f"binary, not text ({controls:,} control characters in {len(text):,})"
        raise ArticleError(where, problem, hint=_TEXT_HINT)
    if _BLANK.match(text):
        problem = f"holds only white space ({len(data):,} bytes)"
        raise ArticleError(where, problem, hint="give a file that holds text")
    return text


def _decoded(data: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding)
    text = _strictly(data, "utf-8")
    if text is None or "\x00" in text:
        text = _unmarked_utf16(data) or text
    if text is not None:
        return text
    return _damaged_utf8(data) or _windows_1252(data) or _guessed(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 shows by its zero bytes: spaces and line ends have them, all on the same side."""
    low, high = data[0::2].count(0), data[1::2].count(0)
    if not low + high or min(low, high) * 20 > max(low, high):
        return None
    text = _strictly(data, "utf-16-be" if low > high else "utf-16-le")
    return text if text is not None and not _CONTROLS.search(text) else None


def _damaged_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(ch > "\x7f" for ch in text) - damaged
    return text if sound >= 3 * damaged else None


def _windows_1252(data: bytes) -> str | None:
    if len(data.translate(None, bytes(range(0xC0)))) > MAX_ACCENTED * len(data):
        return None
    text = _strictly(data, "cp1252")
    return text if text is not None and not _NOT_1252.search(text) else None


def _guessed(data: bytes) -> str | None:
    if len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data)) > MAX_CONTROLS * len(data):
        return None
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:SAMPLE]).best()
    return _strictly(data, guess.encoding) if guess else None
