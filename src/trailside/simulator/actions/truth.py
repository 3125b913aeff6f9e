"""The known truth of a made-up programme, kept beside its data for whoever tests an analysis against it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from trailside.simulator.rules.calibration import CALIBRATION, TRUTH


def keep(name: str, *, participants: int, months: int, seed: int, intensity: float) -> Path:
    """Write the truth as JSON below ``TRAILSIDE_DATA/simulated/``; returns the file."""
    folder = Path(settings.TRAILSIDE_DATA) / "simulated"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    said = {
        "participants": participants,
        "months": months,
        "seed": seed,
        "intensity": intensity,
        "truth": asdict(TRUTH),
        "calibration": asdict(CALIBRATION),
    }
    path.write_text(json.dumps(said, indent=2) + "\n")
    return path
