"""Instruments: questionnaires exactly as their authors published them.

Each is a file under ``data/`` with its source, year, licence, standing and, per language, the printed order of its
sentences. A sentence has a code that stays the same in every language, because translations print other orders.
Wording is never altered: the file carries a SHA-256 of what it prints, and a test pins it a second time.

An instrument whose words may not be shipped, or have not been checked against print, is here as structure only.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

SHIPPED = ("gse-10", "barc-10", "ucla-3", "phq-2", "phq-9", "gad-2", "gad-7", "mirc-28")

# Known and wanted by programmes, but not to be shipped with their words (rights, or made for an interview).
NOT_SHIPPED = ("PROMIS", "REC-CAP", "Recovery Capital Index", "DTCQ-8", "RAS-DS", "WHO-5", "C-SSRS")


class Standing(StrEnum):
    """Whether anybody may be offered an instrument."""

    OFFERED = "offered"
    OFF = "off"  # clinical: a programme switches it on and loads its words
    NO_WORDS = "no-words"  # structure only until a deployer loads the words


@dataclass(frozen=True)
class Item:
    """One sentence of an instrument in one language."""

    code: str
    text: str


@dataclass(frozen=True)
class Version:
    """An instrument in one language: what is printed, in the printed order."""

    language: str
    source: str
    responses: tuple[str, ...]
    items: tuple[Item, ...]
    sha256: str = ""

    def fingerprint(self) -> str:
        """SHA-256 over the language, the answers and the sentences with their codes, in printed order."""
        printed = [self.language, list(self.responses), [[item.code, item.text] for item in self.items]]
        return hashlib.sha256(json.dumps(printed, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True)
class Instrument:
    """A questionnaire: its rights, its scale and its versions."""

    code: str
    name: str
    authors: str
    year: int
    licence: str
    licence_status: str
    licence_source: str
    standing: Standing
    scale: tuple[int, ...]
    low: int
    high: int
    may_leave_out: int
    codes: tuple[str, ...]
    reversed: frozenset[str] = frozenset()
    subscales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    norms: Mapping[str, float] = field(default_factory=dict)
    wobble: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    opens_people: frozenset[str] = frozenset()
    needs_hours_of_duty: bool = False
    versions: tuple[Version, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which a published version ships."""
        return tuple(version.language for version in self.versions)

    @property
    def citation(self) -> str:
        """What must stand under every page that uses it, e.g. ``General Self-Efficacy Scale, Schwarzer …, 1995``."""
        return f"{self.name}, {self.authors}, {self.year}"

    def version_in(self, language: str) -> Version | None:
        """The published version in ``language``, or none: an instrument is never translated by us."""
        wanted = language.split("-")[0]
        return next((version for version in self.versions if version.language == wanted), None)

    def version_for(self, language: str) -> Version:
        """The version to show someone who reads ``language``: theirs if published, else the first (the original).

        Raises LookupError when no words ship at all.
        """
        found = self.version_in(language)
        if found is None and not self.versions:
            raise LookupError(f"{self.code} ships without words")
        return found or self.versions[0]

    def opens_people_page(self, answers: Mapping[str, int | None]) -> bool:
        """Whether an answer opens, for the person alone, the page with people to reach. It tells nobody."""
        return any((answers.get(code) or 0) > 0 for code in self.opens_people)


def with_words(instrument: Instrument, version: Version, turned_round: Sequence[str] = ()) -> Instrument:
    """The instrument with words that a deployer loaded from the publisher.

    ``turned_round`` are the codes that the publisher scores in reverse. Raises ValueError unless every code has
    exactly one sentence and every step of the scale one answer.
    """
    if sorted(item.code for item in version.items) != sorted(instrument.codes):
        raise ValueError(f"{instrument.code}: every one of the {len(instrument.codes)} codes needs one sentence")
    if len(version.responses) != len(instrument.scale):
        raise ValueError(f"{instrument.code}: {len(instrument.scale)} answers are needed")
    if not set(turned_round) <= set(instrument.codes):
        raise ValueError(f"{instrument.code}: unknown code among those turned round")
    return replace(
        instrument,
        versions=(*instrument.versions, version),
        reversed=frozenset(turned_round),
        standing=Standing.OFFERED if instrument.standing is Standing.NO_WORDS else instrument.standing,
    )


@cache
def instrument(code: str) -> Instrument:
    """The shipped instrument called ``code``. Raises LookupError for any other."""
    if code not in SHIPPED:
        raise LookupError(code)
    text = files(__package__).joinpath("data", f"{code}.toml").read_text(encoding="utf-8")
    return _from_file(tomllib.loads(text))


def offered() -> tuple[Instrument, ...]:
    """The instruments that ship with their words and may be offered."""
    return tuple(one for one in map(instrument, SHIPPED) if one.standing is Standing.OFFERED)


def _from_file(said: dict[str, Any]) -> Instrument:
    versions = tuple(_version(one) for one in said.pop("version", ()))
    codes = tuple(said.pop("codes", None) or sorted(item.code for item in versions[0].items))
    return Instrument(
        standing=Standing(said.pop("standing")),
        scale=tuple(said.pop("scale")),
        reversed=frozenset(said.pop("reversed")),
        subscales={name: tuple(of) for name, of in said.pop("subscales", {}).items()},
        opens_people=frozenset(said.pop("opens_people", ())),
        codes=codes,
        versions=versions,
        **said,
    )


def _version(said: dict[str, Any]) -> Version:
    return Version(
        language=said["language"],
        source=said["source"],
        responses=tuple(said["responses"]),
        items=tuple(Item(code, text) for code, text in said["items"]),
        sha256=said["sha256"],
    )
