"""The journal and a day come in → the day's digest, whole."""

from collections import Counter
from collections.abc import Sequence

from briefing.journal import Journal, Kept
from briefing.matching import differing
from briefing.workflows.digest.choose import (
    Ranked,
    choose_key_points,
    choose_shown,
    order_stories,
    rank_leads,
)
from briefing.workflows.digest.contradictions import Clash, find_clashes
from briefing.workflows.digest.day import History, Lead, find_leads
from briefing.workflows.digest.form import (
    CarriedAgain,
    Contradiction,
    Copy,
    Digest,
    DigestArticle,
    DigestPoint,
    DigestStatement,
    Judge,
    LateArticle,
    Maker,
    PointLabel,
    Story,
)
from briefing.workflows.digest.options import Options
from briefing.workflows.digest.quotations import Quotations
from briefing.workflows.digest.stories import Told, find_quiet, find_stories


def build_digest(journal: Journal, day: str, options: Options) -> Digest:
    """Label, group, order and bound what is said on a day.

    The days before it must have been built, in order: a story goes on the thread of an earlier one.
    Within a transaction, the threads and the words of this day are kept.
    """
    history = History(journal, day, options)
    leads = find_leads(history)
    clashes = find_clashes(history, leads)
    stories = find_stories(history, leads, clashes)
    journal.set_words(day, history.usage.to_json())
    journal.set_threads(day, [(a, s.thread) for s in stories for a in s.articles])
    clashing = {n for c in clashes for n in (c.one.told.said.number, c.other.number)}
    ranked = rank_leads(leads, clashing)
    return _Assembly(history, options, ranked, order_stories(stories, ranked)).digest(clashes)


class _Assembly:
    """Puts the parts of a digest into its form."""

    def __init__(
        self,
        history: History,
        options: Options,
        ranked: Sequence[Ranked],
        stories: Sequence[Told],
    ) -> None:
        self._history = history
        self._journal = history.journal
        self._options = options
        self._ranked = ranked
        self._stories = stories
        self._story_of = {a: s.thread for s in stories for a in s.articles}
        self._shown = choose_shown(ranked, most=options.max_statements)
        self._quotations = Quotations(history.journal, history.articles, [r.lead for r in ranked])

    def digest(self, clashes: Sequence[Clash]) -> Digest:
        history, options = self._history, self._options
        return Digest(
            title=options.title,
            date=history.day,
            timezone=options.zone.name,
            since=history.first_day,
            days_compared=self._journal.count_days(history.first_day, history.day),
            articles=tuple(self._articles()),
            statements=tuple(self._statement(r.lead) for r in self._ranked),
            stories=tuple(self._story(story) for story in self._stories),
            contradictions=tuple(self._contradiction(clash) for clash in clashes),
            quiet=tuple(find_quiet(self._journal, history.day)),
            late=tuple(_late(kept) for kept in self._journal.late(history.day)),
            carried_again=tuple(self._carried_again()),
            key_points=tuple(self._key_points(clashes)),
            failures=tuple(self._journal.failures(history.day)),
            made_with=tuple(
                Maker(briefing=version, model=model, prompts=tuple(prompts))
                for version, model, prompts in self._journal.makers(history.day)
            ),
            matched_with=tuple(self._judges()),
        )

    def _articles(self) -> list[DigestArticle]:
        held = self._history.articles
        copies: dict[str, list[Copy]] = {}
        for kept in held.values():
            if kept.copy_of in held:
                copies.setdefault(str(kept.copy_of), []).append(
                    _copy(kept, held[str(kept.copy_of)])
                )
        return [
            DigestArticle(
                **kept.article.model_dump(),
                came_in=kept.came_in,
                story=self._story_of[id_],
                copies=tuple(copies.get(id_, ())),
            )
            for id_, kept in held.items()
            if kept.copy_of is None
        ]

    def _statement(self, lead: Lead) -> DigestStatement:
        number = lead.told.said.number
        given = {
            **self._quotations.statements[number].model_dump(exclude={"id"}),
            "label": lead.label,
            "pieces": self._quotations.pieces(lead.told),
            "story": self._story_of[lead.told.said.article],
            "is_shown": number in self._shown,
        }
        if lead.earlier is None:
            return DigestStatement(**given)
        verdict = lead.earlier.verdict
        return DigestStatement(
            **given,
            earlier=self._quotations.by_number(lead.earlier.said.number),
            first_said=lead.earlier.first_said if lead.label == "repeated" else None,
            shared=verdict.shared,
            differs=verdict.differs,
            matched_by=verdict.by,
        )

    def _judges(self) -> list[Judge]:
        counts = Counter(
            (j.model, tuple(j.prompt.items())) for j in self._history.judgements.values()
        )
        return [
            Judge(model=model, prompt=dict(prompt), pairs=pairs)
            for (model, prompt), pairs in sorted(counts.items())
        ]

    def _story(self, story: Told) -> Story:
        told = [
            self._quotations.statements[r.lead.told.said.number].id
            for r in self._ranked
            if self._story_of[r.lead.told.said.article] == story.thread
        ]
        first = self._journal.article(story.thread)
        return Story(
            id=story.thread,
            title=self._history.articles[story.articles[0]].article.title,
            since=first.day,
            articles=story.articles,
            statements=tuple(told),
        )

    def _contradiction(self, clash: Clash) -> Contradiction:
        sides = [self._journal.told(clash.other.number), clash.one.told]
        sides.sort(key=lambda told: (told.said.day, told.said.number))
        return Contradiction(
            shared=clash.verdict.shared,
            differs=clash.verdict.differs,
            sides=(self._quotations.quote(sides[0]), self._quotations.quote(sides[1])),
        )

    def _key_points(self, clashes: Sequence[Clash]) -> list[DigestPoint]:
        """Each is a statement that is listed; one that contradicts another says in what."""
        clashing = {c.other.number: c.verdict.differs for c in reversed(clashes)}
        clashing |= {c.one.told.said.number: c.verdict.differs for c in reversed(clashes)}
        points = []
        for lead in choose_key_points(self._ranked, self._story_of, among=self._shown):
            words = self._quotations.quote(lead.told)
            label: PointLabel = lead.told.kind
            differs: tuple[str, ...] = ()
            if lead.earlier is not None:
                label, differs = "changed", lead.earlier.verdict.differs
            elif lead.told.said.number in clashing:
                label, differs = "contradiction", clashing[lead.told.said.number]
            points.append(
                DigestPoint(
                    label=label,
                    speaker=words.speaker,
                    differs=differs,
                    text="".join(piece.text for piece in words.pieces),
                    pieces=words.pieces,
                    statements=(words.statement,),
                )
            )
        return points

    def _carried_again(self) -> list[CarriedAgain]:
        found = []
        for kept in self._history.articles.values():
            if kept.copy_of is not None and kept.copy_of not in self._history.articles:
                of = self._journal.article(kept.copy_of)
                found.append(
                    CarriedAgain(copy=_copy(kept, of), of_title=of.article.title, of_day=of.day)
                )
        return found


def _copy(kept: Kept, of: Kept) -> Copy:
    return Copy(
        id=kept.article.id,
        title=kept.article.title,
        source=kept.article.source,
        publisher=kept.article.publisher,
        published=kept.article.published,
        adds=differing(kept.body, of.body),
        omits=differing(of.body, kept.body),
    )


def _late(kept: Kept) -> LateArticle:
    return LateArticle(
        title=kept.article.title,
        source=kept.article.source,
        publisher=kept.article.publisher,
        day=kept.day,
    )
