"""The tables of this room, one noun per file."""

from trailside.consent.models.never import Never

__all__ = ["Never"]
