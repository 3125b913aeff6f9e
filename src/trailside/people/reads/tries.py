"""How long the door asks to wait."""

from __future__ import annotations

from trailside.kit import clock
from trailside.people.models import Tries


def wait(token: str) -> int:
    """Seconds that this token still has to wait; 0 when it may try."""
    row = Tries.objects.filter(pk=token).first()
    return max(0, round((row.wait_until - clock.now()).total_seconds())) if row else 0


def failed(token: str) -> int:
    """Wrong tries in a row."""
    return Tries.objects.filter(pk=token).values_list("failed", flat=True).first() or 0
