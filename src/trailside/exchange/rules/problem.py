"""What is wrong with one row, as data; `exchange.wording` has the words."""

from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong with a row or with one of its cells."""

    # The row is not brought in.
    NO_NAME = "no-name"
    NAME_IS_FORMULA = "name-is-formula"
    NAME_HAS_SIGNS = "name-has-signs"
    NAME_TOO_LONG = "name-too-long"
    # The row is brought in without that cell.
    FORMULA = "formula"
    EXCEL_ERROR = "excel-error"
    NOT_A_PHONE = "not-a-phone"
    NOT_AN_EMAIL = "not-an-email"
    NOT_A_DATE = "not-a-date"
    DATE_AHEAD = "date-ahead"
    DATE_LONG_AGO = "date-long-ago"
    DATE_OTHER_ORDER = "date-other-order"
    NOT_YES_OR_NO = "not-yes-or-no"
    NOT_A_LANGUAGE = "not-a-language"
    NOT_ON_SCREEN = "not-on-screen"
    TOO_LONG = "too-long"
    HAS_SIGNS = "has-signs"
    # The row is brought in; this is worth knowing.
    MORE_PHONES = "more-phones"
    WORDS_BY_PHONE = "words-by-phone"
    ROWS_IN_A_CELL = "rows-in-a-cell"
    KEPT_FIRST = "kept-first"
    SHARED_PHONE = "shared-phone"
    NO_CONTACT = "no-contact"


STOPPING = frozenset({Fault.NO_NAME, Fault.NAME_IS_FORMULA, Fault.NAME_HAS_SIGNS, Fault.NAME_TOO_LONG})
WORTH_KNOWING = frozenset(
    {
        Fault.MORE_PHONES,
        Fault.WORDS_BY_PHONE,
        Fault.ROWS_IN_A_CELL,
        Fault.KEPT_FIRST,
        Fault.SHARED_PHONE,
        Fault.NO_CONTACT,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one row. `text` is what stands in the cell, as far as it helps to find it."""

    row: int
    fault: Fault
    column: str = ""
    text: str = field(default="", repr=False)

    @property
    def stops(self) -> bool:
        """Is the whole row left out because of it?"""
        return self.fault in STOPPING
