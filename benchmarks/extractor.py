"""How many articles a second the built-in extractor reads, on one core and on more, and where to.

Articles are made up (benchmarks/corpus.py) and read in this process, then in processes of the
rules, in one run; `--profile` lists the functions that take most of the time.

    PYTHONPATH=. python benchmarks/extractor.py [--articles 2000] [--workers 2] [--profile]
"""

import argparse
import cProfile
import pstats
import statistics
import time

from benchmarks.corpus import make_articles
from briefing.config import BUILTIN, Settings
from briefing.pipeline import make_briefing
from briefing.schema.article import Article

SHOWN = 15


def main() -> None:
    """Print the table, and the profile where it is wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    wanted = parser.parse_args()
    articles = list(make_articles(wanted.articles))
    letters = sum(len(article.text) for article in articles) / len(articles)
    print(f"{len(articles)} articles of {letters:.0f} letters")
    taken: dict[int, list[float]] = {1: [], wanted.workers: []}
    for _ in range(wanted.rounds):
        for workers, seconds in taken.items():
            seconds.append(read(articles, workers))
    for workers, seconds in taken.items():
        rate = len(articles) / statistics.median(seconds)
        ratio = statistics.median(a / b for a, b in zip(taken[1], seconds, strict=True))
        print(f"  {workers} at work: {rate:7.1f} articles a second, {ratio:.2f} times one")
    if wanted.profile:
        profile = cProfile.Profile()
        profile.runcall(read, articles[:500], 1)
        pstats.Stats(profile).sort_stats("tottime").print_stats(SHOWN)


def read(articles: list[Article], workers: int) -> float:
    """Seconds for a briefing of them."""
    started = time.perf_counter()
    make_briefing(articles, Settings(model=BUILTIN, workers=workers))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
