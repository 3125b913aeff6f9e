"""Every verb of the ledger, and every purpose of a look, has words that a participant can read."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

from tests.architecture.house import HOUSE, sources
from trailside.consent.privacy import PURPOSES

# The purposes of machines' Sights: they note no look.
AT = {"gate.of": 2, "gate.my_people": 1, "gate.my_team": 1}  # where the gate takes the purpose
OF_MACHINES = {"founding", "tests", "simulator", "demo", "import"}


def told() -> list[tuple[str, str, Path]]:
    found = []
    for room, path, tree in sources():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Attribute(attr="tell"), args=[ast.Constant(value=str(verb)), *_]):
                    found.append((room, verb, path))
    return found


def test_every_verb_is_of_its_room_and_has_words():
    wrong = []
    for room, verb, path in told():
        verbs = getattr(importlib.import_module(f"trailside.{room}.privacy"), "VERBS", {})
        if not verb.startswith(f"{room}.") or verb not in verbs:
            wrong.append(f"{path.relative_to(HOUSE)} tells {verb}, which has no words in {room}/privacy.py")
    assert not wrong, "\n".join(wrong)


def test_no_words_are_kept_for_verbs_that_nobody_tells():
    verbs = {verb for _room, verb, _path in told()}
    stale = []
    for path in HOUSE.glob("*/privacy.py"):
        known = getattr(importlib.import_module(f"trailside.{path.parent.name}.privacy"), "VERBS", {})
        stale += [verb for verb in known if verb not in verbs]
    assert not stale, stale


def test_every_purpose_has_words():
    wrong = []
    for _room, path, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or (place := AT.get(ast.unparse(node.func))) is None:
                continue
            given = node.args[place : place + 1]
            if given and isinstance(given[0], ast.Constant) and given[0].value not in PURPOSES:
                wrong.append(f"{path.relative_to(HOUSE)}:{node.lineno} {given[0].value}")
    assert not wrong, f"write words for these purposes in consent/privacy.py: {wrong}"
