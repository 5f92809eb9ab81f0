"""A briefing comes in → Markdown that GitHub, Obsidian and pandoc read alike."""

import re

from briefing.errors import TemplateError
from briefing.resources import find_folder
from briefing.schema.briefing import Briefing
from briefing.steps.render.carried import carry
from briefing.steps.render.page import Segment
from briefing.steps.render.view import View

# Any ASCII punctuation mark may be escaped (CommonMark 0.31, section 2.4); these mean something
# inside a paragraph in CommonMark, GFM, Obsidian or pandoc. A lone = or % does not, a pair does;
# GitHub and pandoc read `:name:` as a picture.
_MEANS_SOMETHING = re.compile(
    r"([\\`*_{\[\]|~$^@]|=(?==)|%(?=%)|(?<!\S)#|:(?=[A-Za-z0-9_+-]{1,40}:))"
)
# Control characters, and marks that reorder the text around them (Unicode UAX #9).
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What begins a list (pandoc knows `a.`, `iv)` and `(2)` too), rule, definition or block.
_BLOCK_START = re.compile(
    r"^(\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,9}))([.)])(?=\s|$)|^([-+:=])"
)
# White space that is not one blank already; a match begins where few letters do.
_SPACE = re.compile(r"[^\S ]\s*| \s+")
_URL = re.compile(r"(?i)(?<![a-z0-9])(https?|ftp|www)([:.])")


def escape_markdown(text: str) -> str:
    """Text from outside on one line, so that nothing in it is taken for Markdown or HTML.

    Links are not made clickable either: `http://x` is printed with an escaped colon.
    """
    line = _one_line(text).strip()
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _MEANS_SOMETHING.sub(r"\\\1", line)
    line = _URL.sub(r"\1\\\2", line)
    return _BLOCK_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def to_markdown(briefing: Briefing) -> str:
    """Render with templates/briefing.md.j2; TemplateError where that fails."""
    view = View(briefing)
    return f"{fill_markdown('briefing.md.j2', view=view)}\n{carry(view)}"


def fill_markdown(template: str, **values: object) -> str:
    """Fill a template; strings are escaped when they are printed.

    Raises:
        TemplateError: The template does not render.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2 import TemplateError as JinjaError

    environment = Environment(
        loader=FileSystemLoader(find_folder("templates")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
        autoescape=False,
        auto_reload=False,
    )
    environment.filters |= {
        "code": _code,
        "marked": _marked,
        "plural": _plural,
        "verbatim": _Verbatim,
    }
    try:
        text = environment.get_template(template).render(**values)
    except JinjaError as exc:
        raise TemplateError(f"templates/{template}", str(exc)) from exc
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


class _Verbatim(str):
    """Text that is Markdown already."""


def _finalize(value: object) -> object:
    """Escape whatever a template prints, so that no template can forget to."""
    if isinstance(value, str) and not isinstance(value, _Verbatim):
        return escape_markdown(value)
    return value


def _code(text: str) -> _Verbatim:
    """A path or a setting as a code span, whose fence is longer than any run of backticks in it."""
    line = _one_line(text).strip()
    runs = re.findall(r"`+", line)
    fence = "`" * (max(map(len, runs), default=0) + 1)
    pad = " " if runs else ""
    return _Verbatim(f"{fence}{pad}{line}{pad}{fence}")


def _plural(count: int, noun: str) -> _Verbatim:
    """`1 article`, `2 articles`, `2 replies`."""
    if count == 1:
        return _Verbatim(f"1 {noun}")
    plural = noun[:-1] + "ies" if noun.endswith("ply") else noun + "s"
    return _Verbatim(f"{count:,} {plural}")


def _marked(segment: Segment) -> _Verbatim:
    """A stretch of a passage, in bold where it is what is said; the space around it is kept."""
    line = _one_line(segment.text)
    words = escape_markdown(line)
    if segment.is_marked:
        return _Verbatim(f"**{words}**")
    lead = " " if line.startswith(" ") else ""
    tail = " " if line.endswith(" ") and line.strip() else ""
    return _Verbatim(f"{lead}{words}{tail}")


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", _UNSEEN.sub("", text))
