"""Reading a list in a process apart (``kit.apart``): a file that makes a parser grow or loop takes only that down."""

import json
from typing import Any

from trailside.exchange.rules import limits
from trailside.exchange.rules.refusal import Reason, Refused
from trailside.exchange.rules.sheet import Sheet
from trailside.kit.apart import Room, TooMuchWork, work

CHILD = "trailside.exchange.rules.child"
ROOM = Room(cpu=limits.CPU_SECONDS, wall=limits.WALL_SECONDS, memory=limits.MEMORY_BYTES)


def read_apart(data: bytes, sheet_name: str = "") -> Sheet:
    """The sheet in `data` (the bytes of a CSV or XLSX file); raises `Refused` and nothing else."""
    if len(data) > limits.MAX_BYTES:
        raise Refused(Reason.TOO_LARGE)
    try:
        answer: dict[str, Any] = json.loads(work(CHILD, data, ROOM, sheet_name.replace("\0", "")))
    except (TooMuchWork, ValueError) as error:
        raise Refused(Reason.TOO_MUCH_WORK) from error
    if "refused" in answer:
        raise Refused(Reason(answer["refused"]), answer["row"])
    return Sheet.from_data(answer)
