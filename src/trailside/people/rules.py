"""The codes of this room: roles, states of an episode, how much is written at most."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Role(StrEnum):
    """What a person does here. One person may hold every role (and never reviews themselves)."""

    PARTICIPANT = "participant"
    PEER_SPECIALIST = "peer_specialist"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    # Of the organisation: gives every role, opens no record.
    ADMINISTRATOR = "administrator"
    # Counts with small ones hidden; never a person.
    EVALUATOR = "evaluator"
    # Names and safe ways of those who asked for a call, nothing else.
    VOLUNTEER_CALLER = "volunteer_caller"
    # Refused tries, answers to looks, emergency openings; no words of a record.
    PRIVACY_OFFICER = "privacy_officer"
    # Someone a participant let in by a grant: a friend, family, a clinician. Works nowhere here.
    LET_IN = "let_in"


WORKERS = frozenset(Role) - {Role.PARTICIPANT, Role.LET_IN}

# Who may give and take which roles. Nobody else gives any.
GIVES: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: WORKERS,
    Role.MANAGER: WORKERS - {Role.ADMINISTRATOR},
}


def may_give(roles: Collection[str], *, is_administered: bool = True) -> frozenset[Role]:
    """The roles that whoever holds ``roles`` may give and take.

    is_administered: whether somebody is administrator; while nobody is, a manager may name one (someone else).
    """
    given = frozenset[Role]().union(*(may for role, may in GIVES.items() if role in roles))
    if Role.MANAGER in roles and not is_administered:
        given |= {Role.ADMINISTRATOR}
    return given


class EpisodeState(StrEnum):
    """Where a participant stands: from not yet welcomed to ended; an ended one may begin again as a new episode."""

    NOT_YET_WELCOMED = "not_yet_welcomed"
    WALKING = "walking"
    ENDED = "ended"


class Ending(StrEnum):
    """How an episode ended. On the screen: got what I came for, we lost touch, moved on, said no."""

    GOT_WHAT_I_CAME_FOR = "got_what_i_came_for"
    LOST_TOUCH = "lost_touch"
    MOVED_ON = "moved_on"
    SAID_NO = "said_no"


class Written(StrEnum):
    """How much is written of a meeting at most: the programme's switch."""

    MET = "met"
    OWN_WORDS = "own_words"
    FULL_NOTE = "full_note"


# Days for which somebody who asked to be forgotten can take it back, at most: the programme chooses within.
LONGEST_GRACE = 30

# Without 0, 1, I, L, O, U: read aloud and typed on an old phone without mistakes.
CARD_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CARD_LENGTH = 13  # 30^13 > 2^63: at least 60 bits; the code is the name, and never opens anything alone


def new_card_code() -> str:
    """A random card code, 63 bits."""
    return "".join(secrets.choice(CARD_LETTERS) for _ in range(CARD_LENGTH))


def plain_card_code(typed: str) -> str:
    """What was typed, without spaces and dashes, in capitals."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def shown_card_code(code: str) -> str:
    """The code in groups that are easy to read: ``ABCD-EFGH-JKMNP``."""
    return "-".join([code[:4], code[4:8], code[8:]])


class Kind(StrEnum):
    """Kinds of support a programme offers."""

    ONE_TO_ONE = "one_to_one"
    CIRCLES = "circles"
    WORKSHOPS = "workshops"
    ADVOCACY = "advocacy"
    DROP_IN = "drop_in"
    PHONE = "phone"


PIN_SHORTEST, PIN_LONGEST = 4, 12


def is_pin(typed: str) -> bool:
    """Four to twelve digits, not all the same and not simply counting up or down."""
    if not (typed.isascii() and typed.isdigit() and PIN_SHORTEST <= len(typed) <= PIN_LONGEST):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(typed)}
    return steps not in ({0}, {1}, {-1})


FREE_TRIES = 5
LONGEST_WAIT = 900
# NIST SP 800-63B-4 3.2.2 allows a hundred wrong tries in a row. A card that meets half of them is in the wrong hands.
CARD_STOPS_AT = 50


def wait_after(failed: int) -> int:
    """Seconds to wait after this many wrong tries in a row: none for the first five, then doubling to 15 minutes."""
    if failed < FREE_TRIES:
        return 0
    return min(int(2 ** min(failed - FREE_TRIES, 20)), LONGEST_WAIT)


@dataclass(frozen=True)
class Lasts:
    """How long somebody stays signed in, in seconds: idle, at most, and whether the browser may keep it when closed."""

    idle: int
    most: int
    kept: bool = False


MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
STAFF_IDLE = 15 * MINUTE
# A phone of one's own has a lock of its own, and a PIN typed again each day keeps people away.
OWN_PHONE = Lasts(30 * DAY, 180 * DAY, kept=True)
ELSEWHERE = Lasts(HOUR, 12 * HOUR)
SHARED = Lasts(5 * MINUTE, 2 * HOUR)


def lasts(*, works: bool, own: bool, shared: bool, staff_idle: int = STAFF_IDLE) -> Lasts:
    """How long a sign-in lasts. Whoever works here holds other people's words: 15 minutes idle, 12 hours at most."""
    if shared:
        return SHARED
    if works:
        return Lasts(staff_idle, 12 * HOUR)
    return OWN_PHONE if own else ELSEWHERE


KINDS = (("tablet", ("ipad", "tablet")), ("phone", ("mobile", "iphone", "android")))
SYSTEMS = (
    ("android", "android"),
    ("ios", "iphone"),
    ("ios", "ipad"),
    ("windows", "windows"),
    ("mac", "mac os"),
    ("chromeos", "cros"),
    ("linux", "linux"),
)
BROWSERS = (
    ("edge", "edg"),
    ("samsung", "samsungbrowser"),
    ("firefox", "firefox"),
    ("firefox", "fxios"),
    ("chrome", "chrome"),
    ("chrome", "crios"),
    ("safari", "safari"),
)


def device(agent: str) -> str:
    """What a browser says it is, as three codes and no more: ``firefox android phone``. Unknown parts are ``other``."""
    said = agent.lower()[:400]
    browser = next((code for code, mark in BROWSERS if mark in said), "other")
    system = next((code for code, mark in SYSTEMS if mark in said), "other")
    kind = next((code for code, marks in KINDS if any(mark in said for mark in marks)), "computer")
    return f"{browser} {system} {kind}"
