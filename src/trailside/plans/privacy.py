"""What a participant reads of this room's entries, and what goes along when they take everything with them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "plans.goal_agreed": _("You agreed a goal"),
    "plans.goal_changed": _("The words of a goal were changed"),
    "plans.goal_reached": _("You got to a goal"),
    "plans.goal_put_down": _("You put a goal down for now"),
    "plans.goal_picked_up": _("You went on with a goal"),
    "plans.step_agreed": _("You agreed a step"),
    "plans.step_changed": _("A step was changed"),
    "plans.step_done": _("You did a step"),
    "plans.strength_named": _("You said what gave you strength"),
    "plans.step_made_smaller": _("You made a step smaller"),
    "plans.not_this_time": _("Not this time"),
}
