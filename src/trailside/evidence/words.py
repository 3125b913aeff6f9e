"""Sentences in two languages, and the few words that evidence uses for being sure.

Statistics run without Django, so the words live here and not in a catalogue. Numbers are written as in the United
States in both languages (decimal point), because that is what the people who read them use.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "es"]


@dataclass(frozen=True, slots=True)
class Said:
    """The same thing said in English and in Spanish."""

    en: str
    es: str

    def into(self, language: Language) -> str:
        """The words in one language. Raises ValueError for a language there are no words in."""
        if language == "en":
            return self.en
        if language == "es":
            return self.es
        raise ValueError(f"There are words in 'en' and 'es', not in {language!r}.")

    def __add__(self, other: Said) -> Said:
        return Said(f"{self.en} {other.en}".strip(), f"{self.es} {other.es}".strip())


def joined(parts: tuple[Said, ...]) -> Said:
    """Several sentences as one paragraph."""
    return sum(parts, Said("", ""))


MORE_THAN_CHANCE = Said("more than chance would explain", "más de lo que explicaría el azar")
CANNOT_TELL = Said("we cannot tell", "no se puede saber")


def number(value: float, digits: int = 3) -> str:
    """A number with a few significant digits and no exponent where people would not expect one: 1.33, 0.045, 12,400."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "-∞" if value < 0 else "?"
    if value == 0:
        return "0"
    places = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{min(places, 12)}f}"
    return text.rstrip("0").rstrip(".") if "." in text and places > 2 else text
