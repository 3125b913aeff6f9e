"""What a manager has to say before a list can be brought in."""

from dataclasses import dataclass, field
from enum import StrEnum


class Ask(StrEnum):
    """The kinds of question."""

    DATE_ORDER = "date-order"
    NAME_ORDER = "name-order"
    ONE_PERSON = "one-person"
    WHICH_SPECIALIST = "which-specialist"
    WHO_WELCOMES = "who-welcomes"
    HERE_ALREADY = "here-already"
    # All of a kind in one, when they are many.
    ALIKE_PLAINLY = "alike-plainly"
    ALIKE_PERHAPS = "alike-perhaps"
    MANY_NAMES = "many-names"
    MANY_HERE = "many-here"


class Choice(StrEnum):
    """The fixed answers. A specialist is answered with the id of one, or NOBODY."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"
    TURN = "turn"
    KEEP = "keep"
    ONE = "one"
    APART = "apart"
    NOBODY = "nobody"
    LEAVE_OUT = "leave-out"
    BRING_IN = "bring-in"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` names it in a form; `rows` and `texts` show what it is about; `suggestion` may be ""."""

    ask: Ask
    key: str
    choices: tuple[str, ...]
    rows: tuple[int, ...] = ()
    texts: tuple[str, ...] = field(default=(), repr=False)
    suggestion: str = ""
    answer: str = ""

    @property
    def is_open(self) -> bool:
        """Has nobody answered it yet?"""
        return self.answer not in self.choices
