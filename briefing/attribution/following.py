"""Cues whose content follows: said that, urged her to, denied the charge."""

from collections.abc import Callable

from briefing.attribution.clause import is_adverb, is_verb, lexis
from briefing.attribution.complement import complement
from briefing.attribution.ends import closes_with_comma, content_end, end_of_unit, matrix_verb
from briefing.attribution.found import Complement, Found
from briefing.attribution.hit import Hit
from briefing.attribution.nounphrase import Phrase, phrase_after
from briefing.attribution.units import QUOTE
from briefing.attribution.words import Token
from briefing.schema.statement import Kind

_CUTTING = frozenset({"that", "quote", "clause", "whom", "wh", "whom-to"})


def find_following(tokens: list[Token], hits: list[Hit], taken: list[Phrase]) -> list[Found]:
    """The attributions of a unit whose content follows the cue.

    Args:
        tokens: The unit.
        hits: Its cues.
        taken: Ranges that attributions of preceding content have taken, cue and source included.
    """
    if not hits:
        return []
    end = end_of_unit(tokens)
    found: list[Found] = []
    floor = 0
    options = [(h, _complement(tokens, h, end)) for h in hits]
    for n, (hit, told) in enumerate(options):
        if told is None or hit.match.verb < floor or _within(hit.match.verb, taken):
            continue
        limit = min([end, *(t.first for t in taken if t.first > hit.match.verb)])
        leads = [
            lead
            for later in options[n + 1 :]
            if not _is_subordinate(tokens, later[0]) and not _is_main(tokens, told, later[0])
            for lead in _cut(hit, told, later)
        ]
        limit = min(limit, _own_clause_end(tokens, hit, told.first, limit, told.frame))
        if hit.mode == "participle" and hit.subject is None:
            hit = _with_later_subject(tokens, hit, told.first, limit)
            limit = next((i for i in range(told.first, limit) if tokens[i].text == ","), limit)
            if told.frame not in _CUTTING:
                continue
        stop = content_end(tokens, told.first, limit, told.frame, leads)
        if stop <= told.first or _says_nothing(tokens, told.first, stop):
            continue
        hit = _with_main_subject(hit, hits[n + 1 :])
        before = _condition_before(tokens, hit, floor) or _pronoun_before(tokens, hit, told)
        found.append(_made(hit, told, stop, before=before))
        floor = stop
    return found


def _with_later_subject(tokens: list[Token], hit: Hit, first: int, limit: int) -> Hit:
    """With the subject that stands behind it: "Noting that it had rained, Ms Roe praised"."""
    comma = next((i for i in range(first, limit) if tokens[i].text == ","), limit)
    return hit._replace(subject=phrase_after(tokens, comma + 1, len(tokens)))


