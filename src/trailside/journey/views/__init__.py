"""Pages of this room: ask, call, answer."""
