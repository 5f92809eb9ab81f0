"""A briefing and a form come in → the text to write: Markdown, HTML or JSON."""

from briefing.schema.briefing import Briefing

FORMS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}
"""The form that a file's suffix asks for."""


def render_briefing(briefing: Briefing, *, form: str = "markdown") -> str:
    """Render a briefing; all forms carry the same facts and end with a line break.

    Args:
        briefing: Only a briefing can be rendered, and it holds nothing but statements.
        form: One of the values of `FORMS`.

    Raises:
        TemplateError: A template of ours does not render.
    """
    if form == "json":
        from briefing.steps.render.json import to_json

        return "".join(to_json(briefing))
    if form == "html":
        from briefing.steps.render.html import to_html

        return to_html(briefing)
    from briefing.steps.render.markdown import to_markdown

    return to_markdown(briefing)
