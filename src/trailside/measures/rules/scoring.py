"""From answers to a sum, by the instrument's own published rule and by no other.

An answer is a step of the scale; ``None`` is a sentence that the person chose to leave out; a code that is not there
was not come to. Neither is ever given a value, except by an instrument's own rule: for the GSE-10, with at most three
of ten left out, the sum is ten times the mean of the answered ones (Schwarzer's published guidance).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from trailside.measures.rules.instruments import Instrument

Answers = Mapping[str, int | None]
THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True)
class Score:
    """What one answered instrument comes to.

    ``total`` is in points, exact to a thousandth, or None when too much was left out for the published rule.
    """

    total: Decimal | None
    answered: int
    chose_not_to: int
    not_come_to: int
    subscales: Mapping[str, Decimal | None]


def check(instrument: Instrument, answers: Answers) -> None:
    """Raises ValueError for a code or a step that the instrument does not have."""
    for code, step in answers.items():
        if code not in instrument.codes:
            raise ValueError(f"{instrument.code} has no sentence {code!r}")
        if step is not None and (isinstance(step, bool) or step not in instrument.scale):
            raise ValueError(f"{instrument.code} has no answer {step!r}")


def score(instrument: Instrument, answers: Answers) -> Score:
    """The sum of ``answers``. Raises ValueError like :func:`check`."""
    check(instrument, answers)
    given = [code for code in instrument.codes if answers.get(code) is not None]
    refused = [code for code in instrument.codes if code in answers and answers[code] is None]
    return Score(
        total=_sum(instrument, instrument.codes, answers),
        answered=len(given),
        chose_not_to=len(refused),
        not_come_to=len(instrument.codes) - len(given) - len(refused),
        subscales={name: _sum(instrument, codes, answers) for name, codes in instrument.subscales.items()},
    )


def _sum(instrument: Instrument, codes: tuple[str, ...], answers: Answers) -> Decimal | None:
    steps = [
        instrument.scale[0] + instrument.scale[-1] - step if code in instrument.reversed else step
        for code in codes
        if (step := answers.get(code)) is not None
    ]
    if not steps or len(codes) - len(steps) > instrument.may_leave_out:
        return None
    return (Decimal(sum(steps)) * len(codes) / len(steps)).quantize(THOUSANDTH, ROUND_HALF_EVEN)
