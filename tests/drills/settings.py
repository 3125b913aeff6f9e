"""The real settings, with two addresses of the drills' own, and (to show that a drill can fail) weaker durability."""

import os

from trailside.config.settings import *  # noqa: F403
from trailside.config.settings import DATABASES, LOGGING

ROOT_URLCONF = "tests.drills.urls"
SYNCHRONOUS = os.environ.get("DRILL_SYNCHRONOUS", "")
if SYNCHRONOUS:
    for database in DATABASES.values():
        pragmas = database["OPTIONS"]["init_command"]
        database["OPTIONS"]["init_command"] = pragmas.replace("synchronous=FULL", f"synchronous={SYNCHRONOUS}")
if os.environ.get("DRILL_QUIET"):
    LOGGING["root"]["level"] = "CRITICAL"
