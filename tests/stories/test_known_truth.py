"""Above both rooms: lives made up by a known truth, and evidence that must find it in what the programme wrote down.

The truth starts low enough on the scale that nobody reaches its end, where no straight line could follow. All limits
are 99 %, so that a dozen of them hold together; the seed and the day are fixed. A truth that is not the one the lives
were made by must fail, one number at a time.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from django.core.management import call_command
from scipy.stats import norm

from trailside import evidence
from trailside.encounters.models import Encounter
from trailside.kit import clock
from trailside.measures.models import Response
from trailside.people.models import Episode
from trailside.simulator.actions import truth as kept
from trailside.simulator.management.commands import simulate
from trailside.simulator.rules.calibration import CALIBRATION, TRUTH, Truth

UNTIL = datetime(2026, 6, 1, 12, tzinfo=UTC)
MONTH = 30.4 * 86_400
LEVEL = 0.99
STAYING = 180
HOW = replace(
    CALIBRATION, engagement_mean=420.0, engagement_sd=300.0, share_meeting=0.9, meetings_mean=9.0, meetings_sd=6.0,
    answers_first=1.0, answers_again=0.95,
)  # fmt: skip


@pytest.fixture
def programme(db, tmp_path, settings, monkeypatch):
    """What `trailside simulate` wrote, and the truth that it left beside it."""
    settings.TRAILSIDE_DATA = str(tmp_path)
    truth = replace(TRUTH, baseline_mean=18.0, worker_sd=0.0)
    for module in (simulate, kept):
        monkeypatch.setattr(module, "TRUTH", truth)
        monkeypatch.setattr(module, "CALIBRATION", HOW)
    with clock.standing_at(UNTIL):
        call_command("simulate", participants=400, months=24, seed=1, intensity=2.0)
    said = json.loads((tmp_path / "simulated" / "seed-1.json").read_text())
    assert said["truth"]["baseline_mean"] == 18.0
    return Truth(**said["truth"])


def answers():
    """One row per answering: months since the start, meetings and steps done until then, the sum."""
    began = dict(Episode.objects.values_list("person_id", "began_at"))
    met = pd.DataFrame(Encounter.objects.values_list("person_id", "met_at", "outcome"), columns=["person", "at", "how"])
    rows = []
    by = dict(iter(met.groupby("person")))
    for person, at, total in Response.objects.order_by("person_id", "at").values_list("person_id", "at", "total"):
        before = by[person][by[person]["at"] <= at] if person in by else met[:0]
        months = (at - began[person]).total_seconds() / MONTH
        rows.append((str(person), months, float(len(before)), float((before["how"] == "done").sum()), float(total)))
    table = pd.DataFrame(rows, columns=["person", "month", "met", "done", "score"])
    return table.assign(wave=table.groupby("person").cumcount())


def stays():
    """One row per life: days, and how it ended ('' while it goes on)."""
    rows = Episode.objects.values_list("began_at", "ended_at", "ending")
    days = [((ended or UNTIL) - began).total_seconds() / 86_400 for began, ended, _ in rows]
    return {"days": days, "ending": [ending for *_, ending in rows]}


def between(table):
    """What happened between the first and the second answering, one row per person."""
    first, second = (table[table.wave == w].set_index("person") for w in (0, 1))
    both = second.index
    moved = second[["month", "met", "done", "score"]] - first.loc[both, ["month", "met", "done", "score"]]
    return moved.reset_index()


def staying_beyond(days, truth):
    """The share of lives that last longer, by the calibration and by how belief makes people stay."""
    mean, sd = HOW.engagement_log
    z = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    return float(norm.sf((np.log(days) - mean - np.log(np.maximum(0.2, 1 - truth.leaving * z))) / sd).mean())


def told():
    """(what it speaks of, its limits, what the truth makes of it) of everything that evidence says."""
    table = answers()
    # Who does more steps differs in level too: each person's own averages take that out (Mundlak 1978).
    for name in ("month", "met", "done"):
        table[f"{name}_own"] = table.groupby("person")[name].transform("mean")
    grown = evidence.growth(
        "score ~ month + met + done + month_own + met_own + done_own", person="person", random="1", data=table,
        level=LEVEL,
    )  # fmt: skip
    yield "drift", grown["month"].interval, lambda truth: truth.drift
    yield "per_meeting", grown["met"].interval, lambda truth: truth.per_meeting
    yield "per_win", grown["done"].interval, lambda truth: truth.per_win
    yield "wobble", grown.profile("sd residual").interval, lambda truth: np.hypot(truth.wobble, np.sqrt(1 / 12))

    moved = between(table)
    change = evidence.change_between_times(
        "score", person="person", time="wave", first=0, last=1, data=table, level=LEVEL
    )
    t, m, d = moved[["month", "met", "done"]].mean()
    limits = change.estimates[0].interval
    yield "change", limits, lambda truth: truth.drift * t + truth.per_meeting * m + truth.per_win * d

    asked = {"person": "person", "covariates": ["month"], "design": "lagged", "data": moved, "level": LEVEL}
    through = evidence.mediate("met", "done", "score", **asked)
    a = float(through.paths.a[0])
    way = {each.name: each.interval for each in through.estimates}
    yield "by way of steps done", way["indirect through done"], lambda truth: a * truth.per_win
    yield "direct", way["direct"], lambda truth: truth.per_meeting
    yield "total", way["total"], lambda truth: truth.per_meeting + a * truth.per_win

    lives = stays()
    named = sorted({ending for ending in lives["ending"] if ending})
    asked = {"still_here": "", "until": STAYING, "data": lives, "level": LEVEL}
    curve = evidence.kaplan_meier("days", "ending", count=named, **asked)
    yield "staying", curve.estimates[1].interval, lambda truth: staying_beyond(STAYING, truth)
    shares = {"got_what_i_came_for": 0.3, "lost_touch": 0.5, "moved_on": 0.2}
    for each in evidence.competing_risks("days", "ending", **asked).estimates:
        share = shares[each.name.split(" by ")[0]]
        yield each.name, each.interval, lambda truth, share=share: share * (1 - staying_beyond(STAYING, truth))


@pytest.mark.django_db(databases=["default", "vault"])
def test_evidence_finds_the_truth_that_made_the_lives(programme):
    said = list(told())
    missed = [name for name, limits, made_of in said if not limits.holds(made_of(programme))]
    assert len(said) == 12
    assert missed == []
    # And each number of the truth matters: with another in its place, limits no longer hold.
    planted = {"drift": 0.5, "per_meeting": 0.6, "per_win": 0.9, "wobble": 4.0, "leaving": 3.0}
    for name, wrong in planted.items():
        other = replace(programme, **{name: wrong})
        assert any(not limits.holds(made_of(other)) for _, limits, made_of in said), name
