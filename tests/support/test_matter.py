"""A summary about something else."""

from briefing.support import unsupported

EVIDENCE = "The museum will return the masks to Benin next year."


def test_a_summary_about_something_else_is_found() -> None:
    findings = unsupported("Dentists want cheaper parking near clinics.", EVIDENCE)

    assert [f.kind for f in findings] == ["matter"]


def test_a_paraphrase_is_about_the_same() -> None:
    assert unsupported("The museum will give the masks back to Benin next year.", EVIDENCE) == []
