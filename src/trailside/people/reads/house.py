"""The programme itself: open words, no Sight needed."""

from __future__ import annotations

from uuid import UUID

from trailside.people.models import Organisation


def programme(organisation: UUID) -> Organisation:
    """The organisation, as it says about itself."""
    return Organisation.objects.get(pk=organisation)


def is_founded() -> bool:
    """Whether any programme stands on this install."""
    return Organisation.objects.exists()


def programmes() -> list[Organisation]:
    """Every programme on this install, by name."""
    return list(Organisation.objects.order_by("name"))
