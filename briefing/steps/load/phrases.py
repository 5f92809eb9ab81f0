"""The phrase lists of phrases.toml, compiled."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Phrases(NamedTuple):
    """One compiled pattern per list; each is matched from a paragraph's first character."""

    max_length: int
    max_caption: int
    speech: re.Pattern[str]
    always: re.Pattern[str]
    unless_speech: re.Pattern[str]
    kicker: re.Pattern[str]
    related: re.Pattern[str]
    byline_head: re.Pattern[str]
    byline_anywhere: re.Pattern[str]
    date_lead: re.Pattern[str]
    photo: re.Pattern[str]
    agency: re.Pattern[str]
    caption_lead: re.Pattern[str]
    rights: re.Pattern[str]


@cache
def load_phrases() -> Phrases:
    """Read and compile the lists, once."""
    with Path(__file__).with_name("phrases.toml").open("rb") as file:
        data: dict[str, Any] = tomllib.load(file)
    boilerplate, credit = data["boilerplate"], data["credit"]
    return Phrases(
        max_length=data["max_length"],
        max_caption=data["max_caption"],
        speech=re.compile(rf"\b(?:{'|'.join(data['speech'])})\b|[\"“”«»„]|(?<!\w)[‘']\w"),
        always=_any_of(boilerplate["always"]),
        unless_speech=_any_of(boilerplate["unless_speech"]),
        kicker=_any_of(boilerplate["kickers"], whole=True),
        related=_any_of(data["related"]["headings"]),
        byline_head=_any_of(data["byline"]["head"]),
        byline_anywhere=_any_of(data["byline"]["anywhere"]),
        date_lead=_any_of(data["date"]["lead"]),
        photo=_any_of(credit["photo"], whole=True),
        agency=_any_of(credit["agency"], whole=True),
        caption_lead=_any_of(credit["caption_lead"]),
        rights=_any_of(credit["rights"], whole=True),
    )


def _any_of(patterns: list[str], *, whole: bool = False) -> re.Pattern[str]:
    alternatives = f"(?:{'|'.join(patterns)})"
    pattern = rf"{alternatives}[.)\]]{{0,2}}\Z" if whole else alternatives
    return re.compile(pattern, re.IGNORECASE)
