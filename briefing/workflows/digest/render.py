"""A digest comes in → Markdown or HTML, bounded; the JSON form holds everything."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, NamedTuple

from briefing.schema.statement import UNATTRIBUTED
from briefing.workflows.digest.form import (
    Copy,
    Digest,
    DigestArticle,
    DigestStatement,
    Label,
    Quotation,
    Story,
)

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class Line(NamedTuple):
    """A statement as a reader sees it."""

    statement: DigestStatement
    article: DigestArticle
    others: tuple[DigestArticle, ...]
    """Further articles that have it."""

    @property
    def text(self) -> str:
        """Its sentences."""
        return "".join(piece.text for piece in self.statement.pieces)


class Section(NamedTuple):
    """One story."""

    story: Story
    articles: tuple[DigestArticle, ...]
    changed: tuple[Line, ...]
    new: tuple[Line, ...]
    repeated: tuple[Line, ...]
    n_hidden: int
    """Statements that are not shown."""


class DigestView:
    """Everything that a template may show of a digest; all texts are still raw."""

    def __init__(self, digest: Digest) -> None:
        """Groups what is shown by story."""
        self.digest = digest
        self.day = long_day(digest.date)
        self._articles = {article.id: article for article in digest.articles}
        by_id = {statement.id: statement for statement in digest.statements}
        sections = [self._section(story, by_id) for story in digest.stories]
        self.sections = [s for s in sections if s.changed or s.new or s.repeated]
        self.silent = [s for s in sections if not (s.changed or s.new or s.repeated)]
        """Stories of which nothing is shown."""
        self.n_hidden = sum(not statement.is_shown for statement in digest.statements)
        self.counts: dict[Label, int] = {
            label: digest.count(label) for label in ("new", "changed", "repeated")
        }
        self.n_sources = len(digest.articles) + sum(len(a.copies) for a in digest.articles)
        self.n_attributed = sum(a.attributed_sentences for a in digest.articles)
        self.n_covered = sum(a.covered_sentences for a in digest.articles)
        unseen = self.n_hidden or self.n_attributed > self.n_covered
        self.is_missing_something = bool(
            unseen or digest.late or digest.carried_again or digest.failures
        )

    def _section(self, story: Story, by_id: dict[str, DigestStatement]) -> Section:
        statements = [by_id[id_] for id_ in story.statements]
        shown = [self._line(s) for s in statements if s.is_shown]
        by_label: dict[Label, list[Line]] = {"changed": [], "new": [], "repeated": []}
        for line in shown:
            by_label[line.statement.label].append(line)
        return Section(
            story,
            tuple(self._articles[id_] for id_ in story.articles),
            tuple(by_label["changed"]),
            tuple(by_label["new"]),
            tuple(by_label["repeated"]),
            len(statements) - len(shown),
        )

    def _line(self, statement: DigestStatement) -> Line:
        ids = dict.fromkeys(evidence.article for evidence in statement.evidence)
        first, *others = (self._articles[id_] for id_ in ids)
        return Line(statement, first, tuple(others))


def to_markdown(digest: Digest) -> str:
    """Render with templates/digest.md.j2.

    Raises:
        TemplateError: It does not render.
    """
    from briefing.steps.render.markdown import fill_markdown

    view = DigestView(digest)
    return fill_markdown("digest.md.j2", view=view, **_FUNCTIONS)


def to_html(digest: Digest) -> str:
    """Render with templates/digest.html.j2: one page that needs nothing else.

    Raises:
        TemplateError: It does not render.
    """
    from briefing.steps.render.html import fill_page

    view = DigestView(digest)
    return fill_page(
        "digest.html.j2",
        title=f"{digest.title}, {view.day}",
        styles=("page.css", "digest.css"),
        view=view,
        **_FUNCTIONS,
    )


def to_json(digest: Digest) -> str:
    """The whole digest, `briefing-digest/1`."""
    return digest.model_dump_json(indent=1, by_alias=True) + "\n"


def outlet(article: DigestArticle | Quotation | Copy) -> str:
    """Who published an article, else the name of its file."""
    return article.publisher or PurePath(article.source).name or article.source


def who(speaker: str) -> str:
    """A speaker for a reader."""
    return "Nobody named" if speaker == UNATTRIBUTED else speaker


def by(speaker: str, *, within: str = "") -> str:
    """`, Carla Denholm`, behind a line's first word; empty for nobody, and for a name
    that the words `within` the line have anyway.
    """
    is_named = speaker == UNATTRIBUTED or speaker.rpartition(" ")[2] in within
    return "" if is_named else f", {speaker}"


def differing(differs: Sequence[str]) -> str:
    """`(number: 480 million → 620 million)`, or nothing."""
    return f"({'; '.join(differs)})" if differs else ""


def moment(published: str) -> str:
    """`3 March 2026, 16:05`; what is no date stays as it is."""
    try:
        at = datetime.fromisoformat(published)
    except ValueError:
        return published
    day = short_day(at.date().isoformat())
    return day if len(published) == len("2026-03-03") else f"{day}, {at:%H:%M}"


def long_day(day: str) -> str:
    """`Tuesday, 3 March 2026`, whatever the locale."""
    at = date.fromisoformat(day)
    return f"{_WEEKDAYS[at.weekday()]}, {short_day(day)}"


def short_day(day: str) -> str:
    """`3 March 2026`."""
    at = date.fromisoformat(day)
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


_FUNCTIONS: Mapping[str, Any] = {
    "outlet": outlet,
    "who": who,
    "by": by,
    "differing": differing,
    "moment": moment,
    "short_day": short_day,
}
