"""The numbers that a made-up programme is calibrated to, each with its source, and the causal truth that is built in.

Ashford and others 2021 (3,459 participants, 20 recovery community organisations on one platform): length of engagement
mean 130.68 days, SD 166.6; 4,290 meetings, mean 4.75, SD 4.74 among those who had any (so about 903 people, 26 %);
8,913 check-ins, mean 5.0, SD 5.03 among those who had any (about 1,780, 51 %). Schwarzer and Jerusalem 1995: the
general self-efficacy sum has mean 29.55, SD 5.32, retest .67. Lyons 2021, Lloyd-Evans 2014: effects on recovery of
about 0.15 to 0.25 SD. Edmonton trial: 36 % answered all four times.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt


@dataclass(frozen=True)
class Calibration:
    """What lives look like on the whole. Counts are of those who have any: at least one, then negative binomial."""

    engagement_mean: float = 130.68  # days
    engagement_sd: float = 166.6
    share_meeting: float = 0.26
    meetings_mean: float = 4.75
    meetings_sd: float = 4.74
    share_checking_in: float = 0.515
    check_ins_mean: float = 5.0
    check_ins_sd: float = 5.03
    answers_first: float = 0.62
    answers_again: float = 0.60
    specialist_walks_with: int = 25

    @property
    def engagement_log(self) -> tuple[float, float]:
        """Mean and SD of the logarithm of the length of engagement (lognormal)."""
        variance = log(1 + (self.engagement_sd / self.engagement_mean) ** 2)
        return log(self.engagement_mean) - variance / 2, sqrt(variance)


@dataclass(frozen=True)
class Truth:
    """What really moves self-efficacy in the made-up programme, in points of the 10-to-40 sum. Stored beside the data.

    per_meeting, per_win: lasting change by each meeting and each step done. drift: change a month by itself. worker_sd:
    how much specialists differ in what a meeting gives. wobble: one answering's own error (SEM with retest .67).
    reach: how strongly self-efficacy (in SD) raises the odds of doing an agreed step; leaving: how it lowers leaving.
    """

    baseline_mean: float = 28.6
    baseline_sd: float = 4.3
    per_meeting: float = 0.16
    per_win: float = 0.22
    drift: float = 0.05
    worker_sd: float = 0.05
    wobble: float = 3.0
    reach: float = 0.35
    leaving: float = -0.15


CALIBRATION = Calibration()
TRUTH = Truth()


def negative_binomial(mean: float, sd: float) -> tuple[float, float]:
    """Shape and scale of the gamma that mixes a Poisson into counts with this mean and SD, minus the certain one.

    Raises ValueError when the SD is too small for it.
    """
    more, variance = mean - 1, sd**2
    if variance <= more:
        raise ValueError("these counts vary less than a Poisson's")
    shape = more**2 / (variance - more)
    return shape, more / shape


def odds(probability: float, by: float) -> float:
    """``probability`` with its odds multiplied by ``exp(by)``."""
    lifted = probability / (1 - probability) * exp(by)
    return lifted / (1 + lifted)
