"""The lexicons are data: well-formed, and consistent with each other."""

from briefing.support.lexicon import table, word_set
from briefing.support.meanings import stems_of_phrase


def test_each_word_has_one_side_of_an_axis() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for axis, poles in table("opposites").items():
        for pole, phrases in poles.items():
            for phrase in phrases:
                where = f"{axis}.{pole}"
                assert seen.setdefault(stems_of_phrase(phrase), where) == where, phrase


def test_every_mode_says_what_carries_it() -> None:
    modality = table("modality")
    modes = {"fact", "asked", "condition", *modality["classes"]}

    assert set(modality["carried"]) == modes
    assert all(set(allowed) <= modes for allowed in modality["carried"].values())


def test_every_share_says_what_carries_it() -> None:
    quantity = table("quantity")

    assert set(quantity["carried"]) == {*quantity["share"], *quantity["frequency"]}


def test_a_word_set_is_read_from_text_or_list() -> None:
    assert "mr" in word_set("names", "courtesy")
    assert "the" in word_set("words", "function")
