"""Two people with one name, told apart by what their specialist may see anyway: since when, and pronouns."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trailside.kit.words import Words
from trailside.ledger.sight import NAME, Sight
from trailside.people.models import Person, SupportRelationship
from trailside.people.reads import names


def plain(text: str) -> str:
    """For comparing: without accents and capitals."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def told_apart(sight: Sight, persons: Collection[UUID], among: Collection[UUID] | None = None) -> dict[UUID, Words]:
    """Names of ``persons``; whoever shares theirs with someone else in sight has what tells them apart behind it.

    among: only from these (a page of a long list, whose other names stay closed), None: from all in sight.
    The day since when they walk with someone here; where that is the same day, their pronouns; else a number.
    Without namesakes no more questions than ``names.names``.
    """
    others = sight.seen(NAME) if among is None else [one for one in among if one in sight.persons]
    called = names.names(sight, {*persons, *others})
    alike: dict[str, list[UUID]] = defaultdict(list)
    for person in others:
        alike[plain(called[person])].append(person)
    twins = [same for same in alike.values() if len(same) > 1 and not set(persons).isdisjoint(same)]
    shown = {person: called[person] for person in persons}
    if not twins:
        return shown
    since = _since([person for same in twins for person in same])
    for same in twins:
        for person, mark in _marks(sight, same, since).items():
            if person in shown:
                shown[person] = Words(f"{called[person]} ({mark})")
    return shown


def _since(persons: Collection[UUID]) -> dict[UUID, datetime]:
    rows = SupportRelationship.objects.filter(participant_id__in=persons, until=None).order_by("-since")
    return dict(rows.values_list("participant_id", "since"))


def _marks(sight: Sight, same: list[UUID], since: dict[UUID, datetime]) -> dict[UUID, str]:
    """What is different between people of one name, in words."""
    days = {person: date_format(timezone.localtime(since[person])) if person in since else "" for person in same}
    if len(set(days.values())) == len(same):
        return {person: _("since %(day)s") % {"day": day} for person, day in days.items()}
    pronouns = {row.pk: str(row.pronouns.read(sight)) for row in Person.objects.filter(pk__in=same)}
    if all(pronouns.values()) and len(set(pronouns.values())) == len(same):
        return pronouns
    order = sorted(same, key=lambda person: (since[person].timestamp() if person in since else 0.0, person))
    many = len(same)
    return {person: _("%(at)s of %(many)s") % {"at": at, "many": many} for at, person in enumerate(order, 1)}
