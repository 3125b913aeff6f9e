"""The one thing that reading a file may raise: a refusal with a plain reason."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a whole file is refused. The words for each stand in `exchange.wording`."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    OLD_EXCEL = "old-excel"
    LOCKED = "locked"
    NOT_A_SPREADSHEET = "not-a-spreadsheet"
    NOT_TEXT = "not-text"
    BROKEN = "broken"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    UNSAFE = "unsafe"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_COLUMNS = "too-many-columns"
    CELL_TOO_LONG = "cell-too-long"
    OPEN_QUOTE = "open-quote"
    TOO_MUCH_WORK = "too-much-work"


class Refused(Exception):
    """A file that is not read any further. `row` is where it happened, as a spreadsheet program counts; 0: nowhere."""

    def __init__(self, reason: Reason, row: int = 0) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.row = row
