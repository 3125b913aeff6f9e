"""From an uploaded file to a picture that can be kept."""

from trailside.files.rules import limits
from trailside.kit.apart import TooMuchWork, work

CHILD = "trailside.files.rules.child"


class NoPicture(Exception):
    """This file is no picture that can be kept. ``large``: it is a picture, perhaps, but too much of one."""

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self.large = large


def made_anew(data: bytes) -> bytes:
    """A JPEG of the picture in ``data``, without anything but its pixels. Raises NoPicture."""
    if len(data) > limits.MAX_BYTES:
        raise NoPicture(large=True)
    try:
        made = work(CHILD, data, limits.ROOM)
    except TooMuchWork as error:
        raise NoPicture(large=True) from error
    if not made:
        raise NoPicture
    return made
