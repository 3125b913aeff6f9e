"""The real settings, with two addresses of the drills' own, and (to show that a drill can fail) weaker durability."""

import os

from trailside.config.settings import *  # noqa: F403
from trailside.config.settings import DATABASES, INSTALLED_APPS, LOGGING

ROOT_URLCONF = "tests.drills.urls"
SYNCHRONOUS = os.environ.get("DRILL_SYNCHRONOUS", "")
if SYNCHRONOUS:
    for database in DATABASES.values():
        pragmas = database["OPTIONS"]["init_command"]
        database["OPTIONS"]["init_command"] = pragmas.replace("synchronous=FULL", f"synchronous={SYNCHRONOUS}")
if os.environ.get("DRILL_LATER"):  # a release to come, with a migration of its own: good or broken
    INSTALLED_APPS = [*INSTALLED_APPS, f"tests.drills.later.{os.environ['DRILL_LATER']}"]
if os.environ.get("DRILL_QUIET"):
    LOGGING["loggers"] = {"django.request": {"level": "CRITICAL"}}  # a drill makes thousands of 503 on purpose
