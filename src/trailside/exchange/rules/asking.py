"""What only a person can know about a list: each question, and what its answer does to the people on it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from trailside.exchange.rules.candidate import Candidate, merged
from trailside.exchange.rules.dates import Order, is_in_doubt, read_date, settled_order
from trailside.exchange.rules.duplicates import Group, groups
from trailside.exchange.rules.names import name_key, turned
from trailside.exchange.rules.problem import Problem
from trailside.exchange.rules.question import Ask, Choice, Question

MOSTLY = 0.6
EXAMPLES = 3
# More questions of one kind than this become one question: nobody answers three hundred.
ONE_BY_ONE = 20


def date_order(texts: Sequence[str], answers: Mapping[str, str]) -> tuple[Order | None, list[Question]]:
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


def name_order(texts: Sequence[str], answers: Mapping[str, str]) -> tuple[bool, list[Question]]:
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


def answered(
    questions: Sequence[Question], answers: Mapping[str, str], many: Ask, most: int = ONE_BY_ONE
) -> tuple[list[Question], list[str]]:
    """The questions as they are asked, and the answer to each: one by one, or all of a kind in one when they are many.

    All `questions` have the same choices. The answers stand in their order; "" where there is none yet.
    """
    if len(questions) <= most:
        one_by_one = [replace(question, answer=answers.get(question.key, "")) for question in questions]
        return one_by_one, ["" if question.is_open else question.answer for question in one_by_one]
    whole = Question(
        many,
        many,
        questions[0].choices,
        rows=tuple(question.rows[0] for question in questions),
        texts=tuple(question.texts[0] for question in questions[:EXAMPLES]),
        suggestion=questions[0].suggestion,
        answer=answers.get(many, ""),
    )
    return [whole], ["" if whole.is_open else whole.answer] * len(questions)


def _about(group: Group, people: Sequence[Candidate]) -> Question:
    parts = [people[member] for member in group.members]
    return Question(
        Ask.ONE_PERSON,
        f"{Ask.ONE_PERSON}-{'-'.join(str(part.rows[0]) for part in parts)}"[:200],
        (Choice.ONE, Choice.APART),
        rows=tuple(part.rows[0] for part in parts),
        texts=tuple(dict.fromkeys(part.name for part in parts)),
        suggestion=Choice.ONE if group.plainly else "",
    )


def as_one(
    people: list[Candidate], answers: Mapping[str, str]
) -> tuple[list[Candidate], list[Problem], list[Question]]:
    """Rows that were said to be one person become one; groups nobody spoke about become questions."""
    gone: set[int] = set()
    problems: list[Problem] = []
    questions: list[Question] = []
    whole = list(people)
    found = groups(people)
    for plainly, many in ((True, Ask.ALIKE_PLAINLY), (False, Ask.ALIKE_PERHAPS)):
        alike = [group for group in found if group.plainly is plainly]
        shown, said = answered([_about(group, people) for group in alike], answers, many)
        questions += shown
        for group, answer in zip(alike, said, strict=True):
            if answer == Choice.ONE:
                whole[group.members[0]], kept_first = merged([people[member] for member in group.members])
                problems += kept_first
                gone.update(group.members[1:])
    return [person for position, person in enumerate(whole) if position not in gone], problems, questions


def _ids_of(specialists: Mapping[str, str]) -> dict[str, str]:
    """Ids by name key; names that two specialists share are nobody's."""
    times = Counter(name_key(name) for name in specialists.values())
    return {name_key(name): chosen for chosen, name in specialists.items() if times[name_key(name)] == 1}


def with_specialists(
    people: list[Candidate], specialists: Mapping[str, str], answers: Mapping[str, str]
) -> tuple[list[Candidate], list[Question]]:
    """Specialists' names become ids of the people who work here; a name that is nobody's becomes a question."""
    ids = _ids_of(specialists)
    unknown: dict[str, list[Candidate]] = defaultdict(list)
    for person in people:
        if person.specialist and name_key(person.specialist) not in ids:
            unknown[name_key(person.specialist)].append(person)
    # So many strangers are no typing mistakes: it is the wrong column, or a list of another house.
    choices = (*specialists, Choice.NOBODY) if len(unknown) <= ONE_BY_ONE else (Choice.NOBODY,)
    asked = [
        Question(
            Ask.WHICH_SPECIALIST,
            f"{Ask.WHICH_SPECIALIST}-{theirs[0].rows[0]}",
            choices,
            rows=tuple(person.rows[0] for person in theirs),
            texts=(theirs[0].specialist,),
        )
        for theirs in unknown.values()
    ]
    shown, said = answered(asked, answers, Ask.MANY_NAMES)
    ids |= {key: "" if answer == Choice.NOBODY else answer for key, answer in zip(unknown, said, strict=True)}
    return [replace(person, specialist=ids.get(name_key(person.specialist), "")) for person in people], shown


def with_welcomers(
    people: list[Candidate], specialists: Mapping[str, str], answers: Mapping[str, str]
) -> tuple[list[Candidate], list[Question]]:
    """Whoever has no specialist yet gets the one who is to welcome them: nobody is brought in and left alone."""
    alone = [person for person in people if not person.specialist]
    if not alone:
        return people, []
    choices = tuple(specialists)
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
