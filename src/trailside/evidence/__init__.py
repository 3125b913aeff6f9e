"""Statistics from one pass over the data: plain Python, no Django, never imported by the process that serves pages.

    from trailside import evidence
    answer = evidence.growth("score ~ month * dose", person="person", data="checkins.parquet")
    print(answer.sentence("en"))

Start with `docs/evidence.md`. A table goes in through `trailside.evidence.source`, an answer comes out as a
`trailside.evidence.result.Result`.
"""

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.mixed.compare import likelihood_ratio
from trailside.evidence.mixed.growth import fit_growth, growth
from trailside.evidence.mixed.part import growth_part
from trailside.evidence.source import open_source

__all__ = ["BadTable", "TooLittle", "fit_growth", "growth", "growth_part", "likelihood_ratio", "open_source"]
