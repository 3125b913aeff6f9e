"""The room's codes in words, as a participant reads them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trailside.plans.rules import Area, Carried, GoalState, StepState, Strength

AREAS: dict[str, str | Promise] = {
    Area.EMOTIONAL: _("how I feel"),
    Area.PHYSICAL: _("my body and my health"),
    Area.SOCIAL: _("the people in my life"),
    Area.OCCUPATIONAL: _("work, school, what I do all day"),
    Area.FINANCIAL: _("money"),
    Area.ENVIRONMENTAL: _("where I live"),
    Area.INTELLECTUAL: _("learning, things I am curious about"),
    Area.SPIRITUAL: _("what gives life meaning"),
}

CARRIED: dict[str, str | Promise] = {
    Carried.ME: _("I do it"),
    Carried.TOGETHER: _("we do it together"),
    Carried.FOR_ME: _("someone does it for me"),
}

STRENGTHS: dict[str, str | Promise] = {
    Strength.DID_IT: _("I did it myself"),
    Strength.SAW_IT: _("I saw someone like me do it"),
    Strength.WAS_TOLD: _("someone said I can"),
    Strength.FELT_IT: _("how I felt"),
}

GOAL_STATES: dict[str, str | Promise] = {
    GoalState.OPEN: _("I am on my way"),
    GoalState.REACHED: _("I got there"),
    GoalState.PUT_DOWN: _("put down for now"),
}

STEP_STATES: dict[str, str | Promise] = {
    StepState.OPEN: _("next"),
    StepState.DONE: _("done"),
    StepState.SMALLER: _("made smaller"),
    StepState.LET_GO: _("let go"),
}
