"""A sheet as read: rows of text with the numbers a spreadsheet program shows beside them."""

from dataclasses import dataclass, field
from typing import Any

from trailside.exchange.rules import limits
from trailside.exchange.rules.refusal import Reason, Refused


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something. `cells` end at the last cell that is not blank."""

    number: int
    cells: tuple[str, ...] = field(repr=False)

    def cell(self, column: int) -> str:
        """The text in a column (from 0), or "" beyond the row's end."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet.

    `form` is "xlsx" or "csv"; `encoding` is how text was read ("" for XLSX). `swallowing` are rows with a cell that
    holds several lines like rows of their own: the mark of a missing quotation mark.
    """

    rows: tuple[Row, ...]
    form: str
    encoding: str = ""
    name: str = ""
    other_names: tuple[str, ...] = ()
    swallowing: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """Columns up to the last that holds something in any row."""
        return max((len(row.cells) for row in self.rows), default=0)

    def as_data(self) -> dict[str, Any]:
        """The sheet as JSON can carry it."""
        return {
            "rows": [[row.number, *row.cells] for row in self.rows],
            "form": self.form,
            "encoding": self.encoding,
            "name": self.name,
            "other_names": list(self.other_names),
            "swallowing": list(self.swallowing),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Sheet":
        """The sheet again, from what `as_data` gave."""
        return cls(
            rows=tuple(Row(row[0], tuple(row[1:])) for row in data["rows"]),
            form=data["form"],
            encoding=data["encoding"],
            name=data["name"],
            other_names=tuple(data["other_names"]),
            swallowing=tuple(data["swallowing"]),
        )


class Gathering:
    """Collects rows one by one and refuses as soon as a limit is passed, so that memory stays bounded."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._text = 0

    def add(self, number: int, cells: list[str]) -> None:
        """Take one row; blank rows are counted by their number and not kept."""
        if number > limits.MAX_ROW_NUMBER:
            if any(cells):
                raise Refused(Reason.TOO_MANY_ROWS, number)
            return
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            return
        if len(cells) > limits.MAX_COLUMNS:
            raise Refused(Reason.TOO_MANY_COLUMNS, number)
        if max(map(len, cells)) > limits.MAX_CELL:
            raise Refused(Reason.CELL_TOO_LONG, number)
        self._text += sum(map(len, cells))
        if self._text > limits.MAX_TEXT:
            raise Refused(Reason.TOO_LARGE, number)
        if len(self.rows) == limits.MAX_ROWS:
            raise Refused(Reason.TOO_MANY_ROWS, number)
        self.rows.append(Row(number, tuple(cells)))

    def done(self) -> tuple[Row, ...]:
        """The rows; refuses a sheet with nothing in it."""
        if not self.rows:
            raise Refused(Reason.EMPTY)
        return tuple(self.rows)
