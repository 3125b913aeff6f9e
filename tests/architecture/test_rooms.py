"""What import-linter cannot see: which doors a room is entered by, who asks the database, how long a file is."""

from __future__ import annotations

import ast

from tests.architecture.house import HOUSE, floors, imported, rooms, sources

# forms: a page across rooms places a room's form beside another's (docs/decisions/0003).
DOORS = {"models", "gate", "reads", "actions", "panels", "rules", "privacy", "forms"}
# Rooms of the ground and the doors that they have instead.
GROUND_DOORS = {
    "kit": None,
    "design": None,
    "evidence": None,
    "vault": {"fields", "keys", "tokens", "sealing", "rotation"},
    "ledger": {
        "acting",
        "binder",
        "sight",
        "viewer",
        "rows",
        "once",
        "looks",
        "turn",
        "proof",
        "prover",
        "drafts",
        "reads",
        "record",
        "models",
        "batch",
        "wall",
    },
    "safety": DOORS | {"public"},
    # How somebody signs in is people's; the pages of it stand in web.door.
    "people": DOORS
    | {"agencies", "authentication", "doorway", "middleware", "passwords", "proofs", "sessions", "unsent"},
    "consent": DOORS | {"refusals"},
}
# Whose errands take them behind the doors: the roof wires the house, the simulator and take-along serve every room.
ERRANDS = {"config"}


def test_every_room_stands_on_a_floor():
    assert set(rooms()) <= set(floors()), "write the new room into .importlinter"


def test_other_rooms_are_entered_only_by_their_doors():
    wrong = []
    for room, path, tree in sources():
        for name, line in imported(tree):
            parts = name.split(".")
            other, door = parts[1], parts[2] if len(parts) > 2 else ""
            doors = GROUND_DOORS.get(other, DOORS)
            if other != room and room not in ERRANDS and doors is not None and door not in doors:
                wrong.append(f"{path.relative_to(HOUSE)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_views_panels_and_forms_never_ask_the_database_themselves():
    wrong = []
    for _room, path, tree in sources():
        if path.stem not in {"views", "panels", "forms"} and path.parent.name not in {"views", "panels", "forms"}:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
                wrong.append(f"{path.relative_to(HOUSE)}:{node.lineno} asks .{node.attr}: write a read")
    assert not wrong, "\n".join(wrong)


def test_no_drawers():
    drawers = {"utils", "helpers", "misc", "common", "services", "managers", "signals"}
    assert not [path for _room, path, _tree in sources() if drawers & {path.stem, *path.parts}]


def test_files_keep_to_one_noun():
    long = {
        str(path.relative_to(HOUSE)): lines
        for _room, path, _tree in sources(tests=True)
        if (lines := len(path.read_text().splitlines())) > (500 if "tests" in path.parts else 400)
    }
    assert not long, f"files hold one noun, at most 400 lines: {long}"


def test_functions_can_be_seen_at_once():
    long = []
    for _room, path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                words = ast.get_docstring(node, clean=False)
                lines = node.end_lineno - node.lineno + 1 - (len(words.splitlines()) if words else 0)
                if lines > 50:
                    long.append(f"{path.relative_to(HOUSE)}:{node.lineno} {node.name} has {lines} lines")
    assert not long, "\n".join(long)


def test_every_module_says_its_idea():
    assert not [
        str(path.relative_to(HOUSE))
        for _room, path, tree in sources()
        if tree.body and not ast.get_docstring(tree) and path.name != "__init__.py"
    ]
