"""Two readings → the names of the summary that neither its evidence nor the caller knows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from briefing.support.finding import Unsupported, found
from briefing.support.lexicon import table, word_set
from briefing.support.meanings import is_in_lexicon
from briefing.support.reading import Reading
from briefing.support.words import Word, fold, stem_of, words_of

_LINKS = frozenset(
    {"of", "the", "for", "de", "van", "von", "al", "bin", "-", "&", "da", "del", "la", "le"}
)
_COMMON_ENDINGS = (
    "ing",
    "ly",
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ists",
    "ers",
    "ors",
    "ives",
    "ants",
    "ents",
    "ies",
    "ance",
    "ence",
    "ship",
    "ism",
    "ure",
    "ics",
)
LONGEST_FIRST_NAME = 5
"""An ending says something only of a longer word: `Wright` is none, `Leaving` is."""

LONGEST_FORM = 5
"""Words of the longest form in names.toml that is worth looking for."""


@cache
def _same() -> dict[str, list[frozenset[str]]]:
    """A name → the groups of forms that carry it."""
    groups: dict[str, list[frozenset[str]]] = defaultdict(list)
    for forms in table("names")["same"]:
        for form in forms:
            groups[form].append(frozenset(forms))
    return dict(groups)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _same() if " " in form)


class Known:
    """The names that a summary may use: its evidence's, and those that the caller vouches for."""

    def __init__(self, texts: Iterable[Sequence[Word]]) -> None:
        self.lows: set[str] = set()
        self.lower_case: set[str] = set()
        self.capitalised: set[str] = set()
        self._followers: dict[str, set[str]] = defaultdict(set)
        self._phrases: set[str] = set()
        self._initials: set[str] = set()
        for words in texts:
            self._enter(words)

    def _enter(self, words: Sequence[Word]) -> None:
        run: list[Word] = []
        for i, word in enumerate(words):
            if not word.is_word:
                if word.low != "-":
                    run = []
                continue
            self.lows.add(word.low)
            (self.capitalised if word.is_capitalised else self.lower_case).add(word.low)
            if word.low in _first_words():
                self._phrases.update(
                    " ".join(w.low for w in words[i : i + n]) for n in range(2, LONGEST_FORM + 1)
                )
            if word.is_capitalised:
                run = [*run[-5:], word]
                for earlier in run[:-1]:
                    self._followers[earlier.low].add(word.low)
                self._initials.update(
                    "".join(w.low[0] for w in run[-n:]) for n in range(2, len(run) + 1)
                )
            elif word.low not in _LINKS:
                run = []

    def has(self, word: Word) -> bool:
        """Whether a word is known, in another form of the same name if need be."""
        low = word.low
        if _is_acronym(word):
            return low in self.capitalised or low in self._initials or self.has_form(low)
        return low in self.lows or self.has_form(low) or stem_of(low) in {"", *self.lows}

    def has_form(self, name: str) -> bool:
        """Whether another form of a name is known: `Ukrainian` for `Ukraine`."""
        return any(
            form in self._phrases
            or (form in self.lows and (len(form) > 3 or form in self.capitalised))
            for group in _same().get(name, ())
            for form in group
        )

    def spells(self, words: Sequence[Word]) -> bool:
        """Whether the initials of these words are a known acronym: `Transit Authority` for `TA`."""
        initials = "".join(w.low[0] for w in words)
        return len(initials) > 1 and initials in self.capitalised

    def follows(self, first: str, second: str) -> bool:
        """Whether `second` comes after `first` within one name somewhere."""
        return second in self._followers.get(first, ())


def _is_acronym(word: Word) -> bool:
    letters = word.text.replace(".", "")
    return len(letters) > 1 and letters.isupper()


