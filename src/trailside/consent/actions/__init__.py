"""Every change of this room: shutting out, letting in, signing."""

from trailside.consent.actions.never import let_in, shut_out

__all__ = ["let_in", "shut_out"]
