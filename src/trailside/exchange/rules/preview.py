"""What would happen: who is brought in, what is wrong in which row, and what has to be asked first.

Every row of the sheet that holds something stands in exactly one place: in a person's `rows`, in `left_out`, or in a
problem that `stops`. A property test holds this for any file.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from trailside.exchange.rules.asking import answered, as_one, date_order, name_order, with_specialists, with_welcomers
from trailside.exchange.rules.candidate import Candidate
from trailside.exchange.rules.cells import Manner, read_row
from trailside.exchange.rules.columns import Field
from trailside.exchange.rules.duplicates import shared_phones
from trailside.exchange.rules.layout import Layout
from trailside.exchange.rules.plain import plain, word_set
from trailside.exchange.rules.problem import Fault, Problem
from trailside.exchange.rules.question import Ask, Choice, Question
from trailside.exchange.rules.sheet import Row, Sheet

SHORTEST_PHONE = 7  # digits; a count under the phones is shorter
TOTALS = word_set("total totals subtotal subtotals sum count totales suma cuenta") | {
    "grand total", "sub total", "total participants", "total clients", "total people", "total general",
    "total de participantes", "number of participants", "end of list", "fin de la lista",
}  # fmt: skip


class Why(StrEnum):
    """Why a row is no person."""

    ABOVE = "above"
    HEADING = "heading"
    HEADING_AGAIN = "heading-again"
    TOTAL = "total"
    HERE_ALREADY = "here-already"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no person, and why."""

    row: int
    why: Why


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen."""

    people: tuple[Candidate, ...]
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def is_ready(self) -> bool:
        """Is there somebody to bring in, and nothing left to ask?"""
        return bool(self.people) and not any(question.is_open for question in self.questions)


@dataclass(frozen=True, slots=True)
class Around:
    """What a list is read against: today, the region of its phone numbers, the specialists here (id to name)."""

    today: dt.date
    region: str = "US"
    specialists: Mapping[str, str] = field(default_factory=dict, repr=False)


def _why_no_person(row: Row, layout: Layout) -> Why | None:
    heading = layout.heading
    if row.number < heading.row:
        return Why.ABOVE
    if row.number == heading.row:
        return Why.HEADING
    told = [plain(cell) for cell in row.cells if cell.strip()]
    if heading.row and told and told == [plain(label) for label in heading.labels if label]:
        return Why.HEADING_AGAIN
    texts = [cell for cell in row.cells if any(map(str.isalpha, cell))]
    words = plain(texts[0]).rstrip("0123456789 ") if texts else ""
    digits = sum(map(str.isdigit, row.cell(layout.column_of(Field.PHONE))))
    if words in TOTALS and len(texts) == 1 and digits < SHORTEST_PHONE:
        return Why.TOTAL
    return None


def _texts(rows: Sequence[Row], layout: Layout, of: Field) -> list[str]:
    column = layout.column_of(of)
    return [row.cell(column).strip() for row in rows] if column >= 0 else []


def build(sheet: Sheet, layout: Layout, around: Around, answers: Mapping[str, str]) -> Preview:
    """The preview of a sheet. `answers` holds what was said so far, by the questions' keys; it never raises."""
    left_out = [LeftOut(row.number, why) for row in sheet.rows if (why := _why_no_person(row, layout))]
    out = {row.row for row in left_out}
    rows = [row for row in sheet.rows if row.number not in out]
    order, questions = date_order(_texts(rows, layout, Field.MET_ON), answers)
    turn, more = name_order(_texts(rows, layout, Field.NAME), answers)
    questions += more
    manner = Manner(around.today, around.region, order, turn)
    people: list[Candidate] = []
    problems = [Problem(row, Fault.ROWS_IN_A_CELL) for row in sheet.swallowing]
    for row in rows:
        person, found = read_row(row, layout, manner)
        problems += found
        if person:
            people.append(person)
    people, found, more = as_one(people, answers)
    problems += found + shared_phones(people)
    people, which = with_specialists(people, around.specialists, answers)
    people, who = with_welcomers(people, around.specialists, answers)
    questions += more + which + who
    problems.sort(key=lambda problem: (not problem.stops, problem.row))
    return Preview(tuple(people), tuple(problems), tuple(questions), tuple(left_out))


def with_those_here(preview: Preview, here: Collection[int], answers: Mapping[str, str]) -> Preview:
    """The preview when the people in rows `here` (their first rows) look like somebody who is here already."""
    known = [person for person in preview.people if person.rows[0] in here]
    asked = [
        Question(
            Ask.HERE_ALREADY,
            f"{Ask.HERE_ALREADY}-{person.rows[0]}",
            (Choice.LEAVE_OUT, Choice.BRING_IN),
            rows=person.rows,
            texts=(person.name,),
            suggestion=Choice.LEAVE_OUT,
        )
        for person in known
    ]
    shown, said = answered(asked, answers, Ask.MANY_HERE)
    out = {person.rows[0] for person, answer in zip(known, said, strict=True) if answer == Choice.LEAVE_OUT}
    left_out = [LeftOut(row, Why.HERE_ALREADY) for person in known if person.rows[0] in out for row in person.rows]
    return replace(
        preview,
        people=tuple(person for person in preview.people if person.rows[0] not in out),
        questions=(*preview.questions, *shown),
        left_out=(*preview.left_out, *left_out),
    )
