"""Where the headings stand: often not in the first row, sometimes in two rows, sometimes nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from trailside.exchange.rules.columns import Field, field_of, is_private
from trailside.exchange.rules.sheet import Row

ROWS_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row: its number (0: there is none), its labels by column, and how many of them are known."""

    row: int
    labels: tuple[str, ...]
    recognised: int


NO_HEADING = Heading(0, (), 0)


def _known(labels: Sequence[str]) -> int:
    """Different fields named, and half of one for everything private; a name counts double."""
    fields = {field for label in labels if (field := field_of(label))}
    private = sum(1 for label in labels if is_private(label))
    named = bool(fields & {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.CALLED})
    return 2 * (len(fields) + named) + min(private, 3)


def _labels(row: Row, above: Row | None) -> tuple[str, ...]:
    """The labels of a row; where it is blank, those of a half-merged row right above it."""
    width = max(len(row.cells), len(above.cells) if above else 0)
    if above is None or sum(1 for cell in above.cells if cell.strip()) < 2:
        return tuple(cell.strip() for cell in row.cells)
    return tuple((row.cell(column) or above.cell(column)).strip() for column in range(width))


def heading_at(rows: Sequence[Row], number: int) -> Heading:
    """The heading in the row with this number; `NO_HEADING` when there is no such row."""
    for index, row in enumerate(rows):
        if row.number == number:
            above = rows[index - 1] if index and rows[index - 1].number == number - 1 else None
            labels = _labels(row, above)
            return Heading(number, labels, _known(labels))
    return NO_HEADING


def best_heading(rows: Sequence[Row]) -> Heading:
    """The row among the first thirty whose words name most columns; the upper one of equals."""
    known = [_known(row.cells) for row in rows[:ROWS_LOOKED_AT]]
    if not any(known):
        return NO_HEADING
    best = known.index(max(known))
    # "Participant" merged over "First" and "Last": the headings are complete one row further down.
    below = rows[best + 1] if best + 1 < len(rows) else None
    if below and below.number == rows[best].number + 1 and all(map(field_of, filter(None, below.cells))):
        return heading_at(rows, below.number)
    return heading_at(rows, rows[best].number)
