"""``script/bench NAME [--json]``."""

import importlib
import sys
from pathlib import Path

names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
asked = [word for word in sys.argv[1:] if not word.startswith("-")]
if len(asked) != 1 or asked[0] not in names:
    print("script/bench NAME [--json], where NAME is one of:", ", ".join(names))
    sys.exit(2 if asked else 0)
sys.exit(importlib.import_module(f"bench.{asked[0]}").main(json="--json" in sys.argv))