def name_findings(
    summary: Reading, evidence: Sequence[Word], known: Sequence[str]
) -> list[Unsupported]:
    """Names of the summary that nothing carries."""
    carried = Known([evidence, *map(words_of, known)])
    findings = []
    for run in _runs(summary):
        strange = [word for word in run if not _is_carried(word, run, carried, summary.words)]
        pair = _mixed(run, carried)
        if strange and not _whole_is_known(run, carried):
            first, last = strange[0], strange[-1]
            reason = f"{summary.text[first.start : last.end]!r} is not named in the evidence"
            findings.append(found("name", summary.text, first.start, last.end, reason))
        elif pair and not strange:
            reason = (
                f"the evidence does not put {pair[0].text!r} and {pair[1].text!r} into one name"
            )
            findings.append(found("name", summary.text, pair[0].start, pair[1].end, reason))
    return findings


def _runs(summary: Reading) -> list[list[Word]]:
    """Capitalised words in a row, each row one name or several."""
    runs: list[list[Word]] = []
    counted = {i for moment in summary.moments for i in range(moment.first, moment.last)}
    counted |= {i for number in summary.numbers for i in range(number.first, number.last)}
    is_open = False
    for i, word in enumerate(summary.words):
        if word.is_word and word.is_capitalised and i not in counted and word.low != "i":
            if is_open:
                runs[-1].append(word)
            else:
                runs.append([word])
            # A possessive ends a name: "Oxfam's Leila Nasser", "the Greens' Leila Nasser".
            after = summary.text[word.end : word.end + 1]
            is_open = not (fold(word.text).endswith("'s") or after in ("'", "’"))
        elif not (
            is_open and word.low in ("of", "-", "the") and runs[-1][-1].end - word.start > -3
        ):
            is_open = False
    return runs


def _whole_is_known(run: Sequence[Word], carried: Known) -> bool:
    """Whether a name is known under its acronym or another form: `European Union` for `EU`."""
    proper = [w for w in run if w.low != "the"]
    whole = " ".join(w.low for w in proper)
    return carried.has_form(whole) or carried.spells(proper)


def _is_carried(word: Word, run: Sequence[Word], carried: Known, words: Sequence[Word]) -> bool:
    if carried.has(word) or word.low in word_set("names", "courtesy"):
        return True
    if not word.starts_sentence:
        is_inner = len(run) > 1 and not _is_acronym(word)
        return is_inner and word.low in word_set("words", "function")
    if len(run) > 1 and not _is_common(word):
        return False
    if word.low in word_set("names", "titles") and len(run) > 1:
        return False
    return _is_common(word) or not _looks_like_name(word, words)


def _is_common(word: Word) -> bool:
    low = word.low
    common = word_set("names", "common")
    return (
        low in common
        or low in word_set("words", "function")
        or low in word_set("words", "boundary")
    )


def _looks_like_name(word: Word, words: Sequence[Word]) -> bool:
    """A guess about an unknown word that begins a sentence, where everything is capitalised."""
    if word.low in _same() or _is_acronym(word) or fold(word.text).endswith("'s"):
        return True
    after = words[word.index + 1].low if word.index + 1 < len(words) else ""
    if after in word_set("names", "namelike_next"):
        return True
    if is_in_lexicon(word.stem) or _is_plural(word.low):
        return False
    return not (word.low.endswith(_COMMON_ENDINGS) and len(word.low) > LONGEST_FIRST_NAME)


def _is_plural(low: str) -> bool:
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "os", "as"))


def _mixed(run: Sequence[Word], carried: Known) -> tuple[Word, Word] | None:
    """Two neighbours of a name that are known, but never in one name: `Karl Ruiz`."""
    for first, second in pairwise(run):
        if (
            second.start - first.end <= 2  # a space, or the dot of an initial
            and _is_proper(first, carried)
            and _is_proper(second, carried)
            and not carried.follows(first.low, second.low)
        ):
            return first, second
    return None


def _is_proper(word: Word, carried: Known) -> bool:
    low = word.low
    roles = word_set("names", "titles") | word_set("names", "courtesy")
    return (
        low in carried.capitalised
        and low not in carried.lower_case
        and low not in roles
        and low not in _same()
    )
