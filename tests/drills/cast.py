"""The cast of the tests in an installation of its own: prints who they are and how their browsers are signed in.

python -m tests.drills.cast
"""

from __future__ import annotations

import importlib
import json

import django


def main() -> None:
    """Make them, with one goal of Ada's, and say so as JSON."""
    django.setup()
    looks = importlib.import_module("trailside.ledger.looks")
    gate = importlib.import_module("trailside.consent.gate")
    goals = importlib.import_module("trailside.plans.actions.goals")
    wall = importlib.import_module("trailside.ledger.wall")
    with wall.every("test scene"), looks.kept():
        cast = importlib.import_module("conftest").Cast()
        goal = goals.agree(gate.mine(cast.ada), person=cast.ada.person, words="A place with my own door")
        people = {
            name: {
                "person": str(getattr(cast, name).person),
                "session": cast.client(getattr(cast, name)).cookies["here"].value,
            }
            for name in ("ada", "ben", "cleo", "dov", "mina", "mo")
        }
    print(json.dumps({"people": people, "goal": str(goal.pk)}))


if __name__ == "__main__":
    main()
