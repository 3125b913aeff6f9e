"""How much a measure moves by itself, and when a difference is more than that (Jacobson and Truax 1991).

SEM = SD * sqrt(1 - r). A sum lies, 95 times in 100, within 1.96 * SEM of what it would be if asked often; two sums
differ by more than chance when they are RCI = 1.96 * sqrt(2) * SEM apart.

For the GSE-10 there are two forms. With retest reliability (r = .67, SD 5.3) SEM is 3.0, so plus or minus 5.9, and the
change that counts is 8.4: this is the one on a person's own page. With alpha (.86, SD 5.32) SEM is 1.99 and the change
5.52: on evaluators' pages, with its name. The printed plus-or-minus is 1.96 times the *printed* SEM, so that a reader
with a calculator finds it.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import sqrt

from trailside.measures.rules.instruments import Instrument

Z95 = 1.96


@dataclass(frozen=True)
class Wobble:
    """A measure's own unsteadiness, in points of its scale."""

    sd: float
    reliability: float

    @property
    def sem(self) -> float:
        """Standard error of one measurement, in points."""
        return self.sd * sqrt(1 - self.reliability)

    @property
    def printed_sem(self) -> float:
        """The standard error as it is printed: one decimal."""
        return round(self.sem, 1)

    @property
    def either_way(self) -> float:
        """Half the width of the 95 % band around one sum, in points, one decimal."""
        return round(Z95 * self.printed_sem, 1)

    @property
    def counts(self) -> float:
        """The smallest difference between two sums that counts as change, in points, unrounded."""
        return Z95 * sqrt(2) * self.sem


class Difference(StrEnum):
    """What two sums, one after the other, allow us to say."""

    FIRST = "first"
    SAME = "same"
    AGREED_MORE = "agreed-more"
    AGREED_LESS = "agreed-less"
    NO_SUM = "no-sum"
    NOT_KNOWN = "not-known"  # nobody has published how much the measure moves by itself


def wobble_of(instrument: Instrument, form: str = "retest") -> Wobble | None:
    """The instrument's wobble in one form (``retest`` or ``alpha``), or None where no study gave us one."""
    said = instrument.wobble.get(form)
    return Wobble(sd=said["sd"], reliability=said["reliability"]) if said else None


def difference(now: Decimal | None, before: Decimal | None, wobble: Wobble | None) -> Difference:
    """Compare this time with an earlier one. Without a known wobble neither sameness nor change is claimed."""
    if now is None:
        return Difference.NO_SUM
    if before is None:
        return Difference.FIRST
    if wobble is None:
        return Difference.NOT_KNOWN
    if abs(now - before) < Decimal(str(round(wobble.counts, 1))):
        return Difference.SAME
    return Difference.AGREED_MORE if now > before else Difference.AGREED_LESS


def band(total: Decimal, wobble: Wobble, instrument: Instrument) -> tuple[float, float]:
    """The 95 % band around a sum, in points, never beyond the ends of the scale."""
    point = float(total)
    return max(instrument.low, point - wobble.either_way), min(instrument.high, point + wobble.either_way)
