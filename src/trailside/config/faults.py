"""What a reader gets when a page could not be made, and what is refused instead of failing.

A database that is away and a full disk are not our fault and not the reader's: 503, to be tried again, with the crisis
lines. Text that no database can hold is the sender's: 400. Everything else is a fault of ours: logged with its place
in the code (never with words of people), and told as such, with the crisis lines too.

The page is a finished file: making one could need what is missing. In front of readers the server puts the
installation's own file in its place (``X-Fault``), so that its own crisis lines stand there.
"""

import logging
import sys
import traceback

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from trailside.config.server.public import packaged
from trailside.kit.errors import CannotWrite

logger = logging.getLogger("trailside.faults")
UNIQUE = "23505"
SQLITE_UNIQUE = ("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


def is_passing(fault: BaseException | None) -> bool:
    """Whether waiting may help: the database is away or busy, or the disk is full or failing."""
    return isinstance(fault, OperationalError | InterfaceError | OSError | CannotWrite)


def is_unkeepable(fault: BaseException | None) -> bool:
    """Whether something was sent that no database can hold, or that is nested deeper than any form."""
    nul = isinstance(fault, ValueError) and "NUL" in str(fault)
    return nul or isinstance(fault, UnicodeError | RecursionError | OverflowError | DataError)


def is_twice(fault: BaseException) -> bool:
    """Whether something of which there can be only one was kept by someone else in the same moment."""
    cause = fault.__cause__
    return getattr(cause, "sqlstate", "") == UNIQUE or getattr(cause, "sqlite_errorname", "") in SQLITE_UNIQUE


def noted(fault: BaseException) -> None:
    """Log what was refused by its kind and its place in the code; its message may hold what was sent."""
    place = traceback.extract_tb(fault.__traceback__)[-3:]
    where = " < ".join(
        f"{frame.name} ({frame.filename.rpartition('/')[2]}:{frame.lineno})" for frame in reversed(place)
    )
    logger.warning("refused, %s in %s", type(fault).__name__, where)


def passing(name: str) -> HttpResponse:
    """503 and a finished page: "unavailable" (wait a little) or "error" (ours)."""
    return HttpResponse(packaged(name), status=503, headers={"X-Fault": name, "Retry-After": "10"})


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to a page that failed."""
    fault = sys.exc_info()[1]
    if fault is not None and is_unkeepable(fault):
        noted(fault)
        return HttpResponse("Something in this cannot be kept. Please go back and write it another way.", status=400)
    return passing("unavailable" if is_passing(fault) else "error")
