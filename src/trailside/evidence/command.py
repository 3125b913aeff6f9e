"""``trailside evidence growth FILE ...``: from a file to a truthful sentence, without writing any code.

    trailside evidence growth checkins.csv "score ~ month * dose" --person person
    trailside evidence growth checkins.parquet "score ~ month" --person person --picture growth.svg --language es

Prints a paragraph; ``--numbers`` adds every estimate, ``--json`` prints all there is, ``--r`` the same in R.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from trailside.evidence.errors import BadTable, TooLittle
from trailside.evidence.mixed.answer import Growth
from trailside.evidence.mixed.growth import growth
from trailside.evidence.pictures import trajectories
from trailside.evidence.result import Estimate
from trailside.evidence.words import Said, number


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 0 when there is an answer, 2 when the table or the question cannot be used."""
    options = _parser().parse_args(argv)
    try:
        answer = growth(
            options.formula,
            person=options.person,
            data=Path(options.file),
            random=options.random,
            correlated=not options.independent,
            site=options.site,
            method=options.method,
            duplicates=options.duplicates,
        )
    except (BadTable, TooLittle) as why:
        sys.stderr.write(f"{why}\n")
        return 2
    sys.stdout.write(_told(answer, options))
    if options.picture:
        words = Said(answer.sentence("en"), answer.sentence("es"))
        svg = trajectories(answer.trajectory(), words).svg(options.language)
        Path(options.picture).write_text(svg, encoding="utf-8")
    return 0


def _told(answer: Growth, options: argparse.Namespace) -> str:
    if options.json:
        return json.dumps(answer.to_dict(), ensure_ascii=False, indent=2) + "\n"
    if options.r:
        return answer.r_code() + "\n"
    parts = [answer.sentence(options.language)]
    if options.numbers:
        parts.append("\n".join(_line(e) for e in answer.estimates))
    parts += [said.into(options.language) for said in answer.assumptions] if options.assumptions else []
    return "\n\n".join(parts) + "\n"


def _line(e: Estimate) -> str:
    limits = f"{number(e.interval.low):>10} to {number(e.interval.high):<10}" if e.interval else ""
    return f"{e.name:<32} {number(e.value):>10}  {limits}".rstrip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="trailside evidence", description="Does it help, for whom, and how sure is that? Start: docs/evidence.md"
    )
    ways = parser.add_subparsers(required=True, metavar="QUESTION")
    way = ways.add_parser("growth", help="how people change over time, and what goes with it")
    way.add_argument("file", metavar="FILE", help="a .csv or .parquet file, one row per person and occasion")
    way.add_argument("formula", metavar="FORMULA", help='what is explained by what: "score ~ month * dose"')
    way.add_argument("--person", required=True, help="the column that tells people apart")
    way.add_argument("--site", help="the column of the place (or worker) each person belongs to")
    way.add_argument("--random", help='what differs from person to person: "1 + month" (default), or "1"')
    way.add_argument("--independent", action="store_true", help="level and slope of a person are independent")
    way.add_argument("--method", choices=("REML", "ML"), default="REML")
    way.add_argument("--duplicates", action="store_true", help="two rows of a person at the same time are both real")
    way.add_argument("--language", choices=("en", "es"), default="en")
    way.add_argument("--numbers", action="store_true", help="every estimate, below the paragraph")
    way.add_argument("--assumptions", action="store_true", help="what must hold for this to be true")
    way.add_argument("--json", action="store_true", help="everything, for programs")
    way.add_argument("--r", action="store_true", help="R code that gives the same numbers")
    way.add_argument("--picture", metavar="FILE.svg", help="draw the average over time with its band")
    return parser
