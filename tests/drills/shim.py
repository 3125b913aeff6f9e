"""``disk.c``, compiled where a compiler is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.drills.house import House
from tests.drills.outcome import Skipped


def compiled(place: Path) -> Path:
    """The library; Skipped when this machine has no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise Skipped("no C compiler here (apt install gcc libc6-dev)")
    library = place / "disk.so"
    source = Path(__file__).with_name("disk.c")
    line = [compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl", "-lpthread"]
    subprocess.run(line, check=True, capture_output=True)
    return library


def watching(house: House, library: Path, **more: str) -> dict[str, str]:
    """The environment in which a server's disk is watched."""
    return {"LD_PRELOAD": str(library), "DRILL_DISK": f"{house.data}:{house.vault}", **more}
