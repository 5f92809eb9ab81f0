"""Words of two articles are compared only where the articles are about things near enough."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.journal import Journal, open_journal
from briefing.workflows.digest.contexts import Contexts
from tests.journal.keeping import keep, kept

FERRY = frozenset({"ferry", "lorne", "norrbank"})


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_journal(tmp_path / "journal") as db:
        yield Journal(db)


def test_two_topics_make_a_context_one_does_not(journal: Journal) -> None:
    recent = {"near": frozenset({"ferry", "lorne"}), "far": frozenset({"ferry", "rent"})}
    contexts = Contexts(journal, {"here": FERRY, "lone": frozenset()}, recent)

    assert contexts.near("here") == {"here", "near"}
    assert contexts.is_one("here", "near")
    assert not contexts.is_one("here", "far")
    assert not contexts.is_one("lone", "near")
    assert contexts.is_one("lone", "lone")


def test_the_topics_of_an_older_article_are_looked_up(journal: Journal) -> None:
    near = keep(journal, kept("Near.", topics=frozenset({"lorne", "norrbank"})))
    far = keep(journal, kept("Far.", topics=frozenset({"rent"})))
    contexts = Contexts(journal, {"here": FERRY}, {})

    assert contexts.is_one("here", near)
    assert not contexts.is_one("here", far)