def _says_nothing(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether a content is only the "to comment" that somebody declined."""
    words = [t.low for t in tokens[first:stop] if t.low != "to"]
    if words[:2] == ["not", "be"] or words[:1] == ["be"]:
        return words[-1] in ("named", "identified") or words[2:3] in (["named"], ["identified"])
    if words[:1] == ["anonymity"] or words == ["against"]:
        return True
    if words[:1] == ["comment"]:
        return words[1:2] != ["on"]
    return words in (["elaborate"], ["say"], ["respond"], ["most"], ["least"])


def _own_clause_end(tokens: list[Token], hit: Hit, first: int, limit: int, frame: str) -> int:
    """Where the clause of the cue itself must end: a relative or subordinate one at a comma."""
    start = hit.subject.first if hit.subject else hit.group.first
    adverbial = hit.mode == "participle" and tokens[hit.group.first - 1].low in _BEFORE_DEEDS
    if hit.mode in ("relative", "participle", "infinitive") and frame in _ACTS and not adverbial:
        limit = matrix_verb(tokens, first, limit)
    elif hit.mode == "relative" and not (
        tokens[start - 1].text == "," or any(is_verb(t) for t in tokens[: hit.group.first - 1])
    ):
        limit = _behind_relative(tokens, first, limit, frame)
    is_clause = frame in ("that", "clause", "whom")
    if hit.mode == "subject" and start > 1 and tokens[start - 1].low in ("which", "who", "whom"):
        return _comma_before(tokens, first, limit, _is_verb_group_start, is_clause=is_clause)
    opener = start - (start > 0 and tokens[start - 1].low == "whose")
    if opener > 0 and tokens[opener - 1].text == "," and (hit.mode == "relative" or opener < start):
        return _comma_before(tokens, first, limit, _is_verb_group_start, is_clause=is_clause)
    if hit.mode == "subject" and start > 0 and tokens[start - 1].low in lexis("subordinate"):
        opens = (
            start <= 2 or not tokens[start - 2].is_word or tokens[start - 2].low in ("and", "but")
        )
        if opens:
            return _comma_before(tokens, first, limit, _is_subject_start)
    return limit


_BEFORE_DEEDS = frozenset({"by", "after", "while", "without", "before"})
"""Before a participle: no verb of the main clause follows "by promising to act"."""


def _behind_relative(tokens: list[Token], first: int, limit: int, frame: str) -> int:
    """Where the main verb of "Those who said it was safe | told the court" begins.

    It is the second finite verb, or the first where what is said has none of its own.
    """
    if frame not in ("clause", "wh"):
        return limit
    one = matrix_verb(tokens, first, limit)
    two = matrix_verb(tokens, one, limit) if one < limit else limit
    return two if two < limit else one


_ACTS = frozenset(
    {"object", "to", "whom-to", "of", "about", "against", "for", "on", "over", "with"}
)
"""Frames whose content has no verb of its own that is finite."""


def _is_verb_group_start(tokens: list[Token], at: int) -> bool:
    return is_verb(tokens[at]) or (
        at + 1 < len(tokens) and is_adverb(tokens[at].low) and is_verb(tokens[at + 1])
    )


def _is_subject_start(tokens: list[Token], at: int) -> bool:
    """Whether a main clause begins behind a comma: with a pronoun, a determiner or a name."""
    if at >= len(tokens):
        return False
    token = tokens[at]
    low = token.low
    opens = token.is_capital or low in lexis("determiners") or low in lexis("subject-pronouns")
    if opens:
        return True
    phrase = phrase_after(tokens, at, len(tokens))
    follows = tokens[phrase.last].low if phrase and phrase.last < len(tokens) else ","
    return not low.endswith("ing") and follows not in (",", "and", "or", ".")


def _comma_before(
    tokens: list[Token],
    first: int,
    limit: int,
    begins: Callable[[list[Token], int], bool],
    *,
    is_clause: bool = False,
) -> int:
    for i in range(first + 1, limit - 1):
        if tokens[i].text == "," and begins(tokens, i + 1):
            if is_clause and not any(map(is_verb, tokens[first:i])):
                continue  # that the two men, and Mr Roe in particular, must do more
            return i
        inside = tokens[i].low == QUOTE and closes_with_comma(tokens[i])
        if inside and begins(tokens, i + 1):
            return i + 1
    return limit


def _complement(tokens: list[Token], hit: Hit, end: int) -> Complement | None:
    if hit.mode == "passive":
        return None
    at = hit.match.last
    if hit.mode == "inverted" and hit.subject is not None:
        at = hit.subject.last
        if at < end and tokens[at].low in ("who", "which", "whose", "where"):
            return None  # said a handful of voters who
    told = _relative_as(tokens, hit, at, end) or complement(tokens, at, end, hit.match.cue)
    if told is None and "object-in-progress" in hit.match.cue.frames and hit.group.be:
        return Complement(at, "object", None) if phrase_after(tokens, at, end) else None
    shows = hit.match.cue.lemma == "show" or "object-of-study" in hit.match.cue.frames
    if shows and (told is None or told.frame == "object") and _is_study(tokens, hit):
        only = at + (at < end and tokens[at].low in ("only", "just"))
        phrase = phrase_after(tokens, only, end)
        return Complement(at, "clause", None) if phrase else told
    return told


def _relative_as(tokens: list[Token], hit: Hit, at: int, end: int) -> Complement | None:
    """What follows in "talks which he described as frank"."""
    before = hit.subject.first - 1 if hit.subject else -1
    relative = before > 0 and tokens[before].low in ("which", "whom", "what", "that")
    opens = at + 1 < end and tokens[at].low == "as" and "object-as" in hit.match.cue.frames
    return Complement(at, "object", None) if relative and opens else None


def _is_study(tokens: list[Token], hit: Hit) -> bool:
    """Whether the subject is something that finds: a poll, a study, an inquiry."""
    if hit.subject is None:
        return False
    first, last = hit.subject
    first -= hit.mode == "relative" and first > 0  # a poll that shows
    return any(t.low in lexis("studies") for t in tokens[first:last])


def _is_subordinate(tokens: list[Token], hit: Hit) -> bool:
    """Whether a main clause must follow that of a cue: ", but when Roe mentioned it, …"."""
    before = hit.subject.first - 1 if hit.subject else 0
    return (
        before > 1 and tokens[before].low in ("when", "if", "once") and tokens[before - 1].is_word
    )


def _is_main(tokens: list[Token], told: Complement, later: Hit) -> bool:
    """Whether a cue stands in the main clause of "said, if elected, she would ask them to"."""
    comma = next((i for i in range(told.first, later.group.first) if tokens[i].text == ","), 0)
    return tokens[told.first].low in lexis("conditional") and later.lead == comma


def _cut(hit: Hit, told: Complement, later: tuple[Hit, Complement | None]) -> list[int]:
    """Where a later cue ends this content: with a subject of its own, or the subject of both."""
    other, its = later
    if its is None or other.lead <= told.first:
        return []
    if other.mode == "subject":
        own = other.subject.first if other.subject else other.group.first
        ends = other.match.cue.strong and other.lead < own
    else:
        # "said the talks were useful and dismissed the criticism": one tense, one subject
        goes_on = other.mode == "shared" and its.frame == "object"
        alike = goes_on and other.match.forms == hit.match.forms
        told_too = other.mode in ("shared", "participle") and its.frame in _CUTTING
        ends = alike or (told_too and other.match.cue.strong)
        ends = ends and other.lead < other.group.first
    return [other.lead] if ends else []


_HOPES = frozenset({"expect", "anticipate", "persuade", "convince"})


def _within(at: int, taken: list[Phrase]) -> bool:
    return any(t.first <= at < t.last for t in taken)


def _with_main_subject(hit: Hit, later: list[Hit]) -> Hit:
    """The subject of "Noting that it leaked, Ms Roe said" is that of the clause behind it."""
    if hit.mode != "participle" or hit.subject is not None:
        return hit
    main = next((h.subject for h in later if h.mode == "subject" and h.subject), None)
    return hit._replace(subject=main)


def _condition_before(tokens: list[Token], hit: Hit, floor: int) -> tuple[Phrase, ...]:
    """The "if" clause of "If it fails, he said, we will leave": it is said, too."""
    if (
        floor
        or hit.mode != "subject"
        or hit.subject is None
        or tokens[0].low not in lexis("conditional")
    ):
        return ()
    comma = hit.subject.first - 1
    return (Phrase(0, comma),) if comma > 2 and tokens[comma].text == "," else ()


def _pronoun_before(tokens: list[Token], hit: Hit, told: Complement) -> tuple[Phrase, ...]:
    """The subject or object of what is said, in front of who says it: "which, he said, is late"."""
    if hit.mode != "subject" or hit.subject is None or hit.subject.first == 0:
        return ()
    at = hit.subject.first - 1
    low = tokens[at].low
    is_subject = low == "that" and is_verb(tokens[told.first]) and told.frame == "clause"
    completes = low in ("which", "what", "who", "whom")
    stands = completes and told.frame in _COMPLETED
    return (Phrase(at, at + 1),) if is_subject or stands else ()


_COMPLETED = frozenset({"clause", "quote", "object", "to"})
"""Frames whose content lacks what stands before the cue."""


def _made(hit: Hit, told: Complement, stop: int, *, before: tuple[Phrase, ...]) -> Found:
    frames = hit.match.cue.frames
    frame = "clause" if told.frame == "that" and "clause" in frames else told.frame
    kind: Kind = frames[frame] if frame in frames else next(iter(frames.values()))
    is_hope = hit.match.cue.lemma in _HOPES
    if told.frame == "whom-to" and kind in ("position", "question") and not is_hope:
        kind = "demand"
    cue = Phrase(hit.group.first, hit.match.last)
    sure = hit.mode in ("subject", "inverted") and told.frame in ("that", "quote", "clause", "whom")
    rule = f"{hit.mode}, {told.frame}"
    content = (*before, Phrase(told.first, stop))
    return Found(content, hit.subject, cue, kind, told.addressee, rule, sure)
