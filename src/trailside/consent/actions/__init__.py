"""Every change of this room, one noun per file."""

from trailside.consent.actions.never import let_in, shut_out

__all__ = ["let_in", "shut_out"]
