"""Articles on disk come in → whether the quotations of a briefing still stand in them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from briefing.locate import locate_quote
from briefing.schema.article import Article
from briefing.workflows.verify.verdict import Mismatch, short


class Quotation(NamedTuple):
    """Words that a briefing says stand in an article."""

    where: str
    words: str
    start: int
    """Where they stood."""


class Sources:
    """The articles on disk, by text and by name."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Take the articles as they were loaded."""
        self._by_text = {article.text_sha256: article for article in articles}
        self._by_name: dict[str, list[Article]] = {}
        for article in articles:
            for source in (article.source, *article.also_at):
                self._by_name.setdefault(PurePath(source).name, []).append(article)

    def unchanged(self, text_sha256: str) -> Article | None:
        """The article with exactly this text, whatever its file is called."""
        return self._by_text.get(text_sha256)

    def check(
        self, where: str, source: str, text_sha256: str, quotations: Iterable[Quotation]
    ) -> Iterator[Mismatch]:
        """What is to be said of one article of the briefing.

        Args:
            where: What to call it.
            source: Where the briefing says that it came from; of a path the last part counts.
            text_sha256: Hash of its text.
            quotations: Those of the briefing that rest on it.
        """
        if self.unchanged(text_sha256) is not None:
            return
        candidates = self._by_name.get(PurePath(source).name, [])
        if not candidates:
            yield Mismatch(where, "no file there has its text or its name, so it was not checked")
            return
        lost = [min((_lost(q, a) for a in candidates), key=len) for q in quotations]
        gone = [quotation for quotations in lost for quotation in quotations]
        stand = len(lost) - len(gone)
        yield Mismatch(
            where,
            f"the text has changed; {stand} of {len(lost)} quotations from it still stand there",
        )
        for quotation in gone:
            yield Mismatch(quotation.where, f"{short(quotation.words)} stands there no more")


def _lost(quotation: Quotation, article: Article) -> list[Quotation]:
    """The quotation, if the article does not hold its words."""
    words = quotation.words
    stands = (
        words in article.text or locate_quote(words, article.text, near=quotation.start) is not None
    )
    return [] if stands else [quotation]
