"""A digest comes in → a message with a text and an HTML part, ready for a mail program."""

from datetime import date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from briefing.workflows.digest.form import Digest
from briefing.workflows.digest.options import Zone
from briefing.workflows.digest.render import long_day, to_html, to_markdown


def to_eml(digest: Digest, zone: Zone) -> bytes:
    """The message (RFC 5322): no sender and no recipient, which are the mail program's business.

    Its date is the beginning of the day, its boundary a fixed one, so that the same digest is the
    same message.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"{digest.title}: {long_day(digest.date)}"
    message["Date"] = format_datetime(
        datetime.combine(date.fromisoformat(digest.date), time(), zone.info)
    )
    message.set_content(_encodable(to_markdown(digest)), cte="quoted-printable")
    message.add_alternative(_encodable(to_html(digest)), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_briefing_digest_{digest.date}")
    return message.as_bytes()


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
