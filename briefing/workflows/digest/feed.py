"""Entries of days come in → an Atom feed of the last of them (RFC 4287)."""

import html
import re
import uuid
from collections.abc import Sequence
from datetime import date, datetime, time
from xml.etree import ElementTree

from briefing.workflows.digest.entry import Entry
from briefing.workflows.digest.options import Options, Zone
from briefing.workflows.digest.render import by, differing, long_day

ENTRIES = 30
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_atom(entries: Sequence[Entry], options: Options) -> str:
    """The feed of the last 30 days.

    It names no moment but the beginnings of days, so that the same days give the same feed. A
    feed's id is made of its title, an entry's of that and its day: both stay what they are.
    """
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", _id(options.title))
    _add(feed, "title", options.title)
    last = max((entry.updated for entry in entries), default=options.today.isoformat())
    _add(feed, "updated", _moment(last, options.zone))
    author = ElementTree.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", "briefing")
    _link(feed, "self", f"{options.feed_url}feed.xml")
    _link(feed, "alternate", f"{options.feed_url}index.md")
    for entry in sorted(entries, key=lambda e: e.day, reverse=True)[:ENTRIES]:
        _add_entry(feed, entry, options)
    ElementTree.indent(feed)
    text = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _add_entry(feed: ElementTree.Element, entry: Entry, options: Options) -> None:
    element = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(element, "id", _id(options.title, entry.day))
    _add(element, "title", long_day(entry.day))
    _add(element, "published", _moment(entry.day, options.zone))
    _add(element, "updated", _moment(entry.updated, options.zone))
    form = "html" if "html" in options.forms else options.forms[0]
    _link(element, "alternate", f"{options.feed_url}{entry.day}.{form}")
    _add(element, "summary", summary(entry))
    content = ElementTree.SubElement(element, f"{{{_ATOM}}}content", {"type": "html"})
    content.text = _NOT_XML.sub("", _points(entry))


def summary(entry: Entry) -> str:
    """A day in one line, such as `8 articles, 45 statements: 2 changed, …`."""
    if not entry.articles:
        nothing = "Nothing came in for this day"
        return (
            f"{nothing}; {_plural(entry.failures, 'failure')}." if entry.failures else f"{nothing}."
        )
    told = f"{entry.changed} changed, {entry.new} new, {entry.repeated} repeated"
    counts = f"{_plural(entry.articles, 'article')}, {_plural(entry.statements, 'statement')}"
    clashes = f"; {_plural(entry.contradictions, 'contradiction')}" if entry.contradictions else ""
    failed = f"; {_plural(entry.failures, 'failure')}" if entry.failures else ""
    return f"{counts}: {told}{clashes}{failed}."


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _points(entry: Entry) -> str:
    lines = [f"<p>{html.escape(summary(entry))}</p>"]
    for point in entry.key_points:
        words = "".join(
            f"<b>{html.escape(p.text)}</b>" if p.is_marked else html.escape(p.text)
            for p in point.pieces
        )
        told = f"{by(point.speaker, within=point.text)} {differing(point.differs)}".rstrip()
        lead = f"<i>{point.label.capitalize()}</i>{html.escape(told)}"
        lines.append(f"<p>{lead}: {words}</p>")
    return "\n".join(lines)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _NOT_XML.sub("", text)


def _link(parent: ElementTree.Element, rel: str, href: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "href": href})


def _id(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, "\x1f".join(["briefing-digest", *parts])).urn


def _moment(day: str, zone: Zone) -> str:
    """The beginning of a day in the digest's time zone, RFC 3339."""
    return datetime.combine(date.fromisoformat(day), time(), zone.info).isoformat()
