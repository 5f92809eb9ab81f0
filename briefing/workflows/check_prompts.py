"""A folder of prompt versions comes in → what is wrong with them, a line each."""

from pathlib import Path

from briefing.errors import PromptError
from briefing.locate import locate_quote
from briefing.prompts import Example, Prompt, list_prompts, load_prompt
from briefing.schema.article import Article, Chunk, Span
from briefing.schema.reply import (
    KeyPointsReply,
    MatchesReply,
    PromptReply,
    Reply,
)
from briefing.schema.statement import UNATTRIBUTED
from briefing.steps.ground import ground_reply
from briefing.support import unsupported


def check_prompts(prompts_dir: Path | None = None) -> list[str]:
    """Check that every version loads and renders, and that its examples keep their own rules.

    An example teaches by being right: its evidence must ground in its own sentences, its speaker,
    addressee and condition must stand in them.

    Returns:
        `task/version: what is wrong`, a line each; none when all is well.
    """
    problems: list[str] = []
    for task, versions in list_prompts(prompts_dir).items():
        for version in versions:
            try:
                prompt = load_prompt(task, version, prompts_dir=prompts_dir)
                replies = prompt.example_replies()
                for example, reply in zip(prompt.examples, replies, strict=True):
                    problems += _check(prompt, example, reply)
            except PromptError as exc:
                problems.append(f"{exc} ({exc.hint})")
    return problems


def _check(prompt: Prompt, example: Example, reply: PromptReply) -> list[str]:
    if isinstance(reply, KeyPointsReply):
        return _check_points(prompt, example, reply)
    if isinstance(reply, MatchesReply):
        return _check_matches(prompt, example, reply)
    return _check_example(prompt, example, reply)


def _check_example(prompt: Prompt, example: Example, reply: Reply) -> list[str]:
    article, chunk = _as_article(example)
    prompt.render(article, chunk)
    grounded = ground_reply(reply, article, chunk)
    wrong = [f"{drop.text!r} is {drop.reason}" for drop in grounded.drops]
    wrong += [
        f"{claim.evidence[0].quote!r} is not copied exactly"
        for claim in grounded.claims
        if "snapped" in claim.flags
    ]
    for claim in grounded.claims:
        named = {"speaker": claim.speaker, "addressee": claim.addressee}
        named["condition"] = claim.condition
        wrong += [
            f"{field} {words!r} does not stand in its sentences"
            for field, words in named.items()
            if words not in (None, UNATTRIBUTED) and not locate_quote(words, article.text)
        ]
    return [f"{prompt.label}: example {example.shows!r}: {what}" for what in wrong]


def _check_points(prompt: Prompt, example: Example, reply: KeyPointsReply) -> list[str]:
    """The key points of an example must rest on lines that it has, and say what these say."""
    prompt.render_lines(example.sentences)
    wrong = []
    for point in reply.key_points:
        numbers = [int(name.removeprefix("s")) for name in point.statements]
        lines = [line for n, line in enumerate(example.sentences, 1) if n in numbers]
        if len(lines) < len(numbers):
            wrong.append(f"{point.text!r} rests on a line that is not there")
        wrong += [f"{point.text!r}: {u.reason}" for u in unsupported(point.text, lines)]
    return [f"{prompt.label}: example {example.shows!r}: {what}" for what in wrong]


def _check_matches(prompt: Prompt, example: Example, reply: MatchesReply) -> list[str]:
    """An example must say of each earlier line what today's, the first, is to it."""
    prompt.render_lines(example.sentences)
    wanted = [f"e{n}" for n in range(1, len(example.sentences))]
    if [item.earlier for item in reply.matches] == wanted:
        return []
    return [f"{prompt.label}: example {example.shows!r}: does not name {', '.join(wanted)}"]


def _as_article(example: Example) -> tuple[Article, Chunk]:
    text = "\n".join(example.sentences)
    article = Article(source="example", text=text, title="Example")
    spans: list[Span] = []
    for sentence in example.sentences:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(sentence)))
    chunk = Chunk(article=article.id, id="c1", sentences=tuple(spans), headline=article.title)
    return article, chunk
