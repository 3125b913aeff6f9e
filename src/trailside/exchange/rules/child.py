"""The process that reads one file: bytes on standard input, JSON on standard output (see `apart`)."""

import json
import sys

from trailside.exchange.rules.layout import without_private
from trailside.exchange.rules.reading import read
from trailside.exchange.rules.refusal import Reason, Refused


def main(sheet_name: str) -> None:
    """Read, and answer with the sheet or the refusal."""
    try:
        # What Trailside has no place for does not even reach the server's memory.
        answer = without_private(read(sys.stdin.buffer.read(), sheet_name)).as_data()
    except Refused as refused:
        answer = {"refused": refused.reason.value, "row": refused.row}
    except (MemoryError, RecursionError):
        answer = {"refused": Reason.TOO_MUCH_WORK.value, "row": 0}
    json.dump(answer, sys.stdout)
