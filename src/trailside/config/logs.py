"""Lines of the log without anybody's words: a fault is told by its kind and its places in the code.

The message of an exception may hold what was typed (``invalid literal for int(): ...``) or what a database refused
(PostgreSQL repeats the whole row), so it is never written; nor is the secret of a link in an address.
"""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

Fault = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[type[BaseException] | None, BaseException | None, TracebackType | None]
)
SECRETS = re.compile(r"(/join/|/let-in/open/)[^/\s]+")


def _told(fault: BaseException) -> list[str]:
    """The fault's places in the code, outermost first, then its kind."""
    frames = traceback.extract_tb(fault.__traceback__)
    kind = type(fault)
    return [*(f"  {one.filename}:{one.lineno} {one.name}" for one in frames), f"{kind.__module__}.{kind.__qualname__}"]


class PlacesOnly(logging.Formatter):
    """Time, level, logger and message on one line; below it where a fault happened and of what kind it was."""

    def formatException(self, ei: Fault) -> str:  # logging's own name
        """The places of the fault and of those it came from, the first one first."""
        told: list[list[str]] = []
        fault = ei[1]
        while fault is not None and len(told) < 10:
            told.append(_told(fault))
            fault = fault.__cause__ or fault.__context__
        return "\n".join(line for lines in reversed(told) for line in lines)

    def format(self, record: logging.LogRecord) -> str:
        """The whole line. What another formatter may have kept of the fault is not taken over."""
        record.exc_text = None
        return SECRETS.sub(r"\1•••", super().format(record))
