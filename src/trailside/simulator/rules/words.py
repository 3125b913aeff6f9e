"""Made-up names and words in English and Spanish. Nobody real is meant; every sentence is our own."""

from __future__ import annotations

import random
from dataclasses import dataclass

_FIRST = (
    "Ada", "Alma", "Amari", "Andre", "Anselm", "Ari", "Beatriz", "Bo", "Bruna",
    "Caleb", "Carmen", "Cora", "Dana", "Dario", "Dee", "Delia", "Elias", "Emeka",
    "Esme", "Fay", "Felix", "Flor", "Gia", "Gus", "Hana", "Hollis", "Ida",
    "Imani", "Ines", "Ivo", "Jada", "Joaquín", "Jonah", "Juno", "Kai", "Keisha",
    "Lena", "Leo", "Lidia", "Luz", "Mae", "Malik", "Mara", "Mateo", "Milo",
    "Nadia", "Nico", "Noor", "Odell", "Olga", "Orla", "Pablo", "Paz", "Quinn",
    "Rafa", "Remy", "Rosa", "Rui", "Sage", "Sami", "Sol", "Tariq", "Tess",
    "Tomás", "Uma", "Vera", "Vico", "Wren", "Xiomara", "Yara", "Yusuf", "Zadie",
    "Zeke",
)  # fmt: skip
_LAST = (
    "Abara", "Acheson", "Barros", "Beaulieu", "Cabral", "Castellanos", "Delgado", "Dunmore", "Esteves",
    "Farrow", "Figueroa", "Gagnon", "Hale", "Ibarra", "Jaramillo", "Kessler", "Lacerda", "Lindqvist",
    "Marchetti", "Mendes", "Nakamura", "Oduya", "Okafor", "Pacheco", "Quimby", "Ramos", "Rourke",
    "Santana", "Sylvia", "Tavares", "Underhill", "Villanueva-Aspuru", "Whitaker", "Xenakis", "Yeboah", "Zielinski",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What is said in one language."""

    hopes: tuple[str, ...]
    goals: tuple[str, ...]
    steps: tuple[str, ...]
    smaller: tuple[str, ...]
    remembered: tuple[str, ...]
    did: tuple[str, ...]
    days: tuple[str, ...]


ENGLISH = Words(
    hopes=(
        "To sleep through the night again.",
        "A place with my own door.",
        "To see my daughter on weekends.",
        "To get through a week and know how I did it.",
        "Someone who gets it.",
        "To work again, a few hours first.",
        "",
    ),
    goals=(
        "A place with my own door",
        "Sunday lunch with my sister",
        "Get my licence back",
        "Be at the garden every week",
        "A job I can walk to",
        "Paint again",
        "Go to the dentist without dread",
        "Cook for someone",
    ),
    steps=(
        "Call the housing office about my appeal",
        "Walk to the library and ask for the form",
        "Text Rosa to say I am coming",
        "Write down three things I would say",
        "Go to the Tuesday table and stay ten minutes",
        "Put the letter in one envelope with the bills",
        "Find out which bus goes there",
        "Ask for the morning appointment",
    ),
    smaller=("Only find the number", "Only read the first page", "Only walk to the corner and back"),
    remembered=(
        "I saw how calm you were on the phone.",
        "I told you about my own first winter, and you laughed.",
        "I will keep my phone near on Friday at three.",
        "I learned that the form has a second page.",
    ),
    did=(
        "I made the call myself.",
        "I said what I wanted to say.",
        "I found the second line of the letter on my own.",
        "I went, and I stayed.",
        "I told you about the bad night.",
    ),
    days=("tired", "ok", "proud", "slept", "rain", "better than Monday", ""),
)
SPANISH = Words(
    hopes=(
        "Volver a dormir toda la noche.",
        "Un lugar con mi propia puerta.",
        "Ver a mi hija los fines de semana.",
        "Alguien que entienda.",
        "",
    ),
    goals=(
        "Un lugar con mi propia puerta",
        "Almorzar el domingo con mi hermana",
        "Recuperar mi licencia",
        "Volver a pintar",
        "Un trabajo al que pueda ir a pie",
    ),
    steps=(
        "Llamar a la oficina de vivienda",
        "Ir a la biblioteca y pedir el formulario",
        "Escribirle a Rosa que voy",
        "Apuntar tres cosas que diría",
        "Ir a la mesa del martes y quedarme diez minutos",
    ),
    smaller=("Solo buscar el número", "Solo leer la primera página", "Solo caminar a la esquina y volver"),
    remembered=(
        "Vi con cuánta calma hablaste por teléfono.",
        "Te conté de mi primer invierno, y te reíste.",
        "Tendré el teléfono cerca el viernes a las tres.",
    ),
    did=("Hice la llamada sin ayuda.", "Dije lo que quería decir.", "Fui, y me quedé.", "Te conté de la mala noche."),
    days=("cansancio", "bien", "orgullo", "dormí", "lluvia", ""),
)
BY_LANGUAGE = {"en": ENGLISH, "es": SPANISH}


def chance(seed: str) -> random.Random:
    """Random numbers that come again from the same seed."""
    return random.Random(seed)  # noqa: S311  # made-up people need no secrets


def name(chance: random.Random) -> str:
    """A made-up name."""
    return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
