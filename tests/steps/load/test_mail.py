from email.message import EmailMessage

import pytest

from briefing.errors import ArticleError
from briefing.steps.load.document import Document
from briefing.steps.load.mail import read_mail, read_mbox
from tests.steps.load.made import PARAGRAPHS, TEXT, TITLE, html_page

BODY = "\n\n".join(PARAGRAPHS) + "\n"


def mail(
    body: str, *, subject: str = TITLE, page: str | None = None, charset: str = "utf-8"
) -> bytes:
    message = EmailMessage()
    message["From"] = "Ada Finch <ada@courier.example>"
    message["Date"] = "Tue, 03 Mar 2026 09:00:00 +0100"
    message["Subject"] = subject
    if body:
        message.set_content(body, charset=charset)
    if page and body:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_message_is_its_subject_and_its_words(charset: str) -> None:
    found = read_mail(mail(BODY, charset=charset), where="a.eml")

    assert found.text == TEXT
    assert (found.title, found.author, found.published) == (
        TITLE,
        "Ada Finch",
        "2026-03-03T09:00:00+01:00",
    )


def test_quoted_reply_and_signature_are_left_out() -> None:
    reply = "\n\nOn Mon, 2 Mar 2026 at 10:00, Bo Lind <bo@x.example> wrote:\n\n> He said no.\n"
    found = read_mail(mail(f"{BODY}\n-- \nAda Finch\nThe Lorne Courier\n{reply}"), where="a.eml")

    assert found.text == TEXT


def test_lines_quoted_between_ones_own_are_left_out() -> None:
    found = read_mail(mail(f"> Did he say no?\n\n{BODY}", subject=f"Re: {TITLE}"), where="a.eml")

    assert found.text == TEXT


def test_words_that_were_forwarded_are_kept() -> None:
    forwarded = "---------- Forwarded message ----------\nFrom: Bo Lind <bo@x.example>\n"
    forwarded += f"Date: Mon, 2 Mar 2026\nSubject: {TITLE}\n\n{BODY}"
    found = read_mail(mail(f"For you.\n\n{forwarded}", subject=f"Fwd: {TITLE}"), where="a.eml")

    assert found.text == f"{TITLE}\n\nFor you.\n\n{BODY}"


def test_mail_of_html_alone_is_read_as_a_page() -> None:
    assert read_mail(mail("", page=html_page()), where="a.eml").text == TEXT


def test_reply_quoted_in_html_is_left_out() -> None:
    own = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    quote = "<div>On Mon, 2 Mar 2026 at 10:00, Bo Lind &lt;bo@x.example&gt; wrote:<br></div>"
    page = f"<html><body>{own}{quote}<blockquote>He said no to all.</blockquote></body></html>"

    assert read_mail(mail("", page=page), where="a.eml").text == TEXT


def test_plain_text_comes_before_html_and_attachments_are_no_text() -> None:
    message = EmailMessage()
    message["Subject"] = TITLE
    message.set_content(BODY)
    message.add_attachment("An attached text that somebody said.", filename="a.txt")

    assert read_mail(message.as_bytes(), where="a.eml").text == TEXT


def test_flowed_lines_are_joined() -> None:
    flowed = BODY.replace(" would pay", " \nwould pay")
    message = EmailMessage()
    message["Subject"] = TITLE
    message.set_content(flowed, params={"format": "flowed"})

    assert read_mail(message.as_bytes(), where="a.eml").text == TEXT


@pytest.mark.parametrize("body", ["> Only what others said.\n", "-- \nAda Finch\n"])
def test_mail_without_words_of_its_own_is_an_error(body: str) -> None:
    with pytest.raises(ArticleError, match="without words"):
        read_mail(mail(body), where="a.eml")


def test_mailbox_gives_an_article_a_message_and_an_error_for_an_empty_one() -> None:
    parts = [
        mail(BODY),
        mail("> Nothing.\n"),
        mail(f">From here on, she said, all is well.\n{BODY}"),
    ]
    box = b"".join(
        b"From ada@x.example Tue Mar  3 09:00:00 2026\n" + part + b"\n" for part in parts
    )
    first, second, third = read_mbox(box, where="in.mbox")

    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert (first.part, first.text) == ("#1", TEXT)
    assert isinstance(second, ArticleError)
    assert second.where == "in.mbox#2"
    assert "From here on" in third.text
