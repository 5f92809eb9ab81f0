"""Names in many articles: who is one, and who is not."""

import pytest

from briefing.matching import Speakers, is_named, name_key

ONE = [
    ("Works Minister Carla Denholm", "Ms Denholm"),
    ("Works Minister Carla Denholm", "Carla Denholm"),
    ("Carla Denholm", "Denholm"),
    ("The Lighthouse Service", "Lighthouse Service"),
    ("Hildegard Moe", "Statistics chief Hildegard Moe"),
    ("the ministry", "The Ministry"),
]
TWO = [
    ("Carla Denholm", "Aurel Denholm"),
    ("Carla Denholm", "Carla Aske"),
    ("Davina Ness", "Mr Trent"),
    ("the ministry", "the committee"),
]


@pytest.mark.parametrize(("name", "other"), ONE)
def test_they_are_one(name: str, other: str) -> None:
    speakers = Speakers([name, other])

    assert speakers.one(name) == speakers.one(other)
    assert speakers.names(name) == sorted([name, other])


@pytest.mark.parametrize(("name", "other"), TWO)
def test_they_are_two(name: str, other: str) -> None:
    speakers = Speakers([name, other])

    assert speakers.one(name) != speakers.one(other)
    assert speakers.names(name) == [name]


def test_a_last_name_that_fits_two_people_is_nobodys() -> None:
    speakers = Speakers(["Carla Denholm", "Aurel Denholm", "Denholm"])

    assert speakers.names("Denholm") == ["Denholm"]


def test_a_name_that_was_not_given_stands_for_itself() -> None:
    assert Speakers([]).one("The Ministry") == "ministry"
    assert Speakers([]).names("The Ministry") == []


def test_the_order_of_the_names_does_not_matter() -> None:
    names = ["Ms Denholm", "Carla Denholm", "Minister Carla Denholm", "Aurel Stanwick"]
    one, other = Speakers(names), Speakers(reversed(names))

    assert [one.one(name) for name in names] == [other.one(name) for name in names]


def test_the_key_is_what_all_forms_of_a_name_end_in() -> None:
    assert {name_key(name) for name in ("Carla Denholm", "Ms Denholm", "Denholm, 61")} == {
        "denholm"
    }
    assert name_key("Martin Luther King Jr.") == "king"


def test_a_description_is_no_name() -> None:
    assert is_named("Carla Denholm")
    assert not is_named("the ministry")
    assert not is_named("critics")
