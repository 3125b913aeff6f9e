"""Every question about help: lines and hours, what is mine, emergency openings."""

from trailside.safety.reads.help import (
    Line,
    Mine,
    ToldMe,
    answering_now,
    could_tell,
    hours_of,
    lines_of,
    mine,
    organisations,
    own_lines,
    told_by_me_since,
    told_me,
)

__all__ = [
    "Line",
    "Mine",
    "ToldMe",
    "answering_now",
    "could_tell",
    "hours_of",
    "lines_of",
    "mine",
    "organisations",
    "own_lines",
    "told_by_me_since",
    "told_me",
]
