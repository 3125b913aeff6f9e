"""The log names places and kinds, never words."""

import logging
import sys

from trailside.config.logs import PlacesOnly


def line(message, *args, fault=False):
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, message, args, sys.exc_info() if fault else None
    )
    return PlacesOnly("%(levelname)s %(message)s").format(record)


def test_a_fault_is_told_by_where_and_of_what_kind():
    try:
        try:
            int("I was not late")
        except ValueError as error:
            raise KeyError("Ada") from error
    except KeyError:
        told = line("Internal Server Error: %s", "/goals/", fault=True)
    assert "I was not late" not in told and "Ada" not in told
    assert "builtins.ValueError" in told and "builtins.KeyError" in told
    assert "test_logs.py" in told and "test_a_fault_is_told" in told


def test_the_secret_of_a_link_is_not_kept():
    assert line("Not Found: %s", "/join/a-secret/") == "ERROR Not Found: /join/•••/"
    assert line("Not Found: %s", "/let-in/open/a-secret/") == "ERROR Not Found: /let-in/open/•••/"
