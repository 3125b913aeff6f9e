"""Consent forms that I signed, as they were signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trailside.consent.models import Signed
from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight


@dataclass(frozen=True)
class SignedShown:
    """One form: every word of it, and what was written when it was taken back."""

    id: UUID
    grant: UUID | None
    said: dict[str, Any]
    language: str
    signed_at: datetime
    until: datetime | None
    revoked_at: datetime | None
    revoked: Words

    @property
    def stands(self) -> bool:
        """Neither taken back nor past its day."""
        return self.revoked_at is None and (self.until is None or clock.now() < self.until)


def mine(sight: Sight) -> list[SignedShown]:
    """Every form I signed, the latest first."""
    return [_shown(sight, row) for row in Signed.objects.filter(person_id=sight.viewer.person).order_by("-signed_at")]


def one(sight: Sight, form: UUID) -> SignedShown:
    """One form of mine. Raises NotThere."""
    row = Signed.objects.filter(pk=form, person_id=sight.viewer.person).first()
    if row is None:
        raise NotThere
    return _shown(sight, row)


def _shown(sight: Sight, row: Signed) -> SignedShown:
    return SignedShown(
        id=row.pk,
        grant=row.grant_id,
        said=row.document.read_json(sight) or {"title": "", "elements": [], "signed": ["", ""], "on": ["", ""]},
        language=row.language,
        signed_at=row.signed_at,
        until=row.until,
        revoked_at=row.revoked_at,
        revoked=row.revoked.read(sight),
    )
