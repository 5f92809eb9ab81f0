"""A claim comes in → a statement that has passed every check, or a drop with its reason.

The checks are code, not another model: who said it, did anybody say it, does the evidence carry
what the summary, the addressee and the condition say.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.attribution import Cast
from briefing.attribution.second_look import looks_attributed
from briefing.locate import locate_quote
from briefing.schema.article import Article, Span
from briefing.schema.attribution import Attribution
from briefing.schema.statement import (
    UNATTRIBUTED,
    Claim,
    Drop,
    DropReason,
    Evidence,
    Flag,
    Statement,
)
from briefing.support import unsupported


class Known:
    """What the checks know of an article without any model."""

    def __init__(self, attributions: Sequence[Attribution], cast: Cast) -> None:
        """`cast`: whom the article names."""
        self.attributions = attributions
        self.cast = cast
        self._by_place: dict[int, list[int]] = {}
        for number, found in enumerate(attributions):
            spans = [*found.content, *([found.denial] if found.denial else [])]
            for place in {place for span in spans for place in _places(span)}:
                self._by_place.setdefault(place, []).append(number)

    def near(self, spans: Iterable[Span]) -> list[Attribution]:
        """The attributions that may share letters with the spans, in order; of thousands, a few."""
        places = {place for span in spans for place in _places(span)}
        numbers = {n for place in places for n in self._by_place.get(place, ())}
        return [self.attributions[n] for n in sorted(numbers)]


def _places(span: Span) -> range:
    """The pieces of a hundred code points, half a sentence, that a span lies in."""
    return range(span.start // 100, span.end // 100 + 1)


_PRONOUNS = frozenset(
    ["he", "she", "they", "it", "we", "i", "you", "him", "her", "them", "us", "me", "who", "this"]
)

_AROUND = "the words stand in a headline, caption, credit or other text around the article"
_ADDRESSES = "the words address a model; they are nobody's statement"


class _Speaker(NamedTuple):
    name: str
    as_written: str | None
    cue: str | None
    flag: Flag | None


def check_claim(claim: Claim, article: Article, known: Known) -> Statement | Drop:
    """Check one claim against the article and against what the attribution engine makes of it.

    Args:
        claim: Its evidence lies in this article.
        article: The article.
        known: The engine's attributions of this article, and its cast.

    Returns:
        A statement, whose flags say what was corrected, discarded or could not be verified; or a
        drop: `boilerplate`, `not attributed`, `speaker not in article`.
    """
    spans = [evidence.span for evidence in claim.evidence]
    labels = {
        r.label for r in article.regions for span in spans if span.overlaps(Span(r.start, r.end))
    }
    if labels:
        return _drop(claim, "boilerplate", _ADDRESSES if "injection" in labels else _AROUND)
    speaker = _check_speaker(claim, spans, article, known)
    if isinstance(speaker, Drop):
        return speaker
    addressee, flag_addressee = _check_addressee(claim, article, known.cast)
    condition, flag_condition = _check_condition(claim, article)
    summary, flag_summary = _check_summary(claim, speaker, addressee, article)
    flags = [*claim.flags, speaker.flag, flag_addressee, flag_condition, flag_summary]
    return Statement(
        kind=claim.kind,
        speaker=speaker.name,
        speaker_as_written=speaker.as_written,
        cue=speaker.cue,
        addressee=addressee,
        condition=condition,
        summary=summary,
        evidence=tuple(
            evidence.model_copy(
                update={"speaker_as_written": speaker.as_written, "cue": speaker.cue}
            )
            for evidence in _evidence_of(speaker.name, claim, article, known)
        ),
        flags=tuple(dict.fromkeys(flag for flag in flags if flag)),
    )


def _check_speaker(
    claim: Claim, spans: Sequence[Span], article: Article, known: Known
) -> _Speaker | Drop:
    """Hold the speaker against the article's names and against the engine.

    Where the engine is sure, its speaker stands. Where it is not, or finds nobody, a speaker whom
    the article names is shown as unverified unless both agree.
    """
    if not article.is_english:
        return _named_speaker(claim, article)
    found = _best_attribution(claim, spans, article, known)
    if found is None and not _looks_attributed(spans, article):
        return _drop(claim, "not attributed", "the article has nobody say these words")
    if found is not None and _agree(claim.speaker, found, article, known.cast):
        return _heard(found, article, None)
    if claim.speaker == UNATTRIBUTED or _is_pronoun(claim.speaker):
        named = UNATTRIBUTED
    else:
        named = known.cast.resolve(claim.speaker) or ""
    if found is not None and (found.sure or not named):
        return _heard(found, article, "speaker corrected")
    if not named:
        detail = f"the article names no {claim.speaker!r}"
        return _drop(claim, "speaker not in article", detail)
    return _Speaker(named, None, None, "speaker unverified")


def _named_speaker(claim: Claim, article: Article) -> _Speaker | Drop:
    """In a language that the rules do not read, a speaker needs only to be named in the article."""
    if claim.speaker == UNATTRIBUTED or _stands(claim.speaker, article):
        return _Speaker(claim.speaker, None, None, "speaker unverified")
    detail = f"the article names no {claim.speaker!r}"
    return _drop(claim, "speaker not in article", detail)


def _stands(words: str, article: Article) -> bool:
    """Whether the words stand in the article; names of two characters are common in Chinese."""
    return words in article.readable or locate_quote(words, article.readable) is not None


def _heard(found: Attribution, article: Article, flag: Flag | None) -> _Speaker:
    """The speaker as the engine has it."""
    cue = found.cue.of(article.text) if found.cue else None
    return _Speaker(found.speaker, _written(found, article), cue, flag)


def _best_attribution(
    claim: Claim, spans: Sequence[Span], article: Article, known: Known
) -> Attribution | None:
    """Of those whose content the evidence shares: the one that agrees, else that shares most."""
    here = [(a, n) for a in known.near(spans) if (n := _shared(a, spans))]
    best = max(
        here,
        key=lambda pair: (_agree(claim.speaker, pair[0], article, known.cast), pair[1]),
        default=None,
    )
    return best[0] if best else None


def _agree(speaker: str, found: Attribution, article: Article, cast: Cast) -> bool:
    if speaker == found.speaker:
        return True
    if UNATTRIBUTED in (speaker, found.speaker):
        return False
    written = _written(found, article)
    return cast.same(speaker, found.speaker) or (written is not None and speaker == written)


def _written(found: Attribution, article: Article) -> str | None:
    return found.source.of(article.text) if found.source else None


def _shared(found: Attribution, spans: Sequence[Span]) -> int:
    """Letters of the evidence that lie in the attribution's content."""
    return sum(
        max(0, min(content.end, span.end) - max(content.start, span.start))
        for content in found.content
        for span in spans
    )


