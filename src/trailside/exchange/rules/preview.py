"""What would happen: who is brought in, what is wrong in which row, and what has to be asked first.

Every row of the sheet that holds something stands in exactly one place: in a person's `rows`, in `left_out`, or in a
problem that `stops`. A property test holds this for any file.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from trailside.exchange.rules.candidate import Candidate, merged
from trailside.exchange.rules.cells import Manner, read_row
from trailside.exchange.rules.columns import Field
from trailside.exchange.rules.dates import Order, is_in_doubt, read_date, settled_order
from trailside.exchange.rules.duplicates import groups, shared_phones
from trailside.exchange.rules.layout import Layout
from trailside.exchange.rules.names import name_key, turned
from trailside.exchange.rules.plain import plain, word_set
from trailside.exchange.rules.problem import Fault, Problem
from trailside.exchange.rules.question import Ask, Choice, Question
from trailside.exchange.rules.sheet import Row, Sheet

MOSTLY = 0.6
EXAMPLES = 3
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
    if words in TOTALS and len(texts) == 1 and row.cell(layout.column_of(Field.PHONE)) == "":
        return Why.TOTAL
    return None


def _texts(rows: Sequence[Row], layout: Layout, of: Field) -> list[str]:
    column = layout.column_of(of)
    return [row.cell(column).strip() for row in rows] if column >= 0 else []


def _date_order(texts: Sequence[str], answers: Mapping[str, str]) -> tuple[Order | None, list[Question]]:
    """The order of day and month in this list, and the question when only a person can know."""
    order = settled_order(texts)
    if order or not is_in_doubt(texts):
        return order, []
    doubtful = list(dict.fromkeys(text for text in texts if read_date(text).is_ambiguous))
    answer = answers.get(Ask.DATE_ORDER, "")
    question = Question(
        Ask.DATE_ORDER,
        Ask.DATE_ORDER,
        (Choice.MONTH_FIRST, Choice.DAY_FIRST),
        texts=tuple(doubtful[:EXAMPLES]),
        answer=answer,
    )
    return (None if question.is_open else Order(answer)), [question]


def _name_order(texts: Sequence[str], answers: Mapping[str, str]) -> tuple[bool, list[Question]]:
    """Whether "Rivera, Ada" is to be turned round, and the question when most names look so."""
    names = [text for text in texts if text]
    commas = [name for name in names if turned(name) != name]
    if not names or len(commas) < MOSTLY * len(names):
        return False, []
    question = Question(
        Ask.NAME_ORDER,
        Ask.NAME_ORDER,
        (Choice.TURN, Choice.KEEP),
        texts=tuple(commas[:EXAMPLES]),
        suggestion=Choice.TURN,
        answer=answers.get(Ask.NAME_ORDER, ""),
    )
    return question.answer == Choice.TURN, [question]


def _as_one(
    people: list[Candidate], answers: Mapping[str, str]
) -> tuple[list[Candidate], list[Problem], list[Question]]:
    """Rows that were said to be one person become one; groups nobody spoke about become questions."""
    gone: set[int] = set()
    problems: list[Problem] = []
    questions: list[Question] = []
    whole = list(people)
    for group in groups(people):
        parts = [people[member] for member in group.members]
        key = f"{Ask.ONE_PERSON}-{'-'.join(str(part.rows[0]) for part in parts)}"[:200]
        question = Question(
            Ask.ONE_PERSON,
            key,
            (Choice.ONE, Choice.APART),
            rows=tuple(part.rows[0] for part in parts),
            texts=tuple(dict.fromkeys(part.name for part in parts)),
            suggestion=Choice.ONE if group.plainly else "",
            answer=answers.get(key, ""),
        )
        questions.append(question)
        if question.answer == Choice.ONE:
            whole[group.members[0]], kept_first = merged(parts)
            problems += kept_first
            gone.update(group.members[1:])
    return [person for position, person in enumerate(whole) if position not in gone], problems, questions


def _ids_of(specialists: Mapping[str, str]) -> dict[str, str]:
    """Ids by name key; names that two specialists share are nobody's."""
    times = Counter(name_key(name) for name in specialists.values())
    return {name_key(name): chosen for chosen, name in specialists.items() if times[name_key(name)] == 1}


