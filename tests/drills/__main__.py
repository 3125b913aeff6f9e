"""``script/drills [--short] [NAME ...]``."""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from pathlib import Path

from tests.drills.outcome import Broken, Skipped

NAMES = ("kills", "cuts", "full", "gone", "slow", "taps", "odd", "update", "backup", "rotate")


def main(words: list[str]) -> int:
    """Run the drills asked for, one after the other; 1 when a promise did not hold."""
    short = "--short" in words
    asked = [word for word in words if not word.startswith("-")] or list(NAMES)
    failed = 0
    for name in asked:
        if name not in NAMES:
            print(f"no drill is named {name!r}; there are: {', '.join(NAMES)}")
            return 2
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=f"trailside-{name}-", ignore_cleanup_errors=True) as place:
            try:
                said = importlib.import_module(f"tests.drills.{name}").drill(Path(place), short=short)
                word = "ok"
            except Skipped as reason:
                said, word = str(reason), "SKIPPED"
            except Broken as reason:
                said, word, failed = str(reason), "BROKEN", 1
        print(f"{name:<6} {word:<7} {time.monotonic() - began:5.1f} s  {said}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
