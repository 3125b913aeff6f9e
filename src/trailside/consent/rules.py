"""Scopes: the parts of a record, and who sees which by default.

My peer specialist sees my goals and what we wrote together; their supervisor sees that we met and what is put up for
review; check-ins, pages that are mine alone and my safety plan are mine until I share them.
"""

from __future__ import annotations

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
LOOKS = "looks"
OWN = "own"

EVERYTHING = frozenset(
    {NAME, CONTACT, GOALS, MET, WROTE, REVIEW, SHARED, CHECK_INS, MEASURES, TRAIL, SAFETY, LOOKS, OWN}
)
OF_SPECIALIST = frozenset({NAME, CONTACT, GOALS, MET, WROTE, REVIEW, SHARED})
OF_SUPERVISOR = frozenset({NAME, MET, REVIEW})
# Imported and not yet welcomed: name and safe contact for their specialist only.
OF_NOT_YET_WELCOMED = frozenset({NAME, CONTACT})