def _with_specialists(
    people: list[Candidate], around: Around, answers: Mapping[str, str]
) -> tuple[list[Candidate], list[Question]]:
    """Specialists' names become ids of the people who work here; a name that is nobody's becomes a question."""
    ids = _ids_of(around.specialists)
    asked: dict[str, list[Candidate]] = defaultdict(list)
    for person in people:
        if person.specialist and name_key(person.specialist) not in ids:
            asked[name_key(person.specialist)].append(person)
    questions = []
    for key, theirs in asked.items():
        form_key = f"{Ask.WHICH_SPECIALIST}-{theirs[0].rows[0]}"
        question = Question(
            Ask.WHICH_SPECIALIST,
            form_key,
            (*around.specialists, Choice.NOBODY),
            rows=tuple(person.rows[0] for person in theirs),
            texts=(theirs[0].specialist,),
            answer=answers.get(form_key, ""),
        )
        questions.append(question)
        ids[key] = "" if question.is_open or question.answer == Choice.NOBODY else question.answer
    return [replace(person, specialist=ids.get(name_key(person.specialist), "")) for person in people], questions


def _with_welcomers(
    people: list[Candidate], around: Around, answers: Mapping[str, str]
) -> tuple[list[Candidate], list[Question]]:
    """Whoever has no specialist yet gets the one who is to welcome them: nobody is brought in and left alone."""
    alone = [person for person in people if not person.specialist]
    if not alone:
        return people, []
    choices = tuple(around.specialists)
    question = Question(
        Ask.WHO_WELCOMES,
        Ask.WHO_WELCOMES,
        choices,
        rows=tuple(person.rows[0] for person in alone),
        suggestion=choices[0] if len(choices) == 1 else "",
        answer=answers.get(Ask.WHO_WELCOMES, ""),
    )
    chosen = "" if question.is_open else question.answer
    return [person if person.specialist else replace(person, specialist=chosen) for person in people], [question]


def build(sheet: Sheet, layout: Layout, around: Around, answers: Mapping[str, str]) -> Preview:
    """The preview of a sheet. `answers` holds what was said so far, by the questions' keys; it never raises."""
    left_out = [LeftOut(row.number, why) for row in sheet.rows if (why := _why_no_person(row, layout))]
    out = {row.row for row in left_out}
    rows = [row for row in sheet.rows if row.number not in out]
    order, questions = _date_order(_texts(rows, layout, Field.MET_ON), answers)
    turn, more = _name_order(_texts(rows, layout, Field.NAME), answers)
    questions += more
    manner = Manner(around.today, around.region, order, turn)
    people: list[Candidate] = []
    problems = [Problem(row, Fault.ROWS_IN_A_CELL) for row in sheet.swallowing]
    for row in rows:
        person, found = read_row(row, layout, manner)
        problems += found
        if person:
            people.append(person)
    people, found, more = _as_one(people, answers)
    problems += found + shared_phones(people)
    people, which = _with_specialists(people, around, answers)
    people, who = _with_welcomers(people, around, answers)
    questions += more + which + who
    problems.sort(key=lambda problem: (not problem.stops, problem.row))
    return Preview(tuple(people), tuple(problems), tuple(questions), tuple(left_out))


def with_those_here(preview: Preview, here: Collection[int], answers: Mapping[str, str]) -> Preview:
    """The preview when the people in rows `here` (their first rows) look like somebody who is here already."""
    questions = list(preview.questions)
    left_out = list(preview.left_out)
    people = []
    for person in preview.people:
        if person.rows[0] not in here:
            people.append(person)
            continue
        key = f"{Ask.HERE_ALREADY}-{person.rows[0]}"
        question = Question(
            Ask.HERE_ALREADY,
            key,
            (Choice.LEAVE_OUT, Choice.BRING_IN),
            rows=person.rows,
            texts=(person.name,),
            suggestion=Choice.LEAVE_OUT,
            answer=answers.get(key, ""),
        )
        questions.append(question)
        if question.answer == Choice.LEAVE_OUT:
            left_out += [LeftOut(row, Why.HERE_ALREADY) for row in person.rows]
        else:
            people.append(person)
    return replace(preview, people=tuple(people), questions=tuple(questions), left_out=tuple(left_out))
