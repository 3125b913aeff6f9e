"""Statistics from one pass over the data: plain Python, no Django, never imported by the process that serves pages.

    from trailside import evidence
    answer = evidence.growth("score ~ month * dose", person="person", data="checkins.parquet")
    print(answer.sentence("en"))

Start with `docs/evidence.md`. A table goes in through `trailside.evidence.source`, an answer comes out as a
`trailside.evidence.result.Result`.
"""

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.mixed.compare import likelihood_ratio
from trailside.evidence.mixed.growth import growth
from trailside.evidence.source import open_source

__all__ = ["BadTable", "TooLittle", "growth", "likelihood_ratio", "open_source"]
