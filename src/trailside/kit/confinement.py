"""Limits a process lays on itself before it reads a stranger's file."""

import sys

try:
    import resource
except ImportError:  # not on Windows, where the clock of the parent is the only limit
    resource = None  # type: ignore[assignment]  # the module is absent there


def confine(cpu: int, memory: int) -> None:
    """From here on: ``memory`` bytes, ``cpu`` processor seconds, no file written, no core dump."""
    # Parsers take numpy along when it is there: 30 MB and 0.1 s for nothing.
    sys.modules["numpy"] = None  # type: ignore[assignment]  # the documented way to forbid an import
    if resource is None:
        return
    _at_most(resource.RLIMIT_CPU, cpu)
    _at_most(resource.RLIMIT_DATA, memory)
    _at_most(resource.RLIMIT_FSIZE, 0)
    _at_most(resource.RLIMIT_CORE, 0)


def _at_most(kind: int, most: int) -> None:
    """Lower one limit; one that is lower already stays."""
    _soft, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))
