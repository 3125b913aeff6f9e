"""Working on a stranger's file in a process apart, with limits on memory, processor and clock.

A file that makes a parser grow or loop takes that process down and nothing else. The child gets the bytes on its
standard input and no environment, so it knows neither keys nor addresses; it writes no file.
"""

import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Two files at a time: eight hostile ones at once must not add up to what one may not take.
TURNS = threading.BoundedSemaphore(2)
# The limits come before the parsers are even imported.
START = (
    "import sys, importlib; sys.path.insert(0, sys.argv[1]);"
    "from trailside.kit.confinement import confine; confine(int(sys.argv[2]), int(sys.argv[3]));"
    "importlib.import_module(sys.argv[4]).main(*sys.argv[5:])"
)


class TooMuchWork(Exception):
    """The child was stopped by a limit, or did not answer."""


@dataclass(frozen=True)
class Room:
    """How much one child may take: processor seconds, seconds on the clock, bytes of private memory."""

    cpu: int
    wall: float
    memory: int


def work(module: str, data: bytes, room: Room, *words: str) -> bytes:
    """What ``module.main(*words)`` wrote to its standard output, having ``data`` on its input. Raises TooMuchWork."""
    limits = (str(room.cpu), str(room.memory))
    command = [sys.executable, "-I", "-B", "-c", START, str(ROOT), *limits, module, *words]
    try:
        with TURNS:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module; the file comes by standard input
                command, input=data, capture_output=True, timeout=room.wall, env={}, check=False
            )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise TooMuchWork from error
    if done.returncode:
        raise TooMuchWork
    return done.stdout
