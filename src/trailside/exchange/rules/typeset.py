"""A record as a PDF, by Typst: no system library, words go in as data.

The PDF meets PDF/UA-1 (ISO 14289-1). Only when a word holds signs that no typeface here has (a rare script, on a
machine without typefaces), Typst refuses that mark, and the same pages are made without it rather than not at all.
"""

import json
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parents[1] / "typst"


def printable(text: str) -> str:
    """Text without control signs and halves of signs, which no page can show. The JSON keeps them as they are."""
    return "".join(
        sign for sign in text if sign == "\n" or (sign.isprintable() or sign in "\u200c\u200d\u200e\u200f\u00a0")
    )


def record_as_pdf(record: dict[str, Any]) -> bytes:
    """The PDF's bytes. `record` is what `record.typ` reads: title, lead, language, sections, proof, heads."""
    return _set("record.typ", record)


def page_as_pdf(said: dict[str, Any]) -> bytes:
    """A letter, a form, what was let seen. `said`: what `page.typ` reads (title, lead, sections, foot)."""
    return _set("page.typ", said)


def _set(template: str, said: dict[str, Any]) -> bytes:
    source, inputs = (TEMPLATES / template).read_bytes(), {"record": json.dumps(said)}
    try:
        return bytes(typst.compile(source, format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs))
    except typst.TypstError:
        return bytes(typst.compile(source, format="pdf", sys_inputs=inputs))
