"""Writes the pages that the browser opens, and beside each the JSON that it must agree with.

Usage: python -m tests.browser.pages FOLDER
"""

import json
import sys
from pathlib import Path

from briefing.pipeline import make_briefing
from briefing.schema.briefing import (
    BriefedArticle,
    Briefing,
    Failure,
    KeyPoint,
    Run,
    Uncovered,
)
from briefing.schema.statement import Drop, Evidence, Kind, Statement
from briefing.steps.load import load_articles
from briefing.steps.render import render_briefing

SEEDS = Path(__file__).parent.parent.parent / "seeds"
ATTACK = "</script></style></title><script>window.ran=1</script><img src=x onerror=window.ran=2>"
RTL = "\u202e\u2066gnirts\u2069"
TEXT = (
    "\r\n\r\n  Leading white space.\tA tab, a\rlone return and NUL \x00 and half a pair \ud800.\r\n"
    f"Roe said {ATTACK} must go. "
    "&lt;b&gt; &amp &#0; &#x202e; &notanentity; \x85 \x93 \x0c \x1f end.\n"
    "\n\n\nA quotation goes on\n\nover the end of a paragraph, said Poe. "
    "👩‍👩‍👧 e\u0301 \ufeff done.\n"
    f"قال رئيس البلدية إن الجسر سيغلق {RTL} غدا. Nobody covers this, warned Moe.\n"
)


def main(folder: Path) -> None:
    """Write sample.html, hostile.html, empty.html and their JSON."""
    loaded = load_articles([str(SEEDS)])
    briefings = {
        "sample": make_briefing([*loaded.articles, *loaded.failures]),
        "hostile": hostile_briefing(),
        "empty": make_briefing(()),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, briefing in briefings.items():
        (folder / f"{name}.html").write_text(render_briefing(briefing, form="html"), "utf-8")
        # Not by pydantic, which cannot write the lone surrogate of the hostile text.
        facts = json.dumps(briefing.model_dump(by_alias=True))
        (folder / f"{name}.json").write_text(facts, "utf-8")


def hostile_briefing() -> Briefing:
    """Every text of it is an attack or hard to carry: broken, reordering, overlapping."""
    statements = (
        _stated("demand", f"{ATTACK} must go", speaker=ATTACK, addressee=RTL + ATTACK),
        _stated(
            "position", "goes on\n\nover the end of a paragraph", speaker="Poe", summary=ATTACK
        ),
        _stated("position", "A quotation goes on\n\nover", "done", speaker="O\"Hara & 'Sons"),
        _stated("consequence", "the end of a", speaker="Poe", condition=f"if {ATTACK}"),
        _stated("question", "a\rlone return and NUL \x00 and half a pair \ud800", speaker=RTL),
        _stated("position", "Leading white space.\tA tab, a\rlone return", speaker="unattributed"),
        _stated("question", "goes on\n\nover the end of a paragraph", speaker="Twin"),
        _stated("demand", "&lt;b&gt; &amp &#0; &#x202e; &notanentity; \x85 \x93 \x0c \x1f end."),
        _stated("position", "إن الجسر سيغلق", "👩‍👩‍👧 e\u0301 \ufeff", speaker="رئيس البلدية"),
    )
    missed = "Nobody covers this"
    return Briefing(
        title=f"{RTL}{ATTACK}",
        created="2026-03-02T08:00:00+00:00",
        articles=(_article("aaa", TEXT), _article("bbb", f"{RTL} {ATTACK}")),
        statements=statements,
        key_points=(KeyPoint(text=ATTACK, statements=(statements[0].id, statements[2].id)),),
        drops=(
            Drop(reason="not in source", detail=ATTACK, kind=ATTACK, speaker=ATTACK, text=ATTACK,
                 article="aaa"),
        ),
        uncovered=(
            Uncovered(article="aaa", start=TEXT.index(missed), end=TEXT.index(missed) + 18,
                      speaker=f"Moe {ATTACK}"),
        ),
        failures=(Failure(source=ATTACK, chunk=ATTACK, error=ATTACK, hint=ATTACK),),
        run=Run(briefing="0", model=ATTACK, endpoint=ATTACK, parameters={ATTACK: ATTACK}),
    )  # fmt: skip


def _article(identifier: str, text: str) -> BriefedArticle:
    return BriefedArticle(
        id=identifier, title=ATTACK, source=f"in/{ATTACK}{RTL}.txt", published=ATTACK,
        publisher=ATTACK, text_sha256=ATTACK, text=text, sentences=1, attributed_sentences=1,
        covered_sentences=1, also_at=(ATTACK,),
    )  # fmt: skip


def _stated(
    kind: Kind,
    *words: str,
    speaker: str = "Roe",
    addressee: str | None = None,
    condition: str | None = None,
    summary: str | None = None,
) -> Statement:
    evidence = tuple(
        Evidence(article="aaa", start=TEXT.index(w), end=TEXT.index(w) + len(w), quote=w)
        for w in words
    )
    return Statement(
        kind=kind, speaker=speaker, addressee=addressee, condition=condition, summary=summary,
        evidence=evidence, flags=("summary unchecked",) if summary else (),
    )  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
