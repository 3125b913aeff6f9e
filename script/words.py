"""The catalogues of words: gathers what each room says, keeps its Spanish, compiles it. No system gettext is needed.

script/words [ROOM ...]   gather, merge, compile; prints what has no Spanish yet
script/words --check      changes nothing; fails when a catalogue is stale, a .mo is not what its .po says,
                          or Spanish has a hole
"""

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent / "src" / "trailside"
LANGUAGE = "es"
# Rooms whose pages only people who work here see; every other room must be whole in Spanish.
WORKERS_ONLY = {"team", "exchange", "simulator", "config"}
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
THE_BEGINNING = datetime(2026, 11, 20, tzinfo=UTC)  # one date for all: a catalogue changes only when words change


def rooms() -> list[Path]:
    return sorted(room for room in HOUSE.iterdir() if (room / "__init__.py").exists())


def said(room: Path) -> Catalog:
    """What the room says, from its Python and its templates."""
    catalog = _empty()
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        if "tests" in path.parts or "migrations" in path.parts or "static" in path.parts:
            continue
        place = path.relative_to(HOUSE).as_posix()
        for message, comments, context in _messages(path):
            catalog.add(message, locations=[(place, None)], auto_comments=comments, context=context)
    return catalog


def _messages(path: Path) -> Iterator[tuple[object, list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django's own way of making a template readable as Python; what remains of its indentation would disturb.
        text = re.sub(r"(?m)^[ \t]+", "", templatize(text))
    source = io.BytesIO(text.encode())
    for _line, message, comments, context in extract("python", source, KEYWORDS, ("Translators:",)):
        yield message, comments, context


def _empty() -> Catalog:
    return Catalog(
        locale=LANGUAGE, domain="django", project="Trailside", version="1", header_comment="# Trailside's words.",
        creation_date=THE_BEGINNING, revision_date=THE_BEGINNING, last_translator="Trailside founders",
        language_team="Trailside", copyright_holder="Trailside founders", fuzzy=False,
    )  # fmt: skip


def merged(room: Path) -> Catalog:
    """The room's words with the Spanish they already have."""
    kept = _read(_po(room))
    catalog = said(room)
    for message in catalog:
        if message.id and kept and (old := kept.get(message.id, context=message.context)) and "fuzzy" not in old.flags:
            message.string = old.string
    return catalog


def _po(room: Path, language: str = LANGUAGE) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def _read(path: Path) -> Catalog | None:
    if not path.exists():
        return None
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name, domain="django")
    catalog.creation_date = catalog.revision_date = THE_BEGINNING
    return catalog


def _as_po(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return buffer.getvalue()


def _as_mo(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def holes(catalog: Catalog) -> list[str]:
    """Words without Spanish, and Spanish whose placeholders are not those of the English."""
    empty = [str(message.id) for message in catalog if message.id and not all(_forms(message.string))]
    wrong = [f"{m.id}: {error}" for m, errors in catalog.check() if all(_forms(m.string)) for error in errors]
    return empty + wrong


def _forms(string: object) -> tuple[object, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (string,)


def gather(names: list[str]) -> int:
    for room in rooms():
        catalog = merged(room)
        if names and room.name not in names:
            continue
        if not len(catalog):
            continue
        path = _po(room)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_as_po(catalog))
        for hole in holes(catalog):
            print(f"{room.name}: no Spanish yet: {hole}")
    for path in sorted(HOUSE.glob("*/locale/*/LC_MESSAGES/django.po")):
        if not names or path.relative_to(HOUSE).parts[0] in names:
            path.with_suffix(".mo").write_bytes(_as_mo(_read(path) or _empty()))
    return 0


def faults(room: Path) -> list[str]:
    """Everything that `--check` complains about in one room."""
    catalog, kept, found = merged(room), _read(_po(room)), []
    if len(catalog) and (kept is None or {(m.id, m.context) for m in kept} != {(m.id, m.context) for m in catalog}):
        found.append(f"{room.name}: the catalogue is stale; run script/words {room.name}")
    if room.name not in WORKERS_ONLY:
        found += [f"{room.name}: no Spanish: {hole}" for hole in holes(catalog)]
    for path in sorted(room.glob("locale/*/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != _as_mo(_read(path) or _empty()):
            found.append(f"{compiled.relative_to(HOUSE)} is not what its .po says; run script/words {room.name}")
    return found


def main() -> int:
    if not settings.configured:
        settings.configure()
    if "--check" not in sys.argv[1:]:
        return gather(sys.argv[1:])
    found = [fault for room in rooms() for fault in faults(room)]
    print("\n".join(found) or "Every word is there, in Spanish too.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
