"""One row into one candidate, with a problem for every cell that cannot be taken as it is."""

import datetime as dt
from dataclasses import dataclass, field

from trailside.exchange.rules.candidate import Candidate
from trailside.exchange.rules.columns import Field
from trailside.exchange.rules.dates import EARLIEST, NO_DATE, Order, read_date
from trailside.exchange.rules.emails import email_of
from trailside.exchange.rules.languages import ON_SCREEN, language_of
from trailside.exchange.rules.layout import Layout
from trailside.exchange.rules.names import (
    fault_of_name,
    has_signs,
    is_excel_error,
    is_formula,
    tidy,
    turned,
    whole_name,
)
from trailside.exchange.rules.phones import phone_of
from trailside.exchange.rules.problem import Fault, Problem
from trailside.exchange.rules.sheet import Row
from trailside.exchange.rules.yes_no import yes_or_no

MAX_WORDS = 120
SHOWN = 60
NOTHING = frozenset({"", "-", "--", "—", "n/a", "na", "none", "null", "unknown", "?", "ninguno", "ninguna"})


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read a list: today's date, the region of its phone numbers, and what was asked about it."""

    today: dt.date
    region: str = "US"
    order: Order | None = None
    turn_names: bool = False


@dataclass(slots=True)
class RowReader:
    """Reads one row by a layout; problems gather as it goes."""

    row: Row
    layout: Layout
    manner: Manner
    problems: list[Problem] = field(default_factory=list)

    def say(self, fault: Fault, of: Field | None = None, text: str = "") -> None:
        """Note a problem in this row, with the column's own heading."""
        column = self.layout.column_of(of) if of else -1
        labels = self.layout.heading.labels
        label = labels[column] if 0 <= column < len(labels) else ""
        self.problems.append(Problem(self.row.number, fault, label, text[:SHOWN]))

    def text(self, of: Field) -> str:
        """A cell's tidied text, or "" (and a problem) when it is no text to keep."""
        text = tidy(self.row.cell(self.layout.column_of(of)))
        if text.casefold() in NOTHING:
            return ""
        fault = None
        if is_formula(text):
            fault = Fault.FORMULA
        elif is_excel_error(text):
            fault = Fault.EXCEL_ERROR
        elif has_signs(text):
            fault = Fault.HAS_SIGNS
        if fault:
            self.say(fault, of, text)
            return ""
        return text

    def short(self, of: Field) -> str:
        """A few words, or "" (and a problem) when they are more."""
        text = self.text(of)
        if len(text) > MAX_WORDS:
            self.say(Fault.TOO_LONG, of, text)
            return ""
        return text

    def name(self) -> str:
        """The person's name, or "" with the problem that stops this row."""
        raw = {of: tidy(self.row.cell(self.layout.column_of(of))) for of in Field}
        name = raw[Field.NAME]
        if raw[Field.CALLED] or not name:
            parts = turned(name).split() if name else []
            last = raw[Field.LAST_NAME] or " ".join(parts[1:])
            name = whole_name(raw[Field.FIRST_NAME], last, raw[Field.CALLED])
        elif self.manner.turn_names:
            name = turned(name)
        fault = fault_of_name(name)
        if fault:
            self.problems.append(Problem(self.row.number, fault, text=name[:SHOWN]))
            return ""
        return name

    def phone(self) -> str:
        """The phone number in E.164."""
        text = self.text(Field.PHONE)
        if not text:
            return ""
        phone = phone_of(text, self.manner.region)
        fault = phone.fault if phone.number else Fault.NOT_A_PHONE
        if fault:
            self.say(fault, Field.PHONE, text)
        return phone.number

    def email(self) -> str:
        """The e-mail address."""
        text = self.text(Field.EMAIL)
        address = email_of(text) if text else ""
        if text and not address:
            self.say(Fault.NOT_AN_EMAIL, Field.EMAIL, text)
        return address

    def language(self) -> str:
        """The language's code."""
        text = self.short(Field.LANGUAGE)
        code = language_of(text)
        if text and not code:
            self.say(Fault.NOT_A_LANGUAGE, Field.LANGUAGE, text)
        elif code and code not in ON_SCREEN:
            self.say(Fault.NOT_ON_SCREEN, Field.LANGUAGE, text)
        return code if code in ON_SCREEN else ""

    def met_on(self) -> dt.date | None:
        """The day they first met. In doubt about the order there is none yet, and the question stands elsewhere."""
        text = self.text(Field.MET_ON)
        reading = read_date(text)
        if not text or (reading.is_ambiguous and self.manner.order is None):
            return None
        date = reading.by(self.manner.order or Order.MONTH_FIRST) or reading.month_first or reading.day_first
        fault = None
        if reading == NO_DATE or date is None:
            fault = Fault.NOT_A_DATE
        elif self.manner.order and reading.by(self.manner.order) is None:
            fault = Fault.DATE_OTHER_ORDER
        elif date > self.manner.today:
            fault = Fault.DATE_AHEAD
        elif date < EARLIEST:
            fault = Fault.DATE_LONG_AGO
        if fault:
            self.say(fault, Field.MET_ON, text)
            return None
        return date

    def may_text(self) -> bool | None:
        """Whether texting was said to be all right."""
        text = self.text(Field.MAY_TEXT)
        answer = yes_or_no(text)
        if text and answer is None:
            self.say(Fault.NOT_YES_OR_NO, Field.MAY_TEXT, text)
        return answer


def read_row(row: Row, layout: Layout, manner: Manner) -> tuple[Candidate | None, list[Problem]]:
    """The person in a row, or None with the one problem that stops it."""
    reader = RowReader(row, layout, manner)
    name = reader.name()
    if not name:
        return None, reader.problems
    person = Candidate(
        rows=(row.number,),
        name=name,
        phone=reader.phone(),
        email=reader.email(),
        language=reader.language(),
        pronouns=reader.short(Field.PRONOUNS),
        specialist=reader.short(Field.SPECIALIST),
        met_on=reader.met_on(),
        may_text=reader.may_text(),
    )
    if not person.phone and not person.email:
        reader.say(Fault.NO_CONTACT)
    return person, reader.problems
