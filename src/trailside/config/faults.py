"""What a reader gets when a page could not be made, and what is refused instead of failing.

Set as ``handler500`` in the root urls. A database that is away and a full disk are not our fault and not the reader's:
503, to be tried again, with the crisis lines. Text that no database can hold is the sender's: 400. Everything else is
a fault of ours, logged with its place in the code (never with words of people) and told as such.
"""

import errno
import sys

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from trailside.config.server.public import packaged

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def is_passing(fault: BaseException | None) -> bool:
    """Whether waiting may help: the database is away or busy, or the disk is full."""
    if isinstance(fault, OperationalError | InterfaceError):
        return True
    return isinstance(fault, OSError) and fault.errno in _NO_ROOM


def is_unkeepable(fault: BaseException | None) -> bool:
    """Whether something was sent that no database can hold, or that is nested deeper than any form."""
    nul = isinstance(fault, ValueError) and "NUL" in str(fault)
    return nul or isinstance(fault, UnicodeError | RecursionError | DataError)


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer to a page that failed. The front replaces the body by this installation's own page."""
    fault = sys.exc_info()[1]
    if is_unkeepable(fault):
        return HttpResponse("Something in this cannot be kept. Please go back and write it another way.", status=400)
    name, status = ("unavailable", 503) if is_passing(fault) else ("error", 500)
    answer = HttpResponse(packaged(name), status=status, headers={"X-Fault": name})
    if status == 503:
        answer["Retry-After"] = "30"
    return answer
