"""How many of the hand-labelled statements of five days the digest labels as a reader did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.workflows.digest.contradictions import Clash
from briefing.workflows.digest.form import Digest
from tests.labelled_days import (
    DAYS,
    LABELS,
    ROOT,
    Scored,
    labelled,
    match_labelled,
    run_day,
)

LEAST_RIGHT = 0.95


@pytest.fixture(scope="module")
def in_checkout() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        yield


@pytest.fixture(scope="module")
def matched(
    in_checkout: None, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Scored], list[Clash]]:
    return match_labelled(tmp_path_factory.mktemp("labelled"))


@pytest.fixture(scope="module")
def digests(in_checkout: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Digest]:
    """The same days end to end, with the built-in extractor."""
    folder = tmp_path_factory.mktemp("digests")
    for day in DAYS:
        run_day(day, folder)
    read = (folder / f"{day}.json" for day in DAYS)
    return {
        d.date: d for d in (Digest.model_validate_json(f.read_text(encoding="utf-8")) for f in read)
    }


def test_every_label_is_scored(matched: tuple[list[Scored], list[Clash]]) -> None:
    assert len(matched[0]) == len(labelled())


def test_of_the_labelled_statements_95_in_100_are_labelled_as_by_hand(
    matched: tuple[list[Scored], list[Clash]],
) -> None:
    scored, _ = matched
    wrong = [s for s in scored if s.given != s.entry.label]

    assert len(wrong) <= (1 - LEAST_RIGHT) * len(scored), wrong


def test_no_statement_is_called_changed_that_is_not(
    matched: tuple[list[Scored], list[Clash]], digests: dict[str, Digest]
) -> None:
    scored, _ = matched
    changed = [(e.file, e.snippet) for e in labelled() if e.label == "changed"]

    assert [s for s in scored if s.given == "changed" and s.entry.label != "changed"] == []
    for digest in digests.values():
        for statement in digest.statements:
            if statement.label == "changed":
                assert _meets(digest, statement.evidence[0].quote, changed), statement


def test_every_change_is_found(
    matched: tuple[list[Scored], list[Clash]], digests: dict[str, Digest]
) -> None:
    scored, _ = matched
    wanted = {s.entry for s in scored if s.entry.label == "changed"}
    told = [s for d in digests.values() for s in d.statements if s.label == "changed"]

    assert {s.entry for s in scored if s.given == "changed"} == wanted
    assert len(told) == len(wanted)


def test_the_contradictions_are_those_of_the_labels(
    matched: tuple[list[Scored], list[Clash]],
) -> None:
    _, clashes = matched
    found = [
        {clash.one.told.said.speaker.split()[-1], clash.other.speaker.split()[-1]}
        for clash in clashes
    ]
    wanted = [{s["speaker"].split()[-1] for s in c["sides"]} for c in LABELS["contradictions"]]

    assert sorted(map(sorted, found)) == sorted(map(sorted, wanted))


def test_a_copy_in_three_papers_is_one_article_with_its_differences(
    digests: dict[str, Digest],
) -> None:
    (copy,) = LABELS["copies"]
    (article,) = [a for a in digests[copy["day"]].articles if a.copies]
    files = {Path(article.source).name, *(Path(c.source).name for c in article.copies)}
    adds = {sentence for c in article.copies for sentence in c.adds}
    omits = {sentence for c in article.copies for sentence in c.omits}

    assert files == set(copy["files"])
    assert Path(article.source).name == copy["labelled_in"]
    assert adds == {d["snippet"] for d in copy["differing"] if "snippet" in d}
    assert omits == {d["missing"] for d in copy["differing"] if "missing" in d}


def test_the_story_that_went_quiet_is_named_once(digests: dict[str, Digest]) -> None:
    quiet = [(day, story) for day, d in digests.items() for story in d.quiet]
    (wanted,) = LABELS["quiet"]

    assert [story.last_day for _, story in quiet] == [wanted["last_day"]]
    assert [story.articles for _, story in quiet] == [len(wanted["files"])]


def test_a_late_article_is_in_the_digest_of_its_own_day(digests: dict[str, Digest]) -> None:
    (late,) = LABELS["late"]

    assert [a.day for a in digests[late["folder"]].late] == [late["dated"]]
    assert any(a.source.endswith(late["file"]) for a in digests[late["dated"]].articles)
    assert not any(a.source.endswith(late["file"]) for a in digests[late["folder"]].articles)


def test_a_day_without_articles_is_said_to_be_one(digests: dict[str, Digest]) -> None:
    (empty,) = [d for d in DAYS if not any(e.day == d for e in labelled())]

    assert digests[empty].articles == ()
    assert digests[empty].statements == ()


def _meets(digest: Digest, quote: str, among: list[tuple[str, str]]) -> bool:
    bare = quote.strip('"“”.,')
    return any(snippet in quote or bare in snippet for _, snippet in among)
