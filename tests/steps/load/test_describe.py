import pytest

from briefing.steps.load.describe import describe_article

BODY = "The harbour master said on Monday that the port would stay closed."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Port stays closed\n\n{BODY}", "Port stays closed"),
        (f"---\ntitle: From above\n---\n# Port *stays* closed\n\n{BODY}", "Port *stays* closed"),
        (f"---\ntitle: From above\n---\n{BODY}", "From above"),
        (f"{BODY}\n\n{BODY}", "port.txt"),
        (BODY, "port.txt"),
    ],
)
def test_title_is_headline_or_front_matter_or_file_name(text: str, title: str) -> None:
    assert describe_article(text, source="in/port.txt").title == title


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"{BODY}\n\nUpdated: 3 March 2026, 4:36 PM", "2026-03-03T16:36"),
        (f"{BODY}\n\nUpdated: 3 March 2026\n\nPublished: 1 March 2026", "2026-03-01"),
        (f"---\ndate: 2026-02-01\n---\n{BODY}\n\nPublished: 1 March 2026", "2026-02-01"),
        (f"GENEVA, March 3, 2026 (Northgate) — {BODY}", "2026-03-03"),
        (f"GENEVA, March 3 (Northgate) — {BODY}", None),
        (f"Published: 03/04/2026\n\n{BODY}", None),
        (f"{BODY} The treaty was signed on 1 March 2026.", None),
    ],
)
def test_published_is_a_date_that_the_article_states_of_itself(
    text: str, published: str | None
) -> None:
    assert describe_article(text, source="a.txt").published == published


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"GENEVA, Nov 12 (Northgate Agency) — {BODY}", "Northgate Agency"),
        (f"Port closed\n\nNEW YORK (AP) – {BODY}", "AP"),
        (f"---\npublisher: Weekly\n---\nGENEVA (AP) — {BODY}", "Weekly"),
        (f"Port closed\n\nThe Sunday Echo, 1 March 2026\n\n{BODY}", "The Sunday Echo"),
        (f"{BODY}\n\n© 2026 Northgate News. All rights reserved.", "Northgate News"),
        (f"{BODY}\n\nUpdated: 1 March 2026", None),
        (f"{BODY}\n\nFriday, 12 May 2026", None),
        (f"Mr Dorn (Independent) disagreed. {BODY}", None),
    ],
)
def test_publisher_is_named_by_front_matter_dateline_date_line_or_rights(
    text: str, publisher: str | None
) -> None:
    assert describe_article(text, source="a.txt").publisher == publisher


def test_text_is_kept_and_every_region_lies_in_it_in_order() -> None:
    text = f"\r\n Port closed \r\n\r\n{BODY}\r\n\r\nUpdated: 1 March 2026\r\n"
    article = describe_article(text, source="a.txt", also_at=("b.txt",))

    assert article.text == text
    assert article.also_at == ("b.txt",)
    assert [text[r.start : r.end] for r in article.regions] == [
        "Port closed",
        "Updated: 1 March 2026",
    ]
