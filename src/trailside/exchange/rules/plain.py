"""Text made plain for comparing, and sets of words written as lines."""

import re
import unicodedata


def plain(text: str) -> str:
    """A text without accents, signs and capitals: "Teléfono (cel.)" gives "telefono cel"."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", letters).strip()


def word_set(line: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(line.split())
