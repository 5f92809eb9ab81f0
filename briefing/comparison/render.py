"""A comparison and a form come in → the text to write: Markdown, HTML or JSON."""

from briefing.schema.comparison import Comparison

FORMS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".json": "json"}
"""The form that a file's suffix asks for."""


def render_comparison(comparison: Comparison, *, form: str = "markdown") -> str:
    """Render a comparison; the three forms carry the same facts and end with a line break.

    Raises:
        TemplateError: A template of ours does not render.
    """
    if form == "json":
        return comparison.model_dump_json(indent=1, by_alias=True) + "\n"
    from briefing.comparison.view import ComparisonView

    view = ComparisonView(comparison)
    if form == "html":
        from briefing.steps.render.html import fill_page

        return (
            fill_page(
                "comparison.html.j2",
                title=comparison.title,
                styles=("page.css", "comparison.css"),
                view=view,
            ).rstrip()
            + "\n"
        )
    from briefing.steps.render.markdown import fill_markdown

    return fill_markdown("comparison.md.j2", view=view)
