"""What a prompt asks a model for: the reply forms, exactly, and nothing else."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from briefing.schema.statement import Kind

ReplyForm = Literal["quotes", "sentences"]
REPLY_FORMS: tuple[ReplyForm, ...] = get_args(ReplyForm)

PromptForm = Literal["quotes", "sentences", "key_points", "matches"]
"""What any prompt asks for: statements in one of the reply forms, key points, or what statements
are to earlier ones."""

MAX_SENTENCES = 64
"""Sentence numbers a chunk may have. One enum for all chunks keeps the JSON schema, and with it the
fixed prefix of every request, byte-identical."""

SentenceId = Literal[
    "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "s12", "s13", "s14", "s15",
    "s16", "s17", "s18", "s19", "s20", "s21", "s22", "s23", "s24", "s25", "s26", "s27", "s28",
    "s29", "s30", "s31", "s32", "s33", "s34", "s35", "s36", "s37", "s38", "s39", "s40", "s41",
    "s42", "s43", "s44", "s45", "s46", "s47", "s48", "s49", "s50", "s51", "s52", "s53", "s54",
    "s55", "s56", "s57", "s58", "s59", "s60", "s61", "s62", "s63", "s64",
]  # fmt: skip


def _named(speaker: str) -> str:
    if not speaker.strip():
        raise ValueError("speaker is blank (use 'unattributed')")
    return speaker.strip()


Speaker = Annotated[str, AfterValidator(_named)]


class QuotedItem(BaseModel):
    """One statement whose evidence the model copied. The words come first: they decide the rest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quote: str
    speaker: Speaker
    kind: Kind
    addressee: str | None
    condition: str | None
    summary: str


class NumberedItem(BaseModel):
    """One statement whose evidence the model named by sentence number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentences: tuple[SentenceId, ...] = Field(min_length=1, max_length=2)
    """One, or two where a quotation runs on. Where the schema allowed six, a 1.5B model named
    runs of six, and listed 16 statements of 71 sentences (docs/prompts.md)."""
    speaker: Speaker
    kind: Kind
    addressee: str | None
    condition: str | None
    summary: str


class QuotesReply(BaseModel):
    """The reply form `quotes`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statements: tuple[QuotedItem, ...]


class SentencesReply(BaseModel):
    """The reply form `sentences`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statements: tuple[NumberedItem, ...]


Reply = QuotesReply | SentencesReply

REPLY_TYPES: dict[ReplyForm, type[QuotesReply] | type[SentencesReply]] = {
    "quotes": QuotesReply,
    "sentences": SentencesReply,
}


class KeyPointItem(BaseModel):
    """One sentence for the top of the briefing, and the statements that it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statements: tuple[SentenceId, ...] = Field(min_length=1, max_length=4)
    text: str


class KeyPointsReply(BaseModel):
    """The reply form `key_points`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key_points: tuple[KeyPointItem, ...] = Field(max_length=5)


MAX_EARLIER = 8
"""Earlier statements that a model is shown beside one; a speaker who repeats a thing more often has
the latest of them shown."""

EarlierId = Literal["e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8"]
Relation = Literal["repeated", "changed", "other"]


class MatchItem(BaseModel):
    """What today's statement is to one of the earlier ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    earlier: EarlierId
    relation: Relation


class MatchesReply(BaseModel):
    """The reply form `matches`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    matches: tuple[MatchItem, ...] = Field(max_length=MAX_EARLIER)


PromptReply = Reply | KeyPointsReply | MatchesReply

PROMPT_REPLIES: dict[PromptForm, type[PromptReply]] = {
    "quotes": QuotesReply,
    "sentences": SentencesReply,
    "key_points": KeyPointsReply,
    "matches": MatchesReply,
}
"""What an answer to any prompt has to be."""
