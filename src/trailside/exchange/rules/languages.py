"""Languages by the names that lists give them, as BCP 47 codes."""

from trailside.exchange.rules.plain import plain

CODES: dict[str, str] = {
    name: code
    for code, names in {
        "en": "english|eng|en|ingles|inglesa",
        "es": "spanish|spa|esp|es|espanol|castellano|span",
        "pt": "portuguese|portugues|pt|brazilian portuguese|brazilian|por",
        "ht": "haitian creole|haitian|creole|kreyol|kreyol ayisyen|criollo haitiano|ht",
        "kea": "cape verdean creole|cape verdean|kriolu|kea",
        "zh": "chinese|mandarin|cantonese|chino|zh|mandarin chinese",
        "vi": "vietnamese|viet|vietnamita|vi",
        "ar": "arabic|arabe|ar",
        "ru": "russian|ruso|ru",
        "km": "khmer|cambodian|camboyano|km",
        "fr": "french|frances|fr",
        "so": "somali|so",
        "ne": "nepali|ne",
        "pl": "polish|polaco|pl",
        "it": "italian|italiano|it",
        "el": "greek|griego|el",
        "he": "hebrew|hebreo|he",
        "ko": "korean|coreano|ko",
        "fa": "farsi|persian|fa",
        "ps": "pashto|ps",
        "uk": "ukrainian|ucraniano|uk",
        "ase": "asl|american sign language|sign language|lenguaje de senas|lengua de senas",
    }.items()
    for name in names.split("|")
}
# The languages that Trailside's own pages speak.
ON_SCREEN = frozenset({"en", "es"})


def language_of(text: str) -> str:
    """The first language that a cell names ("Spanish / some English" gives "es"), or ""."""
    words = plain(text).split()
    for start in range(len(words)):
        for size in (3, 2, 1):
            code = CODES.get(" ".join(words[start : start + size]))
            if code:
                return code
    return ""
