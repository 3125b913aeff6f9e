"""Asks each main page in this process and says how much of its CPU was the gate's. ``python -m bench.beside.shares``

Reads what ``bench.beside.signed_in`` printed from its input; prints JSON.
"""

from __future__ import annotations

import functools
import importlib
import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from types import ModuleType
from typing import Any

import django

VIEWS = 40
OF_SIGHT = ("allows", "require", "seen", "key_to_read", "key_to_write", "with_new", "prepare", "checked_again")
OF_GATE = ("mine", "of", "my_people", "my_team", "house", "machine", "granted")


class Watch:
    """CPU seconds of this thread inside what it wraps; the outermost call counts."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.inside = 0

    def wrap(self, place: Any, name: str) -> None:
        """Put a counted call in the place of ``place.name``."""
        called: Callable[..., Any] = getattr(place, name)

        @functools.wraps(called)
        def counted(*args: Any, **kwargs: Any) -> Any:
            if self.inside:
                return called(*args, **kwargs)
            self.inside, began = 1, time.thread_time()
            try:
                return called(*args, **kwargs)
            finally:
                self.seconds += time.thread_time() - began
                self.inside = 0

        setattr(place, name, counted)


def watched() -> Watch:
    """A watch over everything that is Sight, look or ledger."""
    gate, sight, looks, lookbook, acting = (
        importlib.import_module(f"trailside.{name}")
        for name in ("consent.gate", "ledger.sight", "ledger.looks", "ledger.lookbook", "ledger.acting")
    )
    watch = Watch()
    named: list[tuple[ModuleType | type, tuple[str, ...]]] = [
        (gate, OF_GATE),
        (sight.Sight, OF_SIGHT),
        (looks, ("write",)),
        (lookbook, ("note",)),
        (acting, ("_claimed", "_finish")),
        (acting.Act, ("tell",)),
    ]
    for place, names in named:
        for name in names:
            watch.wrap(place, name)
    return watch


def shares(client: Any, path: str, watch: Watch, bind: Callable[[], int]) -> dict[str, float]:
    """CPU ms of a view, of the gate in it, and the share, over VIEWS views."""
    for _ in range(3):
        assert client.get(path).status_code == 200, path
    bind()
    watch.seconds, began = 0.0, time.thread_time()
    for _ in range(VIEWS):
        client.get(path)
    views = time.thread_time() - began
    began = time.thread_time()
    bind()
    binding = time.thread_time() - began
    whole, gate = (views + binding) / VIEWS, (watch.seconds + binding) / VIEWS
    return {"cpu_ms": whole * 1e3, "gate_ms": gate * 1e3, "share": 100 * gate / whole}


def main() -> None:
    """Ask every page and say so."""
    people = json.load(sys.stdin)
    django.setup()
    watch = watched()
    looks = importlib.import_module("trailside.ledger.looks")
    bind = importlib.import_module("trailside.ledger.binder").bind_all
    client_of = importlib.import_module("django.test").Client
    ten_minutes = looks.AGAIN_AFTER
    found: dict[str, dict[str, Any]] = {}
    for name, role, path in importlib.import_module("bench.pages").PAGES:
        if not role or path == "/now/":
            continue
        client = client_of(headers={"accept-language": "en", "host": "127.0.0.1"})
        client.cookies["here"] = people["sessions"][role]
        asked = path.format(person=people["person"])
        found[name] = {}
        for view, after in (("first", timedelta(0)), ("again", ten_minutes)):
            looks.AGAIN_AFTER = after
            found[name][view] = shares(client, asked, watch, bind)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
