"""Negations added and dropped."""

import pytest

from briefing.support import unsupported


def kinds(summary: str, evidence: str) -> set[str]:
    return {finding.kind for finding in unsupported(summary, evidence)}


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("The border will not reopen.", "The border will remain closed."),
        ("Nurses did not accept the offer.", "Nurses rejected the offer."),
        ("The museum will not return the masks.", "The museum refused to return the masks."),
        ("Nobody was injured.", "There were no injuries."),
        ("Children will die unless water arrives.", "Without water, children will die."),
        ("They will strike if talks do not resume.", "They will strike unless talks resume."),
        ("Rents will not rise unless members agree.", "Rents will rise only if members agree."),
        ("It may not be safe.", "It may be unsafe."),
        ("He does not think rates will fall.", "He does not expect rates to fall."),
    ],
)
def test_a_negation_put_otherwise_is_carried(summary: str, evidence: str) -> None:
    assert kinds(summary, evidence) == set()


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("The border will reopen.", "The border will not reopen."),
        ("The border will not reopen.", "The border will reopen."),
        ("They will strike if talks resume.", "They will strike unless talks resume."),
        ("It has paid bribes.", "It denied that it had paid bribes."),
        ("It will pay a dividend.", "It will neither pay a dividend nor hire staff."),
        ("He said when it would end.", "He declined to say when it would end."),
        ("It rules out talks.", "It does not rule out talks."),
    ],
)
def test_a_negation_added_or_dropped_is_found(summary: str, evidence: str) -> None:
    assert "negation" in kinds(summary, evidence)


def test_a_negation_elsewhere_in_the_evidence_does_no_harm() -> None:
    evidence = "Talks will resume on Monday. The talks on steel will not."

    assert kinds("Talks will resume on Monday.", evidence) == set()
