"""A person's words, as a type that does not show itself by accident."""

from __future__ import annotations


class Words(str):
    """Text that belongs to someone. Prints as usual on a page; in a log, a traceback or a debugger it is ``•••``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "•••"
