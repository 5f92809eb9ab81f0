"""The paragraphs above the running text: kicker, headline, standfirst, byline, dateline."""

import re

from briefing.schema.article import RegionLabel, Span
from briefing.steps.load.dates import end_of_date, locate_date
from briefing.steps.load.phrases import Phrases, load_phrases

MAX_HEADLINE = 160
MAX_STANDFIRST = 300
MAX_BYLINE = 120
"""Code points; agencies cut headlines at 100, bylines name three people at most."""
MAX_STANDFIRSTS = 2
_SENTENCE = re.compile(
    r"[.…:,][\"”’')\]*_]{0,3}\Z|[!?][\"”’')\]]{0,2}\s.{0,200}\.[\"”’']?\Z", re.DOTALL
)
_STOPPED = re.compile(r"[.!?…:,][\"”’')\]*_]{0,3}\Z")
_EMPHASIS = re.compile(r"([*_]{1,3})(?=\S).{1,300}(?<=\S)\1\Z", re.DOTALL)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def label_head(text: str, paragraphs: list[Span], labels: list[RegionLabel | None]) -> None:
    """Label what stands above the running text, in place.

    The first paragraph is the headline if it is short and no sentence: it does not end in a full
    stop, or it is written in capitals as titles are. Only below a headline can there be a
    standfirst: a paragraph without a full stop, or one that Markdown sets in italics.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs below the front matter.
        labels: What each is by its own words; None for those that look like running text.
    """
    phrases = load_phrases()
    stage = _Stage()
    for i, paragraph in enumerate(paragraphs[:-1]):
        if labels[i] == "headline":
            if stage.has_headline:
                return
            stage.has_headline = True
        elif labels[i] is None:
            follows = i > 0 and text.count("\n", paragraphs[i - 1].end, paragraph.start) == 1
            labels[i] = stage.label(paragraph.of(text), phrases, follows=follows)
            if labels[i] is None:
                return
        stage.last = labels[i]


class _Stage:
    """How far down the head the reader is."""

    def __init__(self) -> None:
        self.has_headline = False
        self.standfirsts = 0
        self.last: RegionLabel | None = None

    def label(self, words: str, phrases: Phrases, *, follows: bool) -> RegionLabel | None:
        """Label one paragraph; `follows`: it stands on the line below the last."""
        label = _by_its_words(words, phrases)
        if label is None and not self.has_headline and is_headline(words):
            self.has_headline, label = True, "headline"
        elif label is None and self.has_headline:
            label = self._below_headline(words, follows=follows)
        return label

    def _below_headline(self, words: str, *, follows: bool) -> RegionLabel | None:
        if follows and self.last == "byline" and _is_byline_length(words):
            return "byline"
        if self.standfirsts < MAX_STANDFIRSTS and _is_standfirst(words):
            self.standfirsts += 1
            return "standfirst"
        return None


def _by_its_words(words: str, phrases: Phrases) -> RegionLabel | None:
    if _is_byline_length(words) and phrases.byline_head.match(words.strip("*_ ")):
        return "byline"
    if phrases.kicker.match(words):
        return "boilerplate"
    return "date" if _is_dated_name(words) else None


def _is_byline_length(words: str) -> bool:
    return len(words) <= MAX_BYLINE and not _STOPPED.search(words)


def is_headline(words: str) -> bool:
    """Whether a text's first paragraph is its headline and not its first sentence."""
    if len(words) > MAX_HEADLINE or "\n" in words:
        return False
    return not _SENTENCE.search(words) or _is_title_case(words)


def _is_standfirst(words: str) -> bool:
    if len(words) > MAX_STANDFIRST:
        return False
    return bool(_EMPHASIS.match(words)) or not _STOPPED.search(words)


def _is_dated_name(words: str) -> bool:
    """`The Sunday Ledger, 1 March 2026`."""
    located = locate_date(words) if len(words) <= MAX_BYLINE else None
    if located is None or end_of_date(words, located[0]) != len(words):
        return False
    name = words[: located[0].start()].rstrip()
    return name.endswith((",", "|", "·", "—", "–", "-")) and _is_title_case(name, least=1)


def _is_title_case(words: str, *, least: int = 5) -> bool:
    """Whether the words are `least` or more, and most of the longer ones are capitalised."""
    found = _WORD.findall(words)
    long = [word for word in found if len(word) >= 4]
    if len(found) < least or not long:
        return False
    n_capitals = len([word for word in long if word[0].isupper()])
    return n_capitals >= 0.8 * len(long)
