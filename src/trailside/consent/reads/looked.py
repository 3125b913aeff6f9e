"""Who looked at my record, grouped by person and reason in plain words, unusual first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trailside.consent import rules
from trailside.consent.privacy import PURPOSES, SCOPES
from trailside.consent.reads import answers, grants
from trailside.consent.reads.answers import AnswerShown
from trailside.consent.reads.never import shut_out_since
from trailside.kit.words import Words
from trailside.ledger import reads as ledger
from trailside.ledger.sight import Sight
from trailside.people.reads import names, relations

LIST = "my_people"
EMERGENCY = "emergency"
# Whoever looked as their role asks of them, and as the person asked for: not unusual.
AS_THEIR_ROLE = {
    "privacy": gettext_lazy("is the privacy officer"),
    "calls": gettext_lazy("calls, as you asked"),
    "emergency_review": gettext_lazy("looks into emergency openings"),
}
LET_IN = {rules.LET_IN, rules.LET_IN_FILE}


@dataclass(frozen=True)
class LookGroup:
    """One person's looks for one reason within the time asked for.

    unusual: the looker neither walks with me now nor supports someone who does. times: how many looks.
    """

    who: UUID
    name: Words
    relation: str
    reason: str
    seen: str
    times: int
    first: datetime
    last: datetime
    unusual: bool
    shut_out: bool
    on_a_list: bool
    purpose: str
    answer: AnswerShown | None = None

    @property
    def asks(self) -> bool:
        """Whether to ask if this was all right: not yet answered, or looked again after a yes."""
        return self.answer is None or (self.answer.right and self.last > self.answer.seen_until)

    @property
    def how_often(self) -> str:
        """In words: once, or so many times."""
        return ngettext("once", "%(times)s times", self.times) % {"times": self.times}


@dataclass(frozen=True)
class _Circle:
    """Who is expected to look: those who walk with me, who supports them, and whom I let in."""

    walking: frozenset[UUID]
    supporting: frozenset[UUID]
    let_in: Mapping[UUID, Words]

    def relation(self, who: UUID, purpose: str) -> str:
        if purpose in AS_THEIR_ROLE:
            return str(AS_THEIR_ROLE[purpose])
        if who in self.walking:
            return _("walks with you")
        if who in self.supporting:
            return _("supports who walks with you")
        if who in self.let_in:
            return _("was let in by you")
        return _("does not walk with you now")

    def expects(self, who: UUID, purpose: str) -> bool:
        """A look at what I let somebody see is expected; so is any other of those who walk with me."""
        if purpose == EMERGENCY:
            return False
        let_in = who in self.let_in and purpose in LET_IN
        return let_in or who in self.walking or who in self.supporting or purpose in AS_THEIR_ROLE


def _circle(sight: Sight, walked: Sequence[relations.Walk]) -> _Circle:
    walking = [walk.specialist for walk in walked if walk.until is None]
    supporting = [who for specialist in walking for who in relations.supervisors_of(specialist)]
    return _Circle(frozenset(walking), frozenset(supporting), grants.called_by_me(sight))


def _seen(looks: Iterable[ledger.Look]) -> str:
    scopes = {scope for look in looks for scope in look.scopes.split()}
    return ", ".join(str(words) for scope, words in SCOPES.items() if scope in scopes)


def _on_lists(
    sight: Sight, walked: Sequence[relations.Walk], shut: Mapping[UUID, datetime], since: datetime, until: datetime
) -> list[ledger.Look]:
    """Looks at lists on which I stood: of whoever walked with me at that time and was not shut out before."""
    looks = ledger.lists_with_me(sight, [walk.specialist for walk in walked], since, until)
    return [
        look
        for look in looks
        if (look.viewer not in shut or look.at < shut[look.viewer])
        and any(walk.specialist == look.viewer and walk.held(look.at) for walk in walked)
    ]


def _answered(sight: Sight, since: datetime) -> dict[tuple[UUID, str, bool], AnswerShown]:
    """My answers to the lines of that month, by line."""
    month = since.astimezone(ZoneInfo(sight.viewer.zone)).strftime("%Y-%m")
    return {(one.who, one.purpose, one.on_a_list): one for one in answers.mine(sight, month)}


def who_looked(sight: Sight, since: datetime, until: datetime) -> list[LookGroup]:
    """Every look at the viewer's own record in that time; those that are unusual first, then the latest."""
    me = sight.viewer.person
    walked, shut = relations.walked_with(me), shut_out_since(me)
    circle = _circle(sight, walked)
    looks = ledger.looks_about_me(sight, since, until)
    looks += _on_lists(sight, walked, shut, since, until)
    grouped: dict[tuple[UUID, str, bool], list[ledger.Look]] = defaultdict(list)
    for look in looks:
        grouped[look.viewer, look.purpose, look.about is None].append(look)
    answered = _answered(sight, since)
    called = {**circle.let_in, **names.names(sight, {who for who, *_rest in grouped if who not in circle.let_in})}
    groups = [
        LookGroup(
            who=who,
            name=called[who],
            relation=circle.relation(who, purpose),
            reason=str(PURPOSES.get(purpose, purpose)),
            seen=str(SCOPES[LIST]) if on_a_list else _seen(some),
            times=len(some),
            first=min(look.at for look in some),
            last=max(look.at for look in some),
            unusual=not circle.expects(who, purpose),
            shut_out=who in shut,
            on_a_list=on_a_list,
            purpose=purpose,
            answer=answered.get((who, purpose, on_a_list)),
        )
        for (who, purpose, on_a_list), some in grouped.items()
    ]
    return sorted(groups, key=lambda group: (not group.unusual, -group.last.timestamp()))
