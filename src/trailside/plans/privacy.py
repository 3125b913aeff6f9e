"""What a participant reads of this room's entries, and what goes along when they take everything with them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trailside.kit.sections import Line, Section
from trailside.ledger.sight import Sight
from trailside.plans.reads import goals, steps

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


def export(sight: Sight) -> Iterator[Section]:
    """My goals and my steps, whole."""
    me = sight.viewer.person
    mine = goals.plan_of(sight, me).goals
    wanted = []
    for goal in mine:
        coded = {"state": goal.state, "area": goal.area, "id": str(goal.id)}
        wanted.append(Line(gettext("A goal"), goal.agreed_at, goal.words, own=True, coded=coded))
        if goal.why:
            wanted.append(Line(gettext("Why it matters"), goal.agreed_at, goal.why, own=True))
    yield Section("plans.goals", gettext("Goals"), wanted)
    taken = [
        Line(
            str(step.state_words).capitalize(),
            step.ended_at or step.agreed_at,
            ". ".join(str(words) for words in step.all_words),
            own=True,
            coded={
                "state": step.state,
                "sure": step.sure,
                "carried": step.carried,
                "area": step.area,
                "strength": step.strength,
                "goal": str(step.goal) if step.goal else None,
            },
        )
        for step in steps.of(sight, me)
    ]
    yield Section("plans.steps", gettext("Steps"), taken)
