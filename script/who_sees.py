"""Writes docs/who-sees-what.md and its Spanish from the rules that the gate goes by."""

from pathlib import Path

from django.utils import translation

from trailside.consent.reads import table

DOCS = Path(__file__).resolve().parent.parent / "docs"
SAID = {
    "en": (
        "who-sees-what.md",
        "Who may see what",
        "Written by `script/who-sees` from `consent.rules`, which the gate goes by; the same stands in the product at "
        "`/who-sees-what/`. “Your record” is the participant’s.",
        ("Who", "Sees", "When"),
    ),
    "es": (
        "who-sees-what.es.md",
        "Quién puede ver qué",
        "Escrito por `script/who-sees` a partir de `consent.rules`, las reglas del programa; lo mismo está en el "
        "producto, en `/who-sees-what/`.",
        ("Quién", "Ve", "Cuándo"),
    ),
}


def pages() -> dict[str, str]:
    """Each page by the name of its file."""
    found = {}
    for language, (name, heading, lead, columns) in SAID.items():
        with translation.override(language):
            found[name] = table.markdown(heading, lead, columns)
    return found


def write() -> None:
    """Write them anew."""
    for name, text in pages().items():
        (DOCS / name).write_text(text)
