"""What a text affirms and denies."""

import pytest

from briefing.support import polarity


@pytest.mark.parametrize("text", ["It will not reopen.", "It stays closed.", "It is closed."])
def test_a_denial_and_the_opposite_are_one(text: str) -> None:
    assert ("±open", -1) in [(p.concept, p.sign) for p in polarity(text)]


def test_offsets_are_those_of_the_text() -> None:
    text = "They did not pay."
    (payment,) = (p for p in polarity(text) if p.concept == "pay")

    assert (text[payment.start : payment.end], payment.sign) == ("pay", -1)
