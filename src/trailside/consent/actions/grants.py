"""Letting someone see a part of my record, the link they take up, and taking it back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trailside.consent import gate, rules, wording
from trailside.consent.models import Grant, Never, Signed
from trailside.consent.reads.grants import kept_link
from trailside.consent.rules import Kind, Reason
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.models import Person
from trailside.people.reads import house, names

LINK_LASTS = timedelta(days=7)
CALLED_LONGEST = 100


@dataclass(frozen=True)
class Wish:
    """Whom someone wants to let in: what they call them, what may be seen, what for, for how many days."""

    kind: Kind
    scopes: frozenset[str]
    reason: Reason
    days: int
    called: str = ""

    @property
    def to(self) -> str:
        """Whom, in words."""
        said = str(wording.KINDS[self.kind])
        return f"{self.called.strip()} ({said})" if self.called.strip() else said


def _checked(wish: Wish) -> tuple[str, ...]:
    scopes = rules.in_order(wish.scopes)
    if not scopes:
        raise NotPossible(_("Choose at least one part."), "scopes")
    if wish.days not in rules.LASTS:
        raise NotPossible(_("Choose for how long."), "days")
    return scopes


def facts_of(sight: Sight, wish: Wish) -> wording.Facts:
    """What the form for this wish is filled with."""
    me = sight.viewer
    return wording.Facts(
        form=rules.form_for(wish.reason),
        name=str(names.name(sight, me.person)),
        programme=house.programme(me.organisation).name,
        to=wish.to,
        scopes=rules.in_order(wish.scopes),
        reason=wish.reason,
        until=clock.now() + timedelta(days=wish.days),
        zone=me.zone,
    )


def make(
    sight: Sight, wish: Wish, *, to: UUID | None = None, typed: str = "", once: Once | None = None
) -> tuple[Grant, str]:
    """Let someone in. Returns the grant and the secret of its link, which is kept nowhere.

    to: someone who is here already. typed: the name typed under the form, where 42 CFR part 2 holds.
    Raises NotPossible: nothing chosen, not signed, or for someone who must never open this record.
    """
    me, scopes, raw = sight.viewer, _checked(wish), secrets.token_urlsafe(32)
    if gate.keeps_to_part2(me.organisation) and not typed.strip():
        raise NotPossible(_("Type your name to sign."), "typed")
    with acting(sight, once=once) as act:
        _hold(me.person)
        if to is not None and Never.objects.filter(person_id=me.person, who_id=to).exists():
            raise NotPossible(_("You said that this person must never open your record. Let them in again first."))
        now = clock.now()
        grant = Grant(
            organisation_id=me.organisation,
            person_id=me.person,
            to_id=to,
            kind=wish.kind,
            scopes=" ".join(scopes),
            reason=wish.reason,
            since=now,
            until=now + timedelta(days=wish.days),
            taken_up_at=now if to else None,
            link="" if to else kept_link(raw),
            link_until=None if to else now + LINK_LASTS,
        )
        grant.called.write(sight, wish.called.strip()[:CALLED_LONGEST])
        act.keep(grant)
        act.tell("consent.granted", about=me.person, ref=grant, scopes=list(scopes), kind=wish.kind, days=wish.days)
        if typed.strip():
            _sign(act, sight, grant, wish, typed.strip())
        act.answered_at(f"/letting-in/{grant.pk}/")
    return grant, raw


def _sign(act: Act, sight: Sight, grant: Grant, wish: Wish, typed: str) -> None:
    facts, now, language = facts_of(sight, wish), clock.now(), get_language() or "en"
    row = Signed(
        organisation_id=grant.organisation_id,
        person_id=grant.person_id,
        grant=grant,
        form=facts.form,
        edition=wording.EDITION,
        language=language,
        signed_at=now,
        until=grant.until,
    )
    row.document.write_json(sight, wording.document(facts, typed, now, language))
    act.keep(row)
    act.tell("consent.signed", about=grant.person_id, ref=row, form=facts.form, edition=wording.EDITION)


def _hold(person: UUID) -> None:
    """Wait for whoever acts on this record, or writes a look at it, and let nobody begin before this is committed."""
    Person.objects.select_for_update().filter(pk=person).first()


def _mine(sight: Sight, grant: UUID) -> Grant:
    row = Grant.objects.filter(pk=grant, person_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return row


def take_back(sight: Sight, grant: UUID, *, once: Once | None = None) -> None:
    """From the next request on nothing is seen any more, and the link opens nothing. Doing it twice does it once.

    With it the form that was signed is taken back in writing (42 CFR 2.31(a)(6)). Raises NotThere.
    """
    with acting(sight, once=once) as act:
        _hold(sight.viewer.person)
        end(act, sight, _mine(sight, grant))
        act.answered_at("/letting-in/")


def end(act: Act, sight: Sight, row: Grant) -> None:
    """It stops, its link and its forms with it, for good: no switch of the programme opens it again."""
    if row.revoked_at is None:
        row.revoked_at, row.link, row.link_until = clock.now(), "", None
        act.keep(row)
        act.tell("consent.taken_back", about=row.person_id, ref=row)
        for form in Signed.objects.filter(grant=row, revoked_at=None):
            take_form_back(act, sight, form)


def take_form_back(act: Act, sight: Sight, form: Signed) -> None:
    """Write down that a form is taken back, and when."""
    form.revoked_at = clock.now()
    said = _("I take this consent back. Signed in my record on %(day)s.")
    form.revoked.write(sight, said % {"day": wording.day(form.revoked_at, sight.viewer.zone)})
    act.keep(form)
    act.tell("consent.form_taken_back", about=form.person_id, ref=form, form=form.form)


def new_link(sight: Sight, grant: UUID, *, once: Once | None = None) -> str:
    """A new link for a grant that nobody took up yet; the one before stops. Returns its secret. Raises NotThere."""
    raw = secrets.token_urlsafe(32)
    with acting(sight, once=once) as act:
        row = _mine(sight, grant)
        if row.to_id is not None or not row.stands(clock.now()):
            raise NotThere
        row.link, row.link_until = kept_link(raw), clock.now() + LINK_LASTS
        act.keep(row)
        act.tell("consent.link_made", about=row.person_id, ref=row)
        act.answered_at(f"/letting-in/{grant}/")
    return raw


def take_up(sight: Sight, raw: str, who: UUID, *, once: Once | None = None) -> Grant:
    """``who`` takes a link up; from now on they see what it lets them see. Works once.

    sight: a machine's, of the organisation. Raises NotThere: it ended, was taken up or back, is one's own, or whoever
    takes it up must never open that record.
    """
    with acting(sight, once=once) as act:
        row = Grant.objects.filter(link=kept_link(raw)).first()
        if row is None:
            raise NotThere
        _hold(row.person_id)
        row.refresh_from_db()
        now = clock.now()
        open_still = bool(row.link) and row.link_until is not None and now < row.link_until and row.stands(now)
        refused = Never.objects.filter(person_id=row.person_id, who_id=who).exists()
        here = Person.objects.filter(pk=who, organisation_id=row.organisation_id).exists()
        if not open_still or refused or not here or who == row.person_id:
            raise NotThere
        row.to_id, row.taken_up_at, row.link, row.link_until = who, now, "", None
        act.keep(row)
        act.tell("consent.taken_up", about=row.person_id, ref=row)
        act.answered_at(f"/let-in/{row.pk}/")
    return row
