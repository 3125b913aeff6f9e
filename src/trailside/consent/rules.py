"""Scopes: the parts of a record, and who sees which by default.

My peer specialist sees my goals and what we wrote together; their supervisor sees that we met and what is put up for
review; check-ins, pages that are mine alone and my safety plan are mine until I share them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

NAME = "name"
CONTACT = "contact"
GOALS = "goals"
MET = "met"
WROTE = "wrote"
REVIEW = "review"
# Only what was shared with the viewer by name: the reads of check-ins and measures ask for the share itself.
SHARED = "shared"
CHECK_INS = "check_ins"
MEASURES = "measures"
TRAIL = "trail"
SAFETY = "safety"
# Parts of the safety plan that can be opened without the rest: the people I can turn to, and what helped me before.
# What remains in SAFETY are my own words to myself; no emergency opens them.
PEOPLE = "people"
TOOLS = "tools"
LOOKS = "looks"
# What I answered to "was this all right?", for the privacy officer.
RIGHT = "right"
# Why my record was opened in an emergency, for whoever reviews it.
EMERGENCY = "emergency"
OWN = "own"

EVERYTHING = frozenset(
    {NAME, CONTACT, GOALS, MET, WROTE, REVIEW, SHARED, CHECK_INS, MEASURES, TRAIL, SAFETY, PEOPLE, LOOKS, RIGHT}
    | {TOOLS, EMERGENCY, OWN}
)
OF_SPECIALIST = frozenset({NAME, CONTACT, GOALS, MET, WROTE, REVIEW, SHARED})
OF_SUPERVISOR = frozenset({NAME, MET, REVIEW})
# Imported and not yet welcomed: name and safe contact for their specialist only.
OF_NOT_YET_WELCOMED = frozenset({NAME, CONTACT})
# Who asked for a call: name and safe ways for volunteers.
OF_CALLER = frozenset({NAME, CONTACT})
# Who said that a look was not all right: name and that answer for the privacy officer.
OF_OFFICER = frozenset({NAME, RIGHT})
# Why a record was opened in an emergency, for someone not part of it.
OF_REVIEWER = frozenset({EMERGENCY})


class Ahead(StrEnum):
    """What may be opened in an emergency, said by the person on a good day."""

    PLAN = "plan"
    PEOPLE = "people"
    NOTHING = "nothing"


OF_ON_CALL: Mapping[Ahead, frozenset[str]] = {
    Ahead.PLAN: frozenset({NAME, CONTACT, PEOPLE, TOOLS}),
    Ahead.PEOPLE: frozenset({NAME, CONTACT, PEOPLE}),
    Ahead.NOTHING: frozenset(),
}


class ToldBy(StrEnum):
    """How somebody was told of an emergency opening, in a way that they allow."""

    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    SPOKEN = "spoken"


# How long an emergency opening lasts.
OPEN_FOR = timedelta(hours=1)


class Finding(StrEnum):
    """What the privacy officer found about a look that was not all right with someone."""

    NOT_RIGHT = "not_right"
    WAS_NEEDED = "was_needed"


class Refusal(StrEnum):
    """Of which kind a refused try was.

    never: shut out by that person. not_theirs: somebody of the same organisation. other_house: somebody of another
    one. from_outside: the same try as that other one sees it. guess: an id of nobody, or of something else.
    """

    NEVER = "never"
    NOT_THEIRS = "not_theirs"
    OTHER_HOUSE = "other_house"
    FROM_OUTSIDE = "from_outside"
    GUESS = "guess"


# Ids of nothing happen: an old link, something taken away. So many on one day are guessing.
GUESSES = 5
# Work days within which a no is answered, and an emergency opening looked into.
ANSWERED_WITHIN, REVIEWED_WITHIN = 5, 2


def work_days_after(day: date, count: int) -> date:
    """The day that lies ``count`` work days (Monday to Friday) after ``day``."""
    for _ in range(count):
        day += timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
    return day


class Who(StrEnum):
    """Everyone who may stand before a record, as the page *who may see what* names them."""

    ME = "me"
    SPECIALIST = "specialist"
    BEFORE_WELCOME = "before_welcome"
    SUPERVISOR = "supervisor"
    LET_IN = "let_in"
    CALLER = "caller"
    ON_CALL = "on_call"
    REVIEWER = "reviewer"
    OFFICER = "officer"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    EVALUATOR = "evaluator"
    MACHINE = "machine"
    OTHERS = "others"


# The whole of it: the gate makes its Sights from these, the page and docs/who-sees-what.md are written from them.
# Someone let in sees what the participant chose, and nothing else; so nothing stands here.
SEES: Mapping[Who, frozenset[str]] = {
    Who.ME: EVERYTHING,
    Who.SPECIALIST: OF_SPECIALIST,
    Who.BEFORE_WELCOME: OF_NOT_YET_WELCOMED,
    Who.SUPERVISOR: OF_SUPERVISOR,
    Who.LET_IN: frozenset(),
    Who.CALLER: OF_CALLER,
    Who.ON_CALL: OF_ON_CALL[Ahead.PLAN],
    Who.REVIEWER: OF_REVIEWER,
    Who.OFFICER: OF_OFFICER,
    Who.MANAGER: frozenset(),
    Who.ADMINISTRATOR: frozenset(),
    Who.EVALUATOR: frozenset(),
    Who.MACHINE: frozenset(),
    Who.OTHERS: frozenset(),
}

# The purpose of a look by someone who was let in: on the page, and as a file to keep.
LET_IN = "let_in"
LET_IN_FILE = "let_in_file"
# What may be let seen, in the order in which it is offered: the least first.
OFFERED = (MET, GOALS, WROTE, TRAIL, CHECK_INS, MEASURES, SAFETY, CONTACT)


class Kind(StrEnum):
    """Whom someone lets in."""

    FRIEND = "friend"
    FAMILY = "family"
    CLINICIAN = "clinician"
    ORGANISATION = "organisation"


class Reason(StrEnum):
    """What for. TREATMENT is "treatment, payment and operations" of the 2024 rule, in plain words."""

    BESIDE_ME = "beside_me"
    TREATMENT = "treatment"
    TOGETHER = "together"
    MY_WISH = "my_wish"


class Form(StrEnum):
    """Consent forms of 42 CFR 2.31. The last two may stand beside no other (2.31(b), (d))."""

    TREATMENT = "treatment"
    MY_WISH = "my_wish"
    COUNSELLING = "counselling"
    PROCEEDINGS = "proceedings"


REASONS = {
    Kind.FRIEND: Reason.BESIDE_ME,
    Kind.FAMILY: Reason.BESIDE_ME,
    Kind.CLINICIAN: Reason.TREATMENT,
    Kind.ORGANISATION: Reason.TOGETHER,
}
# Days. The first is what is offered.
LASTS = (30, 7, 90, 365)


def in_order(scopes: frozenset[str]) -> tuple[str, ...]:
    """Those of ``scopes`` that may be let seen, in the order in which they are told."""
    return tuple(scope for scope in OFFERED if scope in scopes)


def let_see(scopes: Collection[str]) -> frozenset[str]:
    """What whoever was let see ``scopes`` sees: with the name, and with the plan for a hard night its people."""
    return frozenset({NAME, *scopes, *({PEOPLE, TOOLS} if SAFETY in scopes else ())})


def form_for(reason: str) -> Form:
    """Which form a disclosure of this purpose needs."""
    return Form.TREATMENT if reason == Reason.TREATMENT else Form.MY_WISH
