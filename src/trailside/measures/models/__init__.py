"""The tables of this room, one noun per file."""

from trailside.measures.models.check_in import CheckIn, SharedCheckIn
from trailside.measures.models.response import NotNow, Response, SharedResponse

__all__ = ["CheckIn", "NotNow", "Response", "SharedCheckIn", "SharedResponse"]
