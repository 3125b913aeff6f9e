"""Fills named slots with what higher rooms give, and lists what follows each commit; nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from trailside.config import watching
from trailside.design import slots
from trailside.design.slots import Place
from trailside.ledger import acting, looks, record
from trailside.ledger.models import Entry
from trailside.people.rules import Role
from trailside.safety import panels as safety
from trailside.safety import public

TODAY = Place(_("Today"), "/today/", ("/goals/", "/steps/", "/ask/"))
MY_TRAIL = Place(_("My trail"), "/my-trail/")
MY_RECORD = Place(_("My record"), "/my-record/")
DESK = Place(_("Today"), "/desk/")
MY_PEOPLE = Place(_("People I walk with"), "/people/", ("/meetings/", "/goals/", "/steps/"))
REVIEW = Place(_("Put up for review"), "/review/")
PROGRAMME = Place(_("Programme"), "/programme/")
TEAM = Place(_("Who works here"), "/programme/team/", ("/programme/",))
CALLS = Place(_("Calls"), "/calls/")
COUNTS = Place(_("Counts"), "/counts/")
LET_IN = Place(_("What I may see"), "/let-in/")
PRIVACY = Place(_("Privacy"), "/privacy/")


def nav(request: HttpRequest | None) -> Sequence[Place]:
    """The places of whoever is signed in; at most four to a role."""
    viewer = getattr(request, "viewer", None)
    if not viewer:
        return ()
    places: list[Place] = []
    if viewer.has(Role.PARTICIPANT):
        places += [TODAY, MY_TRAIL, MY_RECORD]
    if viewer.has(Role.PEER_SPECIALIST):
        places += [DESK, MY_PEOPLE]
    if viewer.has(Role.SUPERVISOR):
        places += [REVIEW]
    if viewer.has(Role.MANAGER):
        places += [PROGRAMME]
    elif viewer.has(Role.ADMINISTRATOR):
        places += [TEAM]
    others = {Role.LET_IN: LET_IN, Role.PRIVACY_OFFICER: PRIVACY, Role.VOLUNTEER_CALLER: CALLS, Role.EVALUATOR: COUNTS}
    places += [place for role, place in others.items() if viewer.has(role)]
    return places


def about(request: HttpRequest | None) -> Sequence[Place]:
    """At the foot of every page: who may see what; for whoever is signed in, how they sign in, and out."""
    who_sees = Place(_("Who may see what"), "/who-sees-what/")
    viewer = getattr(request, "viewer", None)
    if not viewer:
        return (who_sees,)
    if viewer.has(Role.PEER_SPECIALIST, Role.SUPERVISOR):
        return (Place(_("In an emergency"), "/emergency/"), who_sees, *OWN)
    return (who_sees, *OWN)


# How whoever is signed in comes and goes.
OWN = (Place(_("How I sign in"), "/sign-in/mine/"), Place(_("Sign out"), "/sign-out/"))


# Every room that has something to say about a person, in the order in which it is read.
ROOMS = (
    "people",
    "consent",
    "reach",
    "plans",
    "encounters",
    "journey",
    "measures",
    "files",
    "safety",
    "team",
    "exchange",
)


def _privacy() -> list[ModuleType]:
    return [
        import_module(f"trailside.{room}.privacy")
        for room in ROOMS
        if find_spec(f"trailside.{room}.privacy") is not None
    ]


# After these the pages that are the same for everyone are written anew.
WRITES_PAGES = frozenset(
    {
        "safety.lines_changed",
        "safety.hours_changed",
        "safety.emergency_opened",
        "safety.emergency_reviewed",
        "people.organisation_founded",
        "people.organisation_changed",
    }
)


def pages_for_everyone(entries: Sequence[Entry]) -> None:
    """Follows each commit: the pre-rendered pages are written anew when what they show has changed."""
    if any(entry.verb in WRITES_PAGES for entry in entries):
        safety.forget_foot()
        public.write()


def wire() -> None:
    """Called once when Django is ready."""
    slots.fill(nav=nav, about=about, lines=safety.foot, someone_now=safety.someone_now)
    rooms = _privacy()
    acting.after_commit(pages_for_everyone)
    acting.after_commit(watching.told_of_deeds)
    looks.after_written(watching.told_of_looks)
    record.fill(
        [room.export for room in rooms if hasattr(room, "export")],
        {verb: words for room in rooms for verb, words in room.VERBS.items()},
    )
