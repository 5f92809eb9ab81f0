"""A file with a briefing comes in → what in it is not, or no longer, what its articles say.

Offline, without a key and without a model: hashes, offsets, and the exact search for quotations.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.errors import InputError
from briefing.steps.load import load_articles
from briefing.steps.render import FORMS
from briefing.workflows.verify.json_form import verify_json
from briefing.workflows.verify.markdown_form import verify_markdown
from briefing.workflows.verify.sources import Sources
from briefing.workflows.verify.verdict import Mismatch, Verdict

__all__ = ["Mismatch", "Verdict", "verify_file"]

_VERIFIERS: dict[str, Callable[[str, str, Sources | None], Verdict]] = {
    "json": verify_json,
    "markdown": verify_markdown,
}


def verify_file(file: Path, *, sources: Sequence[Path] = ()) -> Verdict:
    """Verify a briefing's JSON or Markdown form.

    Args:
        file: Its suffix tells the form.
        sources: Files or folders with the articles; they are held against the briefing as well.

    Raises:
        InputError: The file cannot be read, or it is no briefing of a form that can be verified.
    """
    form = FORMS.get(file.suffix.lower(), "")
    verify = _VERIFIERS.get(form)
    if verify is None:
        raise InputError(
            str(file),
            f"a {file.suffix or 'nameless'} file cannot be verified",
            hint="verify the .json or the .md form of the briefing",
        )
    try:
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError as exc:
        raise InputError(
            str(file), f"cannot be read ({exc.strerror})", hint="check the path"
        ) from exc
    return verify(text, str(file), _load(sources) if sources else None)


def _load(paths: Sequence[Path]) -> Sources:
    loaded = load_articles([str(path) for path in paths])
    return Sources(loaded.articles)
