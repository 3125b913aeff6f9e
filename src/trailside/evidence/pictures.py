"""Pictures of answers: trajectories, time until, estimates side by side, balance, before and after.

A picture is never alone: it carries the same in words (English and Spanish) and as a table, so that a page can offer
all three. It is a Vega-Lite specification (`spec`), drawn as SVG without a browser (`svg`). What differs is told by
position, dash and label, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import quoteattr

import altair as alt
import numpy as np
import pyarrow as pa
import vl_convert

from trailside.evidence.balance import Balance
from trailside.evidence.mixed.trajectory import Trajectory
from trailside.evidence.result import Estimate
from trailside.evidence.survival.curves import Curve
from trailside.evidence.words import Language, Said

Ground = Literal["paper", "night"]
FONT = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Verdana, sans-serif"
INK: Mapping[Ground, str] = {"paper": "#1a2633", "night": "#e8ece6"}
LINES: Mapping[Ground, Sequence[str]] = {
    "paper": ["#1c4d40", "#963d1e", "#274a73", "#5a4300"],
    "night": ["#8fcab4", "#eba684", "#9fc3ea", "#ffcf56"],
}
DASHES = [[1, 0], [7, 3], [2, 3], [10, 3, 2, 3]]
MOST_STEPS = 400


@dataclass(frozen=True)
class Picture:
    """`chart` by Altair, `words` saying what it shows, `table` with every number in it."""

    chart: alt.TopLevelMixin
    words: Said
    table: pa.Table

    def spec(self, language: Language = "en", ground: Ground = "paper") -> dict[str, Any]:
        """The Vega-Lite specification, with the words as its description."""
        plain: dict[str, Any] = self.chart.to_dict()
        plain["description"] = self.words.into(language)
        plain["config"] = _config(ground)
        return plain

    def svg(self, language: Language = "en", ground: Ground = "paper") -> str:
        """The picture as SVG text; the words are its accessible name."""
        drawn = str(vl_convert.vegalite_to_svg(self.spec(language, ground)))
        return drawn.replace("<svg ", f'<svg role="img" aria-label={quoteattr(self.words.into(language))} ', 1)


def trajectories(found: Trajectory, words: Said, *, by: str | None = None) -> Picture:
    """The average over time with its band, one line per value of `by`."""
    rows = _rows(found.to_frame(), by)
    x = alt.X(f"{_field(found.time)}:Q", title=found.time, axis=_ticks(), scale=alt.Scale(nice=False))
    base = _chart(rows).encode(x=x, **_parted(by))
    scale = alt.Scale(zero=False)
    band = base.mark_area(opacity=0.18).encode(y=alt.Y("low:Q", title=found.outcome, scale=scale), y2="high:Q")
    line = base.mark_line(strokeWidth=2.5).encode(y=alt.Y("middle:Q", title=found.outcome, scale=scale))
    return Picture(_sized(alt.layer(band, line, *_labels(rows, found.time, "middle", by))), words, found.to_frame())


def time_until(curves: Mapping[str, Curve], words: Said, *, time: str, share: str) -> Picture:
    """Shares over time as steps with their bands, one per group; titles of the axes in the words of the page."""
    rows = [row for name, curve in curves.items() for row in _steps(name, curve)]
    base = _chart(rows).encode(
        x=alt.X("time:Q", title=time, axis=_ticks(), scale=alt.Scale(nice=False)), **_parted("group", len(curves) > 1)
    )
    scale = alt.Scale(domain=[0, 1])
    axis = alt.Axis(format="%")
    band = base.mark_area(opacity=0.18, interpolate="step-after").encode(
        y=alt.Y("low:Q", title=share, scale=scale, axis=axis), y2="high:Q"
    )
    line = base.mark_line(strokeWidth=2.5, interpolate="step-after").encode(y=alt.Y("share:Q", title=share))
    labels = _labels(rows, "time", "share", "group" if len(curves) > 1 else None)
    return Picture(_sized(alt.layer(band, line, *labels)), words, pa.Table.from_pylist(rows))


def forest(estimates: Sequence[Estimate], words: Said, *, unit: str, nothing: float = 0.0) -> Picture:
    """Estimates under each other with their intervals, and a line where there is no difference."""
    rows = [
        {
            "name": e.name,
            "value": e.value,
            "low": e.interval.low if e.interval else e.value,
            "high": e.interval.high if e.interval else e.value,
        }
        for e in estimates
    ]
    base = _chart(rows).encode(y=alt.Y("name:N", sort=None, title=None, axis=_names()))
    reach = base.mark_rule(strokeWidth=2).encode(x=alt.X("low:Q", title=unit, scale=alt.Scale(zero=False)), x2="high:Q")
    point = base.mark_point(filled=True, size=90).encode(x="value:Q")
    return Picture(_sized(alt.layer(_upright(nothing), reach, point), len(rows)), words, pa.Table.from_pylist(rows))


def love(found: Balance, words: Said, *, before: str, after: str, unit: str) -> Picture:
    """Standardised differences of two groups before and after weighting; beyond 0.1 is worth a look."""
    rows = [
        {"name": name, "when": when, "size": float(abs(value))}
        for when, values in ((before, found.before), (after, found.after))
        for name, value in zip(found.names, values, strict=True)
    ]
    order = [found.names[i] for i in np.argsort(-np.abs(found.before))]
    point = (
        _chart(rows)
        .mark_point(size=90, strokeWidth=2)
        .encode(
            x=alt.X("size:Q", title=unit),
            y=alt.Y("name:N", sort=order, title=None, axis=_names()),
            shape=alt.Shape("when:N", title=None, sort=[before, after]),
            color=alt.Color("when:N", legend=None, sort=[before, after]),
        )
    )
    return Picture(_sized(alt.layer(_upright(0.1), point), len(order)), words, pa.Table.from_pylist(rows))


def before_after(
    groups: Mapping[str, tuple[float, float]], words: Said, *, times: tuple[str, str], unit: str
) -> Picture:
    """Means at two times, joined by a line for each group."""
    rows = [
        {"group": name, "when": when, "mean": value}
        for name, pair in groups.items()
        for when, value in zip(times, pair, strict=True)
    ]
    axis = alt.Axis(labelAngle=0)
    line = (
        _chart(rows)
        .mark_line(point=alt.OverlayMarkDef(size=90), strokeWidth=2.5)
        .encode(
            x=alt.X("when:O", sort=list(times), title=None, axis=axis),
            y=alt.Y("mean:Q", title=unit, scale=alt.Scale(zero=False)),
            **_parted("group", len(groups) > 1),
        )
    )
    labels = (
        _labels([row for row in rows if row["when"] == times[1]], "mean", "mean", "group") if len(groups) > 1 else []
    )
    ends = [label.encode(x=alt.X("when:O", sort=list(times))) for label in labels]
    return Picture(_sized(alt.layer(line, *ends)), words, pa.Table.from_pylist(rows))


def _steps(name: str, curve: Curve) -> list[dict[str, Any]]:
    start = {"group": name, "time": 0.0, "share": 1.0, "low": 1.0, "high": 1.0}
    kept = np.unique(np.linspace(0, max(0, len(curve.times) - 1), MOST_STEPS).astype(int))
    columns = zip(curve.times[kept], curve.estimate[kept], curve.low[kept], curve.high[kept], strict=True)
    return [start, *(
        {"group": name, "time": float(t), "share": float(s),
         "low": float(s if np.isnan(low) else low), "high": float(s if np.isnan(high) else high)}
        for t, s, low, high in columns
    )]  # fmt: skip


def _rows(table: pa.Table, by: str | None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pylist()
    return [{**row, by: str(row[by])} for row in rows] if by is not None else rows


def _parted(by: str | None, several: bool = True) -> dict[str, Any]:
    """Colour and dash for each line; at most four lines can be told apart."""
    if by is None or not several:
        return {}
    dash = alt.StrokeDash(f"{_field(by)}:N", legend=None, scale=alt.Scale(range=DASHES))
    return {"color": alt.Color(f"{_field(by)}:N", legend=None), "strokeDash": dash}


def _labels(rows: list[dict[str, Any]], x: str, y: str, by: str | None) -> list[Any]:
    """The name of each line at its end; nothing where there is only one line."""
    if by is None:
        return []
    last = {row[by]: row for row in sorted(rows, key=lambda row: float(row[x]))}
    text = _chart(list(last.values())).mark_text(align="left", dx=8, fontSize=14)
    colour = alt.Color(f"{_field(by)}:N", legend=None)
    return [text.encode(x=f"{_field(x)}:Q", y=f"{_field(y)}:Q", text=f"{_field(by)}:N", color=colour)]


def _field(name: str) -> str:
    """A column's name where Vega-Lite would read dots and brackets as paths."""
    return name.replace("\\", "\\\\").replace(".", "\\.").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")


