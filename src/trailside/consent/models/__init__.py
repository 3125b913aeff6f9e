"""The tables of this room, a noun each."""

from trailside.consent.models.answer import Answer
from trailside.consent.models.call import CallWish
from trailside.consent.models.emergency import OnCall, Opening, OpeningYear, SaidAhead
from trailside.consent.models.grant import Grant
from trailside.consent.models.never import Never
from trailside.consent.models.part2 import Part2, Signed
from trailside.consent.models.plain import PlainPin
from trailside.consent.models.refused import Refused

__all__ = [
    "Answer",
    "CallWish",
    "Grant",
    "Never",
    "OnCall",
    "Opening",
    "OpeningYear",
    "Part2",
    "PlainPin",
    "Refused",
    "SaidAhead",
    "Signed",
]
