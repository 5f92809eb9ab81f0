"""A digest comes in → what the index and the feed say of its day."""

from pydantic import BaseModel, ConfigDict

from briefing.workflows.digest.form import Digest, DigestPoint


class Entry(BaseModel):
    """One day, in short; kept in the journal, so that an index needs no other day's digest."""

    model_config = ConfigDict(frozen=True)

    day: str
    updated: str
    """The last day on which something came in for it."""
    articles: int
    statements: int
    new: int
    changed: int
    repeated: int
    contradictions: int
    failures: int
    key_points: tuple[DigestPoint, ...]


def entry_of(digest: Digest) -> Entry:
    """The entry of a digest."""
    return Entry(
        day=digest.date,
        updated=max([digest.date, *(article.came_in for article in digest.articles)]),
        articles=len(digest.articles),
        statements=len(digest.statements),
        new=digest.count("new"),
        changed=digest.count("changed"),
        repeated=digest.count("repeated"),
        contradictions=len(digest.contradictions),
        failures=len(digest.failures),
        key_points=digest.key_points,
    )
