"""Dates in the forms that lists have. Day and month are never guessed where both orders make sense: we ask."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from trailside.exchange.rules.plain import plain, word_set


class Order(StrEnum):
    """Which of two numbers is the month."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene", "february feb febrero", "march mar marzo", "april apr abril abr", "may mayo",
            "june jun junio", "july jul julio", "august aug agosto ago", "september sep sept septiembre setiembre set",
            "october oct octubre", "november nov noviembre", "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
FILLING = word_set("de del of the st nd rd th el") | word_set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "lunes martes miercoles jueves viernes sabado domingo lun mie jue vie sab dom"
)
TIME = re.compile(r"[T ]\d{1,2}:\d{2}.*$")
ORDINAL = re.compile(r"(\d)(st|nd|rd|th|o|º|ª)\b", re.IGNORECASE)
NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2}|\d{4})")
# Excel counts days from here (its 1900 has a 29 February); 30,000 is 1982, 60,000 is 2064.
EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
EXCEL_DAYS = range(30_000, 60_000)
EARLIEST = dt.date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text may mean: a date for each order (the same one when the order does not matter)."""

    month_first: dt.date | None
    day_first: dt.date | None

    @property
    def is_ambiguous(self) -> bool:
        """Do both orders make sense and differ?"""
        return self.month_first is not None and self.day_first is not None and self.month_first != self.day_first

    def by(self, order: Order) -> dt.date | None:
        """The date in this order."""
        return self.month_first if order is Order.MONTH_FIRST else self.day_first


NO_DATE = Reading(None, None)


def _strict(text: str, form: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text, form).date()
    except ValueError:
        return None


def _sure(date: dt.date | None) -> Reading:
    return Reading(date, date)


def _by_numbers(text: str) -> Reading:
    found = NUMBERS.fullmatch(text)
    if not found:
        return NO_DATE
    year = "%Y" if len(found[3]) == 4 else "%y"
    tidy = "/".join(found.groups())
    return Reading(_strict(tidy, f"%m/%d/{year}"), _strict(tidy, f"%d/%m/{year}"))


def _by_words(text: str) -> Reading:
    """A date with its month in words: "4 de marzo de 2026", "March 4th, 2026", "04-Mar-26"."""
    parts = [part for part in plain(ORDINAL.sub(r"\1", text)).split() if part not in FILLING]
    months = [MONTHS[part] for part in parts if part in MONTHS]
    numbers = [part for part in parts if part not in MONTHS]
    if len(months) != 1 or len(numbers) != 2:
        return NO_DATE
    if len(numbers[0]) == 4:
        numbers.reverse()
    day, year = numbers
    if not (day.isascii() and day.isdigit() and len(day) <= 2 and len(year) in (2, 4)):
        return NO_DATE
    return _sure(_strict(f"{months[0]}/{day}/{year}", "%m/%d/%Y" if len(year) == 4 else "%m/%d/%y"))


def read_date(text: str) -> Reading:
    """What a cell may mean as a date; nothing for "spring" or "3/2026"."""
    text = text.strip()
    if not text or len(text) > 60 or not text.isprintable():
        return NO_DATE
    if text.isascii() and text.isdigit():
        if int(text) in EXCEL_DAYS:
            return _sure(EXCEL_DAY_ZERO + dt.timedelta(days=int(text)))
        return _sure(_strict(text, "%Y%m%d")) if len(text) == 8 else NO_DATE
    text = TIME.sub("", text)
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"):
        if date := _strict(text, form):
            return _sure(date)
    numbers = _by_numbers(text)
    return _by_words(text) if numbers == NO_DATE else numbers


def settled_order(texts: Iterable[str]) -> Order | None:
    """The order that a whole column proves, or None when it proves none or contradicts itself."""
    proofs = {
        Order.MONTH_FIRST if reading.day_first is None else Order.DAY_FIRST
        for text in texts
        if (reading := read_date(text)) != NO_DATE and (reading.month_first is None) != (reading.day_first is None)
    }
    return proofs.pop() if len(proofs) == 1 else None


def is_in_doubt(texts: Iterable[str]) -> bool:
    """Does a column hold a date that may be two days, with nothing in the column to settle it?"""
    texts = list(texts)
    return settled_order(texts) is None and any(read_date(text).is_ambiguous for text in texts)
