"""The tables of this room."""

from trailside.reach.models.attempt import ContactAttempt
from trailside.reach.models.quiet import QuietAgreement
from trailside.reach.models.way import Way

__all__ = ["ContactAttempt", "QuietAgreement", "Way"]
