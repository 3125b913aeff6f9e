"""Signing a form that stands by itself, taking a form back, and the programme's switch for 42 CFR part 2."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trailside.consent import wording
from trailside.consent.actions.grants import end, take_form_back
from trailside.consent.models import Part2, Signed
from trailside.kit import clock
from trailside.kit.errors import NotPossible, NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.models import Person


def sign(sight: Sight, facts: wording.Facts, *, typed: str, once: Once | None = None) -> Signed:
    """Sign one form by a typed name. It opens nothing here by itself: it is for what leaves on paper.

    Raises NotPossible without a name.
    """
    if not typed.strip():
        raise NotPossible(_("Type your name to sign."), "typed")
    me, now, language = sight.viewer, clock.now(), get_language() or "en"
    with acting(sight, once=once) as act:
        row = Signed(
            organisation_id=me.organisation,
            person_id=me.person,
            form=facts.form,
            edition=wording.EDITION,
            language=language,
            signed_at=now,
            until=facts.until,
        )
        row.document.write_json(sight, wording.document(facts, typed.strip(), now, language))
        act.keep(row)
        act.tell("consent.signed", about=me.person, ref=row, form=facts.form, edition=wording.EDITION)
        act.answered_at(f"/my-record/forms/{row.pk}/")
    return row


def take_back(sight: Sight, form: UUID, *, once: Once | None = None) -> None:
    """Take one form back in writing; what was let seen with it stops as well. Raises NotThere."""
    with acting(sight, once=once) as act:
        Person.objects.select_for_update().filter(pk=sight.viewer.person).first()
        row = Signed.objects.filter(pk=form, person_id=sight.viewer.person).first()
        if row is None:
            raise NotThere
        if row.grant is not None:
            end(act, sight, row.grant)
            row.refresh_from_db()
        if row.revoked_at is None:
            take_form_back(act, sight, row)
        act.answered_at(f"/my-record/forms/{form}/")


def hold_to_part2(sight: Sight, *, holds: bool, once: Once | None = None) -> None:
    """The programme's switch. While it holds, nothing leaves without a signed form."""
    with acting(sight, once=once) as act:
        row = Part2.objects.filter(organisation_id=sight.viewer.organisation).first()
        row = row or Part2(organisation_id=sight.viewer.organisation)
        row.holds, row.since = holds, clock.now()
        act.keep(row)
        act.tell("consent.part2_set", ref=row, holds=holds)
        act.answered_at("/programme/part-2/")
