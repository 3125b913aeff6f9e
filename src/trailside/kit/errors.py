"""The few errors of the house. Every other exception is a fault of ours."""

from __future__ import annotations


class NotThere(Exception):
    """It does not exist, or not for this viewer. Both answer the same 404.

    May carry the id of whom it was about, for the list of refused tries.
    """


class NotPossible(Exception):
    """A rule says no. ``str(error)`` is a sentence for the person, in their language; the form keeps their words."""

    def __init__(self, sentence: object, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Stale(Exception):
    """Someone else changed the row since the form was opened. The page shows both texts (409)."""


class KeyReused(Exception):
    """The same once-key came with another body (409)."""


class AlreadyDone(Exception):
    """This once-key was used before. ``result`` is where the first answer stands; the second tap is sent there."""

    def __init__(self, result: str) -> None:
        super().__init__(result)
        self.result = result


class CannotWrite(Exception):
    """The store cannot take a write now (503). Nothing was acknowledged."""
