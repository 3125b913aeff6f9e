"""Words in the picture: few, short, and never on the line.

At most one a month, own words first, up to four lines on the free side; what finds no room is said in words only.
Widths are estimates in units of the picture, on the generous side, because the server has no font.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

LINES = 4
LINE_HEIGHT = 19.0
A_LETTER = 8.6
AWAY = 12.0


@dataclass(frozen=True)
class Box:
    """A rectangle in the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", away: float = 4.0) -> bool:
        """Whether two boxes lie closer than ``away`` units."""
        return (
            self.left < other.right + away
            and other.left < self.right + away
            and self.top < other.bottom + away
            and other.top < self.bottom + away
        )

    def holds(self, point: tuple[float, float], away: float = AWAY) -> bool:
        """Whether a point lies in the box or closer than ``away`` units."""
        x, y = point
        return self.left - away < x < self.right + away and self.top - away < y < self.bottom + away


@dataclass(frozen=True)
class Label:
    """Words set in the picture: lines with their base line, one x, and how they are anchored to it."""

    lines: tuple[tuple[str, float], ...]
    x: float
    anchor: str
    own: bool
    box: Box


def broken(words: str, letters: int, own: bool) -> tuple[str, ...]:
    """Words broken into at most four even lines; longer ones end in an ellipsis; own words stand in quotation marks."""
    room = letters - (1 if own else 0)
    lines = wrap(" ".join(words.split()), room) or [""]
    if len(lines) > LINES:
        last = wrap(lines[LINES - 1], room - 1)[0]
        lines = [*lines[: LINES - 1], last.rstrip(" ,.;:") + "…"]
    else:
        while room > 6 and len(evener := wrap(" ".join(lines), room - 1)) == len(lines):
            lines, room = evener, room - 1
    if own:
        lines[0] = "“" + lines[0]
        lines[-1] += "”"
    return tuple(lines)


def set_at(lines: Sequence[str], x: float, middle: float, anchor: str, own: bool) -> Label:
    """Lines set around the height ``middle`` at ``x``; ``anchor`` is SVG's start, middle or end."""
    broad = max(len(line) for line in lines) * A_LETTER
    left = {"start": x, "middle": x - broad / 2, "end": x - broad}[anchor]
    top = middle - len(lines) * LINE_HEIGHT / 2
    base = tuple((line, round(top + LINE_HEIGHT * (at + 0.76), 1)) for at, line in enumerate(lines))
    return Label(base, round(x, 1), anchor, own, Box(left, top, left + broad, top + len(lines) * LINE_HEIGHT))


def first_free(
    tries: Iterable[Label], whole: Box, line: Sequence[tuple[float, float]], taken: Iterable[Box]
) -> Label | None:
    """The first of ``tries`` that lies in the picture, off the line and off every taken box; else none."""
    others = tuple(taken)
    for label in tries:
        box = label.box
        inside = whole.left <= box.left and whole.top <= box.top and box.right <= whole.right
        if not inside or box.bottom > whole.bottom or any(box.meets(other) for other in others):
            continue
        # Spelled out: this is asked thousands of times for one picture.
        left, top, right, bottom = box.left - AWAY, box.top - AWAY, box.right + AWAY, box.bottom + AWAY
        if not any(left < x < right and top < y < bottom for x, y in line):
            return label
    return None
