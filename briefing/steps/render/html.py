"""A template's name and what it shows come in → one HTML file that needs nothing else.

The only place that makes HTML. Whatever a template prints is escaped here, and the page's policy
allows exactly the style and the script that we put into it, by their hashes.
"""

import hashlib
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import TemplateError
from briefing.resources import find_folder
from briefing.schema.briefing import Briefing
from briefing.schema.statement import Kind
from briefing.steps.render.chart import chart_demands, chart_kinds
from briefing.steps.render.marks import mark_articles
from briefing.steps.render.view import Group, View

if TYPE_CHECKING:
    from jinja2 import Environment

_UNSEEN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F)])
_UNSEEN |= dict.fromkeys(range(0x2066, 0x206A))
# What no HTML file can carry (HTML standard, 13.2.3.5 and 13.2.6): one stand-in each, so that
# offsets stay what they are.
_STAND_IN = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")


class Section(NamedTuple):
    """The statements of one kind."""

    kind: Kind
    heading: str
    groups: Sequence[Group]


def to_html(briefing: Briefing) -> str:
    """Render with templates/briefing.html.j2; TemplateError where that fails."""
    view = View(briefing)
    sections = [
        Section("demand", "Demands", view.demands),
        Section("consequence", "Consequences", view.consequences),
        Section("position", "Positions", view.positions),
        Section("question", "Open questions", view.questions),
    ]
    sections = [section for section in sections if section.groups]
    return fill_page(
        "briefing.html.j2",
        title=briefing.title,
        styles=("page.css", "briefing.css"),
        scripts=("briefing.js",),
        headline=briefing.title.removeprefix("Briefing: ")
        if len(briefing.articles) == 1
        else f"Who said what in {plural(len(briefing.articles), 'article')}",
        view=view,
        sections=sections,
        counts={s.kind: sum(len(group.lines) for group in s.groups) for s in sections},
        numbers=_numbers(briefing),
        by_kind=chart_kinds(briefing.statements),
        by_demand=chart_demands(briefing.statements),
        articles=mark_articles(view),
    )


def fill_page(
    template: str,
    *,
    title: str,
    styles: Sequence[str] = ("page.css",),
    scripts: Sequence[str] = (),
    **values: object,
) -> str:
    """Fill a template that extends `base.html.j2`.

    Args:
        template: Its file name in `templates/`.
        title: The page's title; escaped like everything else.
        styles: Files in `templates/` that make up the page's one style, in order.
        scripts: Likewise for its one script; none: the page has no script at all.
        values: What the template shows. Strings are escaped when they are printed.

    Raises:
        TemplateError: The template does not render.
    """
    from jinja2 import TemplateError as JinjaError
    from markupsafe import Markup

    style, script = _joined(styles), _joined(scripts)
    try:
        return (
            _environment()
            .get_template(template)
            .render(
                title=title,
                policy=Markup(_policy(style, script)),
                style=Markup(style),
                script=Markup(script),
                **values,
            )
        )
    except JinjaError as exc:
        raise TemplateError(f"templates/{template}", str(exc)) from exc


def escape_html(value: object) -> object:
    """Escape a string so that a browser's DOM holds exactly it; other values are passed on.

    A carriage return becomes a reference, because a browser turns a bare one into a line feed.
    An apostrophe stays, because templates quote attributes with the other mark. NUL and lone
    surrogates, which no HTML file can carry, become one U+FFFD each.
    """
    from markupsafe import Markup, escape

    if isinstance(value, str) and not isinstance(value, Markup):
        escaped = str(escape(value.translate(_STAND_IN)))
        return Markup(escaped.replace("\r", "&#13;").replace("&#39;", "'"))
    return value


def plain(text: str) -> str:
    """Text on one line without control characters and marks that reorder the text around them.

    For places where nothing can be isolated: a page's title, an option, a tooltip.
    """
    return " ".join(text.translate(_UNSEEN | {9: " ", 10: " ", 13: " "}).split())


def plural(count: int, noun: str) -> str:
    """`1 article`, `2 articles`, `2 replies`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1] + 'ies' if noun.endswith('ply') else noun + 's'}"


def _numbers(briefing: Briefing) -> dict[str, int]:
    """A number for each speaker; whoever is cited most often is 1."""
    counts = Counter(statement.speaker for statement in briefing.statements)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return {name: number for number, name in enumerate(ordered, 1)}


def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(find_folder("templates")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        finalize=escape_html,
    )
    environment.filters |= {"plain": plain, "plural": plural}
    return environment


def _joined(files: Sequence[str]) -> str:
    folder = find_folder("templates")
    text = "\n".join((folder / file).read_text(encoding="utf-8") for file in files)
    return re.sub(r"\n\s+", "\n", text)


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded, sent or run but what stands in the page (CSP level 3)."""
    parts = ["default-src 'none'", f"style-src '{_hash(style)}'"]
    parts += [f"script-src '{_hash(script)}'"] if script else []
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
