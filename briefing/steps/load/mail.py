"""A mail or a mailbox in, each message's own words out, without quotations and signatures."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

from briefing.errors import ArticleError
from briefing.libraries import load_library
from briefing.steps.load.document import Document, clean_text, named
from briefing.steps.load.html import read_html

MAX_MESSAGES = 10_000
_SEPARATOR = re.compile(rb"^From \S+ .{0,60}\d{4}[^\n]{0,20}\n(?=[A-Za-z-]{2,40}:)", re.MULTILINE)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_PREFIX = re.compile(r"\A(?:(?:re|aw|sv|fwd?|wg)(?:\[\d+\])?\s?:\s{0,3})+", re.IGNORECASE)
_SIGNATURE = "-- "
"""The line above a signature (RFC 3676, section 4.3); many clients lose its space."""
_HINT = "leave it out, or save its text"


def read_mbox(data: bytes, *, where: str) -> Iterator[Document | ArticleError]:
    """Read a mailbox (RFC 4155): each message is an article.

    Yields:
        A document or an error a message; `part` numbers them from 1.
    """
    starts = [match.start() for match in _SEPARATOR.finditer(data)] or [0]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        if number > MAX_MESSAGES:
            problem = f"holds more than {MAX_MESSAGES:,} messages; the rest is not read"
            yield ArticleError(where, problem, hint="split the mailbox")
            return
        message = (
            data[start:end].partition(b"\n")[2] if data[start : start + 5] == b"From " else data
        )
        part = f"#{number}"
        try:
            found = read_mail(_QUOTED_FROM.sub(rb"\1", message), where=f"{where}{part}")
        except ArticleError as error:
            yield error
        else:
            yield found._replace(part=part)


def read_mail(data: bytes, *, where: str) -> Document:
    """Read one message (RFC 5322): its subject as the headline, then its own words.

    The plain text is taken where there is one, else the HTML. Of a forwarded message the words that
    were forwarded are kept.

    Raises:
        ArticleError: It holds no words of its own.
        ConfigError: A library is not installed.
    """
    message = message_from_bytes(data, policy=policy.default)
    subject = _PREFIX.sub("", _header(message, "subject")).strip() or None
    plain, page = _body(message, "plain"), _body(message, "html")
    if plain is not None and plain.strip():
        words = _own_words(_flowed(plain, message))
        if not words.strip():
            raise ArticleError(where, "a mail without words of its own", hint=_HINT)
        headline = f"{subject}\n\n" if subject and not words.startswith(subject) else ""
        found = Document(
            clean_text(headline + words + "\n"), title=subject, extractor=named("quotequail")
        )
    elif page is not None:
        found = read_html(_own_page(page), where=where, title=subject)
    else:
        raise ArticleError(where, "a mail without text", hint=_HINT)
    return found._replace(author=_sender(message), publisher=None, published=_date(message))


def _body(message: EmailMessage, subtype: str) -> str | None:
    """The first part of a type that is no attachment, decoded; None: there is none."""
    for part in message.walk():
        if part.get_content_type() == f"text/{subtype}" and not part.is_attachment():
            content = part.get_payload(decode=True)
            if not isinstance(content, bytes):
                continue
            try:
                return content.decode(part.get_content_charset() or "utf-8")
            except (LookupError, UnicodeDecodeError):
                return content.decode("utf-8", "replace")
    return None


def _flowed(text: str, message: EmailMessage) -> str:
    """Lines that were wrapped on their way, joined again (RFC 3676, `format=flowed`)."""
    text = text.replace("\r\n", "\n")
    if not any(part.get_param("format") == "flowed" for part in message.walk()):
        return text
    return re.sub(r"(?m)^(?!-- $)(.*\S) \n(?!>|\n)", r"\1 ", text)


def _own_words(text: str) -> str:
    """Without what is quoted and what stands below the signature's line."""
    quail = load_library("quotequail", to_read="mail")
    wrapped: dict[str, Any] | None = quail.unwrap(text)
    if wrapped and wrapped["type"] == "forward":
        text = "\n\n".join(
            wrapped[part] for part in ("text_top", "text", "text_bottom") if wrapped.get(part)
        )
    else:
        kept = [
            part for shown, part in quail.quote(text, limit=None, quote_intro_line=True) if shown
        ]
        text = "\n".join(kept)
    lines = []
    for line in text.split("\n"):
        if line.rstrip("\r") in (_SIGNATURE, "--"):
            break
        if not line.startswith(">"):
            lines.append(line.rstrip())
    return "\n".join(lines).strip()


def _own_page(page: str) -> str:
    quail = load_library("quotequail", to_read="mail")
    kept = [
        part
        for shown, part in quail.quote_html(page, limit=100_000, quote_intro_line=True)
        if shown
    ]
    return "".join(kept) or page


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(clean_text(str(message.get(name, ""))).split())


def _sender(message: EmailMessage) -> str | None:
    name = _header(message, "from").partition("<")[0].strip(" \"'")
    return name or None


def _date(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "date")).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
