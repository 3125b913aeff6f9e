"""Reading a stranger's file in a process apart, with limits on memory, processor and clock.

A file that makes a parser grow or loop takes that process down and nothing else. The child gets the bytes on its
standard input and no environment, so it knows neither keys nor addresses; it writes no file.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from trailside.exchange.rules import limits
from trailside.exchange.rules.refusal import Reason, Refused
from trailside.exchange.rules.sheet import Sheet

ROOT = Path(__file__).parents[3]
# Two files at a time: eight hostile ones at once must not add up to what one may not take.
TURNS = threading.BoundedSemaphore(2)
# The limits come before the parsers are even imported.
START = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from trailside.exchange.rules.confinement import confine; confine();"
    "from trailside.exchange.rules.child import main; main(sys.argv[2])"
)


def read_apart(data: bytes, sheet_name: str = "") -> Sheet:
    """The sheet in `data` (the bytes of a CSV or XLSX file); raises `Refused` and nothing else."""
    if len(data) > limits.MAX_BYTES:
        raise Refused(Reason.TOO_LARGE)
    command = [sys.executable, "-I", "-B", "-c", START, str(ROOT), sheet_name.replace("\0", "")]
    try:
        with TURNS:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module; the file comes by standard input
                command, input=data, capture_output=True, timeout=limits.WALL_SECONDS, env={}, check=False
            )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError, OSError) as error:
        raise Refused(Reason.TOO_MUCH_WORK) from error
    if "refused" in answer:
        raise Refused(Reason(answer["refused"]), answer["row"])
    return Sheet.from_data(answer)
