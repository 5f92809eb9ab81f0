"""A task and a version come in → the prompt: fingerprinted, with its examples, ready to render.

One file `prompts/<task>/v<N>.j2` is one version, never edited once released. It begins with YAML
front matter (reply form, note, worked examples) and has two Jinja2 blocks, `system` and `user`.
"""

import hashlib
import re
import string
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefing.errors import PromptError
from briefing.resources import find_folder
from briefing.schema.article import Article, Chunk
from briefing.schema.reply import (
    PROMPT_REPLIES,
    REPLY_FORMS,
    PromptForm,
    PromptReply,
    ReplyForm,
)

if TYPE_CHECKING:
    from jinja2 import Template

_FILE = re.compile(r"\A---\n(?P<head>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_VERSION = re.compile(r"v([1-9]\d{0,3})")
_TAG = re.compile(r"<(?=/?(?:article|example|context|statements)\b)", re.IGNORECASE)


class Messages(NamedTuple):
    """What a model is sent: a system message that is the same for all chunks, and the chunk."""

    system: str
    user: str


class Addition(NamedTuple):
    """What is asked of a model besides a prompt version."""

    name: str
    version: str
    sha256: str
    """Of its file."""
    text: str


LANGUAGES = {"en": "English"}
"""Languages that summaries may be asked for in."""


class Example(BaseModel):
    """One worked example: sentences of an article, and the reply that is expected."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shows: str
    """What the example is there to teach."""
    sentences: tuple[str, ...] = Field(min_length=1)
    reply: dict[str, Any]


class _FrontMatter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reply: PromptForm
    note: str
    """What is new in this version."""
    examples: tuple[Example, ...] = ()


class Prompt:
    """One version of the prompt for one task."""

    def __init__(self, task: str, version: str, *, text: str) -> None:
        """Parse the file's text; PromptError says what is wrong with it."""
        self.name = task
        self.version = version
        self.text = text
        self.sha256 = hashlib.sha256(text.encode()).hexdigest()
        match = _FILE.match(text)
        if match is None:
            raise PromptError(
                self.label, "has no front matter", hint="begin the file with --- … --- (YAML)"
            )
        try:
            self._head = _FrontMatter.model_validate(yaml.safe_load(match["head"]))
        except (yaml.YAMLError, ValidationError) as exc:
            raise PromptError(
                self.label, f"front matter cannot be used ({exc})", hint="see prompts/extract/v1.j2"
            ) from exc
        self._body = match["body"]
        self.addition: Addition | None = None
        """What is asked besides, at the end of the system message."""

    def in_language(self, code: str | None) -> "Prompt":
        """The prompt that asks for summaries in a language; None: as it is, to the letter."""
        if code is None:
            return self
        asking = Prompt(self.name, self.version, text=self.text)
        asking.addition = load_addition(LANGUAGES[code])
        return asking

    @property
    def label(self) -> str:
        """`extract/v1`."""
        return f"{self.name}/{self.version}"

    @property
    def form(self) -> PromptForm:
        """What a model is asked to answer with."""
        return self._head.reply

    @property
    def reply_form(self) -> ReplyForm:
        """The same, of a prompt that asks for statements; PromptError where it does not."""
        for form in REPLY_FORMS:
            if form == self.form:
                return form
        raise PromptError(
            self.label,
            f"asks for {self.form}, not for statements",
            hint=f"set reply in its front matter to {' or '.join(REPLY_FORMS)}",
        )

    @property
    def note(self) -> str:
        """What is new in this version."""
        return self._head.note

    @property
    def examples(self) -> tuple[Example, ...]:
        """The worked examples."""
        return self._head.examples

    def example_replies(self) -> list[PromptReply]:
        """The examples' replies, validated like a model's; PromptError where one is not valid."""
        wanted = PROMPT_REPLIES[self.form]
        try:
            return [wanted.model_validate(example.reply) for example in self.examples]
        except ValidationError as exc:
            raise PromptError(
                self.label, f"an example's reply is not valid ({exc})", hint="mend the example"
            ) from exc

    def render(self, article: Article, chunk: Chunk) -> Messages:
        """The messages for one chunk; text of the article cannot close or open a tag of ours."""
        sentences = [_as_data(span.of(article.text)) for span in chunk.sentences]
        return Messages(
            system=self._system,
            user=self._block(
                "user",
                headline=_as_data(chunk.headline),
                names=[_as_data(name) for name in chunk.names],
                sentences=sentences,
            ),
        )

    def render_lines(self, lines: Sequence[str]) -> Messages:
        """The messages for numbered lines that are no chunk of an article, such as statements."""
        return Messages(
            system=self._system,
            user=self._block("user", sentences=[_as_data(line) for line in lines]),
        )

    @cached_property
    def _system(self) -> str:
        system = self._block("system", examples=self.examples)
        return f"{system}\n\n{self.addition.text}" if self.addition else system

    @cached_property
    def _template(self) -> "Template":
        from jinja2 import Environment, StrictUndefined, TemplateSyntaxError

        environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        environment.filters["to_json"] = _to_json
        try:
            return environment.from_string(self._body)
        except TemplateSyntaxError as exc:
            raise PromptError(
                f"{self.label}:{exc.lineno}", str(exc.message), hint="mend the Jinja2 syntax"
            ) from exc

    def _block(self, block: str, **values: object) -> str:
        from jinja2 import UndefinedError

        template = self._template
        if block not in template.blocks:
            raise PromptError(
                self.label, f"has no block {block!r}", hint=f"add {{% block {block} %}}"
            )
        try:
            return "".join(template.blocks[block](template.new_context(values))).strip()
        except UndefinedError as exc:
            raise PromptError(self.label, str(exc), hint="see prompts/extract/v1.j2") from exc


def list_prompts(prompts_dir: Path | None = None) -> dict[str, list[str]]:
    """Versions by task, oldest first, of the user's folder or else of ours."""
    folder = prompts_dir or find_folder("prompts")
    versions: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*/v*.j2")):
        if _VERSION.fullmatch(path.stem):
            versions.setdefault(path.parent.name, []).append(path.stem)
    return {task: sorted(found, key=_number) for task, found in versions.items()}


def load_prompt(task: str, version: str, *, prompts_dir: Path | None = None) -> Prompt:
    """Load one version; a folder of the user's comes before ours.

    Raises:
        PromptError: No such version (the text lists those that exist), or a broken file.
    """
    folders = [folder for folder in (prompts_dir, find_folder("prompts")) if folder]
    for folder in folders:
        path = folder / task / f"{version}.j2"
        if _VERSION.fullmatch(version) and path.is_file():
            return Prompt(task, version, text=path.read_text(encoding="utf-8"))
    there = [v for folder in folders for v in list_prompts(folder).get(task, [])]
    raise PromptError(
        f"{task}/{version}",
        "no such prompt version",
        hint=f"versions are {', '.join(dict.fromkeys(there)) or 'none'}; see briefing prompts list",
    )


def load_addition(language: str) -> Addition:
    """What asks for summaries in a language, by its English name: `prompts/language/v1.txt`."""
    file = find_folder("prompts") / "language" / "v1.txt"
    text = file.read_text(encoding="utf-8")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    words = string.Template(text).substitute(language=language).strip()
    return Addition("language", "v1", sha256, words)


def _number(version: str) -> int:
    return int(version.removeprefix("v"))


def _as_data(text: str) -> str:
    """One line, in which a tag of ours is broken by a zero-width space (folding ignores it)."""
    return _TAG.sub("<\u200b", " ".join(text.split()))


def _to_json(value: Mapping[str, object] | Sequence[object]) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def diff_prompts(before: Prompt, after: Prompt) -> str:
    """What differs between two versions, as a unified diff; empty where nothing does."""
    import difflib

    return "".join(
        difflib.unified_diff(
            before.text.splitlines(keepends=True),
            after.text.splitlines(keepends=True),
            fromfile=f"{before.label}.j2",
            tofile=f"{after.label}.j2",
        )
    )
