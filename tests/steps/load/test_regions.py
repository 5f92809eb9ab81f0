import time

import pytest

from briefing.schema.article import RegionLabel
from briefing.steps.load.regions import find_regions

BODY = (
    "The harbour master said on Monday that the port would stay closed until the inquiry was over."
)
PAGE = f"""Port stays closed as inquiry drags on

Harbour master 'has no date' for reopening

By Jane Dorn and Piet Maas

Tugs lie idle in the port of Grantwick on Monday. AP Photo
Beta V.1.0 - Powered by automated translation

{BODY}

Read more: What the inquiry has heard so far

"We read more into it than we should," he said.

A crane at the east quay. (Photo: Ola Nagy/Northgate)

Sign up to our weekly newsletter

Related articles
- Pilot denies falsifying logs
- Who pays for the tugs?

© 2026 Northgate News. All rights reserved.

Updated: March 3, 2026, 4:36 PM"""


def _labels(text: str) -> list[tuple[RegionLabel, str]]:
    return [(r.label, text[r.start : r.end]) for r in find_regions(text)]


def _label_of(paragraph: str) -> list[RegionLabel]:
    """What becomes of a paragraph between two of running text."""
    return [label for label, _ in _labels(f"{BODY}\n\n{paragraph}\n\n{BODY}")]


def test_page_is_stripped_to_its_running_text() -> None:
    lines = {line for line in PAGE.split("\n") if line}

    assert lines - {words for _, words in _labels(PAGE)} == {
        BODY,
        '"We read more into it than we should," he said.',
    }
    assert [label for label, _ in _labels(PAGE)] == [
        *("headline", "standfirst", "byline", "caption", "boilerplate"),
        *("boilerplate", "caption", "boilerplate"),
        *("boilerplate", "boilerplate", "boilerplate", "credit", "date"),
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“Share this with nobody,” the minister told them.",
        "Share prices fell by 3 per cent.",
        "Sign up now, the ministry said, or lose the grant.",
        "Subscribers asked for their money back.",
        "Photographers were told to leave.",
        "Advertisement spending fell by a tenth.",
        "He said so in an interview with Reuters.",
        "The photo was taken by a tourist, police said.",
        "By Friday the union wants an answer.",
        "Updated figures will be published on 12 May 2026, the office said.",
        "The treaty was signed on 12 May 2026.",
        "Read the treaty, he told critics.",
        "The picture is grim: Europe's farmers are leaving.",
        "Copyrights expire after 70 years, the court held.",
        "Follow the money, she said on Twitter.",
        "Cookies were served.",
        "The minister denied it. AFP",
        "The company owns the port. [Reuters]",
        "“We lost. We know it,” she said. Reuters",
        "What happens next",
        "Brandt: He said I looked tired.",
        "Live ammunition was used, witnesses said.",
        "Opinion polls put the party at 12 per cent.",
        "Related charges were dropped.",
        "More from the talks is expected on Tuesday, officials said.",
        "",
    ],
)
def test_running_text_is_left_alone(paragraph: str) -> None:
    assert _label_of(paragraph) == []


@pytest.mark.parametrize(
    ("paragraph", "label"),
    [
        ("Photo: Ola Nagy", "credit"),
        ("Getty Images", "credit"),
        ("Ola Nagy/AFP/Getty Images.", "credit"),
        ("AP Photo/Ola Nagy", "credit"),
        ("(c) Northgate 2026", "credit"),
        ("The minister arrives in Geneva. Reuters", "caption"),
        ("The minister, who said no, arrives. Picture: Ola Nagy", "caption"),
        ("FILE - The minister arrives in Geneva in this picture of 2019.", "caption"),
        ("Image caption The minister arrives", "caption"),
        ("![The minister](minister.jpg)", "caption"),
        ("This article was translated automatically. The original may differ.", "boilerplate"),
        ("Share this story    Print    Report an error", "boilerplate"),
        ("ADVERTISEMENT", "boilerplate"),
        ("We use cookies to make this site better.", "boilerplate"),
        ("Follow Jane Dorn on Twitter @janedorn.", "boilerplate"),
        ("Watch the full interview below:", "boilerplate"),
        ("3 min read", "boilerplate"),
        ("The views expressed are those of the author.", "boilerplate"),
        ("(Reporting by Jane Dorn; editing by Piet Maas)", "byline"),
        ("Published on 12 May 2026 at 14:05", "date"),
        ("Friday, 12 May 2026", "date"),
        ("Last updated: 12 May 2026 14:05 GMT", "date"),
        ("## What happens next", "headline"),
        ("* * *", "metadata"),
        ("[1]: https://example.org/a", "metadata"),
        ("<!-- more -->", "metadata"),
    ],
)
def test_what_is_no_running_text_is_marked(paragraph: str, label: RegionLabel) -> None:
    assert _label_of(paragraph) == [label]


def test_credit_behind_a_long_paragraph_leaves_the_paragraph() -> None:
    text = f"{BODY} {BODY} {BODY} {BODY} {BODY} Photo: Ola Nagy"

    assert _labels(f"{BODY}\n\n{text}") == [("credit", "Photo: Ola Nagy")]


def test_what_stands_above_the_start_is_metadata() -> None:
    text = f"---\ntitle: x\n---\n\n{BODY}"

    assert [r.label for r in find_regions(text, start=17)] == ["metadata"]


@pytest.mark.parametrize(
    "unit",
    ["a ", "Photo: ", "© ", "Read more ", "12 May ", "[", "*", "By A ", "a\n\n", "(", "views "],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    start = time.perf_counter()
    find_regions(unit * (300_000 // len(unit)))

    assert time.perf_counter() - start < 15  # a quadratic pattern would take minutes
