"""A model's word on two statements → a verdict, as far as the rules' findings bear it out.

The model says whether it is one matter; what has changed is found by code. Where the two do not
agree, it is another statement, and new.
"""

from briefing.matching.interface import Verdict
from briefing.matching.matter import Matter
from briefing.matching.rules import RuleMatcher
from briefing.schema.reply import Relation


class JudgedMatcher:
    """Decides about two statements on which a model was asked; see `interface.Matcher`."""

    def __init__(self, rules: RuleMatcher, relation: Relation, *, by: str) -> None:
        """`relation`: the model's word; `by`: label of the prompt that it was asked with."""
        self._rules = rules
        self._relation = relation
        self._by = by

    def compare(self, now: Matter, earlier: Matter) -> Verdict:
        """What a speaker's statement is to an earlier one of the same speaker.

        `repeated` holds where code finds nothing that differs and nothing added; `changed` where it
        finds a number, date, negation or commitment that differs. Otherwise the rules' verdict
        holds where it says of both that they are of one matter, as the model does.
        """
        ruled = self._rules.compare(now, earlier)
        found = None if self._relation == "other" else self._rules.find(now, earlier)
        if found is None:
            is_verbatim = self._relation != "other" and ruled.outcome == "same"
            return ruled if is_verbatim else Verdict("other", by=self._by)
        if self._relation == "changed" and found.differs:
            return self._rules.verdict("changed", found)._replace(by=self._by)
        if self._relation == "repeated" and found.differs == () and not found.adds:
            return self._rules.verdict("same", found)._replace(by=self._by)
        return ruled

    def contradicts(self, one: Matter, other: Matter) -> Verdict:
        """As the rules have it: no model is asked about two speakers."""
        return self._rules.contradicts(one, other)
