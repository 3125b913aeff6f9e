"""Statistics from one pass over the data: plain Python, no Django, never imported by the process that serves pages.

    from trailside import evidence
    answer = evidence.growth("score ~ month * dose", person="person", data="checkins.parquet")
    print(answer.sentence("en"))

Start with `docs/evidence.md`. A table goes in through `trailside.evidence.source`, an answer comes out as a
`trailside.evidence.result.Result`.
"""

from trailside.evidence.attainment import goal_attainment
from trailside.evidence.change import Measured, ReliableChange, change_between, change_between_times, improvement_rates
from trailside.evidence.comparison import compare, of_difference, of_ratio, roll_out
from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.groups import between_groups
from trailside.evidence.mediation import mediate
from trailside.evidence.missing import Window, follow_up, who_is_missing
from trailside.evidence.mixed.compare import likelihood_ratio
from trailside.evidence.mixed.growth import fit_growth, growth
from trailside.evidence.mixed.part import growth_part
from trailside.evidence.pooled import Effect, pool
from trailside.evidence.small_cells import may_show, protect
from trailside.evidence.source import open_source
from trailside.evidence.survival import competing_risks, cox, fine_gray, gray_test, kaplan_meier, log_rank

__all__ = [
    "BadTable",
    "Effect",
    "Measured",
    "ReliableChange",
    "TooLittle",
    "Window",
    "between_groups",
    "change_between",
    "change_between_times",
    "compare",
    "competing_risks",
    "cox",
    "fine_gray",
    "fit_growth",
    "follow_up",
    "goal_attainment",
    "gray_test",
    "growth",
    "growth_part",
    "improvement_rates",
    "kaplan_meier",
    "likelihood_ratio",
    "log_rank",
    "may_show",
    "mediate",
    "of_difference",
    "of_ratio",
    "open_source",
    "pool",
    "protect",
    "roll_out",
    "who_is_missing",
]
