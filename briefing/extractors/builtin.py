"""An article comes in → claims with exact spans, found by rules: no model, no network."""

from collections.abc import Sequence

from briefing.extractors.extraction import Extraction
from briefing.schema.article import Article, Span
from briefing.schema.attribution import Attribution
from briefing.schema.briefing import Failure
from briefing.schema.statement import Claim, Evidence


def extract_by_rules(article: Article, attributions: Sequence[Attribution]) -> Extraction:
    """One claim an attribution; its evidence is the content, without who and cue.

    Args:
        article: The article.
        attributions: What the engine finds in it, which the pipeline needs for its checks as well.
    """
    if not article.is_english:
        return Extraction(failures=(_unread(article),))
    return Extraction(
        claims=tuple(_claim(a, article) for a in attributions if not _is_prompting(a))
    )


def _unread(article: Article) -> Failure:
    return Failure(
        source=article.source,
        article=article.id,
        error=f"is written in another language ({article.language}); "
        "the built-in extractor reads English",
        hint="name a model that reads it with --model",
    )


def _is_prompting(found: Attribution) -> bool:
    """Whether it only says what somebody was asked, which leaves nothing open.

    After "Asked by a reporter why, she said …" the answer follows; of "She was asked why" alone it
    is not even said who wants to know.
    """
    if found.kind != "question":
        return False
    return found.rule.startswith("asked") or (
        found.rule.startswith("passive") and found.source is None
    )


def _claim(found: Attribution, article: Article) -> Claim:
    def words(span: Span | None) -> str | None:
        return span.of(article.text) if span else None

    return Claim(
        kind=found.kind,
        speaker=found.speaker,
        speaker_as_written=words(found.source),
        cue=words(found.cue),
        addressee=words(found.addressee),
        condition=words(found.condition),
        evidence=tuple(Evidence.of(article, c) for c in found.content),
    )
