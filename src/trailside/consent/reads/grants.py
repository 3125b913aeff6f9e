"""Whom I let see a part of my record, and what others let me see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.consent import gate, rules, wording
from trailside.consent.models import Grant, Signed
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger import reads as ledger
from trailside.ledger import wall
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.people.reads import names
from trailside.vault.tokens import token


def kept_link(raw: str) -> str:
    """What is kept of a link's secret."""
    return token("grant", raw)


@dataclass(frozen=True)
class GrantShown:
    """One grant as whoever gave it sees it. form: the consent that was signed with it."""

    id: UUID
    to: UUID | None
    called: Words
    kind: str
    scopes: tuple[str, ...]
    reason: str
    since: datetime
    until: datetime
    revoked_at: datetime | None
    taken_up_at: datetime | None
    stands: bool
    form: UUID | None = None

    @property
    def name(self) -> str:
        """What they are called, or else what they are to me."""
        return str(self.called) or str(wording.KINDS[self.kind])

    @property
    def kind_words(self) -> str:
        return str(wording.KINDS[self.kind])

    @property
    def reason_words(self) -> str:
        return str(wording.REASONS[self.reason])

    @property
    def parts(self) -> list[str]:
        return wording.parts(self.scopes)

    @property
    def waits(self) -> bool:
        """Nobody has opened the link yet."""
        return self.stands and self.to is None and self.taken_up_at is None


def _shown(sight: Sight, row: Grant, form: UUID | None) -> GrantShown:
    return GrantShown(
        id=row.pk,
        to=row.to_id,
        called=row.called.read(sight),
        kind=row.kind,
        scopes=tuple(row.scopes.split()),
        reason=row.reason,
        since=row.since,
        until=row.until,
        revoked_at=row.revoked_at,
        taken_up_at=row.taken_up_at,
        stands=row.stands(clock.now()),
        form=form,
    )


def mine(sight: Sight) -> list[GrantShown]:
    """Everyone I let in, now or once; the latest first."""
    rows = list(Grant.objects.filter(person_id=sight.viewer.person).order_by("-since"))
    forms = dict(Signed.objects.filter(grant__in=rows).values_list("grant_id", "pk"))
    return [_shown(sight, row, forms.get(row.pk)) for row in rows]


def one(sight: Sight, grant: UUID) -> GrantShown:
    """One grant of mine. Raises NotThere."""
    found = next((row for row in mine(sight) if row.id == grant), None)
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True)
class LetSee:
    """What somebody lets the viewer see: from whom, what, what for, until when."""

    id: UUID
    person: UUID
    name: Words
    scopes: tuple[str, ...]
    reason: str
    until: datetime

    @property
    def parts(self) -> list[str]:
        """The parts, named for whoever sees them."""
        return wording.seen(self.scopes)

    @property
    def reason_words(self) -> str:
        return str(wording.REASONS[self.reason])


def to_me(sight: Sight) -> list[LetSee]:
    """What others let the viewer see now (``gate.let_in_by``); the latest first. Each name is a look."""
    rows = list(gate.grants_to(sight.viewer).filter(person_id__in=sight.persons).order_by("-since"))
    called = names.names(sight, {row.person_id for row in rows})
    return [_let_see(row, called[row.person_id]) for row in rows]


def behind(sight: Sight, grant: UUID) -> LetSee:
    """The grant behind a Sight that ``gate.granted`` gave. Raises NotThere."""
    row = Grant.objects.filter(pk=grant, person_id__in=sight.persons).first()
    if row is None:
        raise NotThere
    return _let_see(row, names.name(sight, row.person_id))


def _let_see(row: Grant, name: Words) -> LetSee:
    return LetSee(row.pk, row.person_id, name, tuple(row.scopes.split()), row.reason, row.until)


def called_by_me(sight: Sight) -> dict[UUID, Words]:
    """What the viewer calls those whom they let in."""
    rows = Grant.objects.filter(person_id=sight.viewer.person, to__isnull=False).order_by("since")
    return {row.to_id: Words(_shown(sight, row, None).name) for row in rows if row.to_id}


@dataclass(frozen=True)
class Link:
    """A link that may still be taken up: in which organisation, and of whom."""

    grant: UUID
    organisation: UUID
    person: UUID


@wall.every("invitation")
def link(raw: str) -> Link:
    """The grant of a link. Raises NotThere when it ended, was taken up or taken back: all the same."""
    row = Grant.objects.filter(link=kept_link(raw)).first() if raw else None
    now = clock.now()
    if row is None or row.link_until is None or now >= row.link_until or not row.stands(now):
        raise NotThere
    return Link(row.pk, row.organisation_id, row.person_id)


def signs(viewer: Viewer) -> bool:
    """Whether a form is signed when the viewer lets someone in: where 42 CFR part 2 holds."""
    return gate.keeps_to_part2(viewer.organisation)


@dataclass(frozen=True)
class Left:
    """One thing that was let seen: by whom, when, which parts, what for (42 CFR 2.25). as_file: it was kept."""

    name: str
    at: datetime
    parts: tuple[str, ...]
    reason: str
    as_file: bool


def left(sight: Sight, since: datetime) -> list[Left]:
    """Everything that was let seen of the viewer's own record since then, the latest first: from who looked."""
    mine_all = mine(sight)
    found = []
    for look in ledger.looks_about_me(sight, since, clock.now() + timedelta(seconds=1)):
        if look.purpose not in {rules.LET_IN, rules.LET_IN_FILE}:
            continue
        behind_it = [one for one in mine_all if one.to == look.viewer and one.since <= look.at]
        name = behind_it[0].name if behind_it else _("Someone you let in")
        reason = behind_it[0].reason_words if behind_it else ""
        said = tuple(wording.parts(look.scopes.split())) or (_("My name"),)
        found.append(Left(name, look.at, said, reason, look.purpose == rules.LET_IN_FILE))
    return found