def _looks_attributed(spans: Sequence[Span], article: Article) -> bool:
    """The second look, at the paragraphs of the evidence."""
    for span in spans:
        start = article.text.rfind("\n", 0, span.start) + 1
        end = article.text.find("\n", span.end)
        if looks_attributed(article.text[start : end if end >= 0 else len(article.text)]):
            return True
    return False


def _evidence_of(speaker: str, claim: Claim, article: Article, known: Known) -> list[Evidence]:
    """The evidence in which the speaker speaks, where the engine finds any; else all of it.

    A model that names two sentences for one statement may have taken in the narrator's.
    """
    spoken = [
        e
        for e in claim.evidence
        if any(a.speaker == speaker and _shared(a, [e.span]) for a in known.near([e.span]))
    ]
    return [_with_denial(e, known, article) for e in spoken or claim.evidence]


def _with_denial(evidence: Evidence, known: Known, article: Article) -> Evidence:
    """Begin at the words that deny: "promised to pay" alone would be the opposite of what is said.

    Between them and the evidence stands a conjunction at most, or what was inserted.
    """
    for found in known.near([evidence.span]):
        denial = found.denial
        if denial is None or not _shared(found, [evidence.span]):
            continue
        if denial.end <= evidence.start <= denial.end + _INSERTED:
            quote = article.text[denial.start : evidence.end]
            return evidence.model_copy(update={"start": denial.start, "quote": quote})
    return evidence


_INSERTED = 60
"""Code points of "in a letter to the committee that"."""


def _is_pronoun(speaker: str) -> bool:
    return speaker.strip().casefold() in _PRONOUNS


def _check_addressee(claim: Claim, article: Article, cast: Cast) -> tuple[str | None, Flag | None]:
    if claim.addressee is None:
        return None, None
    if not article.is_english:
        is_there = _stands(claim.addressee, article)
        return (claim.addressee, None) if is_there else (None, "addressee unverified")
    if _is_pronoun(claim.addressee) or cast.resolve(claim.addressee) is None:
        return None, "addressee unverified"
    if locate_quote(claim.addressee, article.readable) is None:
        return cast.resolve(claim.addressee), None
    return claim.addressee, None


def _check_condition(claim: Claim, article: Article) -> tuple[str | None, Flag | None]:
    if claim.condition is None:
        return None, None
    span = locate_quote(claim.condition, article.readable, near=claim.evidence[0].start)
    if span is None:
        return None, "condition unverified"
    return span.of(article.text), None


def _check_summary(
    claim: Claim, speaker: _Speaker, addressee: str | None, article: Article
) -> tuple[str | None, Flag | None]:
    """Hold the summary against the evidence under the words that attribute it.

    Who denied "Russia was planning an invasion" did not say so. In a language that the rules do not
    read only numbers are held against it.
    """
    if claim.summary is None:
        return None, None
    if not article.is_english:
        carried = {number for evidence in claim.evidence for number in _numbers(evidence.quote)}
        kept = carried.issuperset(_numbers(claim.summary))
        return (claim.summary, "summary unchecked") if kept else (None, "summary discarded")
    known = [name for name in (speaker.name, addressee) if name and name != UNATTRIBUTED]
    quotes = [evidence.quote for evidence in claim.evidence]
    if speaker.cue and not any(speaker.cue in quote for quote in quotes):
        quotes[0] = f"{speaker.as_written or ''} {speaker.cue} {quotes[0]}"
    if unsupported(claim.summary, quotes, known=known):
        return None, "summary discarded"
    return claim.summary, None


def _numbers(words: str) -> list[str]:
    """The digits of a text, whichever script they are written in."""
    plain = "".join(str(unicodedata.decimal(ch, ch)) for ch in words)
    return [digits.lstrip("0") for digits in re.findall(r"\d+", plain)]


def _drop(claim: Claim, reason: DropReason, detail: str) -> Drop:
    return Drop(
        reason=reason,
        detail=detail,
        kind=claim.kind,
        speaker=claim.speaker,
        text=" … ".join(evidence.quote for evidence in claim.evidence),
        article=claim.evidence[0].article,
        chunk=claim.chunk,
    )