def _chart(rows: list[dict[str, Any]]) -> Any:
    return alt.Chart(pa.Table.from_pylist(rows))


def _upright(x: float) -> Any:
    return _chart([{"x": x}]).mark_rule(strokeDash=[4, 4]).encode(x="x:Q")


def _ticks() -> alt.Axis:
    return alt.Axis(tickCount=7, format="~g", grid=False)


def _names() -> alt.Axis:
    return alt.Axis(labelLimit=320, ticks=False, domain=False)


def _sized(chart: Any, rows: int | None = None) -> Any:
    return chart.properties(width=480, height=280 if rows is None else max(80, 36 * rows))


def _config(ground: Ground) -> dict[str, Any]:
    ink, lines = INK[ground], list(LINES[ground])
    text = {"labelColor": ink, "titleColor": ink, "labelFontSize": 14, "titleFontSize": 14, "titleFontWeight": "normal"}
    return {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {**text, "gridOpacity": 0.25, "gridColor": ink, "domainColor": ink, "tickColor": ink},
        "legend": {**text, "orient": "top", "symbolStrokeWidth": 3},
        "range": {"category": lines},
        "line": {"color": lines[0]},
        "area": {"color": lines[0]},
        "point": {"color": lines[0]},
        "rule": {"color": ink},
    }
