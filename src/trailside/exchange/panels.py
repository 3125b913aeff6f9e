"""Pieces of pages: a list on its way, as templates show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from trailside.exchange import wording
from trailside.exchange.rules.columns import is_private
from trailside.exchange.rules.draft import Draft
from trailside.exchange.rules.phones import shown
from trailside.exchange.rules.preview import LeftOut, Preview
from trailside.exchange.rules.problem import WORTH_KNOWING, Problem

PEOPLE_SHOWN = 50


def columns_said(draft: Draft) -> dict[str, Any]:
    """What is said of a list's columns: what there is no place for, how the text was read, other sheets."""
    labels = draft.layout.heading.labels
    return {
        "called": draft.called,
        "no_place": [label for label in labels if is_private(label)],
        "rows": len(draft.sheet.rows),
        "windows": draft.sheet.encoding == "cp1252",
        "sheet_name": draft.sheet.name,
        "other_sheets": [name for name in draft.sheet.other_names if name != draft.sheet.name],
    }


def _by_row(problems: list[Problem]) -> list[tuple[int, list[str]]]:
    rows: dict[int, list[str]] = defaultdict(list)
    for problem in problems:
        rows[problem.row].append(wording.problem(problem))
    return sorted(rows.items())


def _left_out(left_out: tuple[LeftOut, ...]) -> list[tuple[str, str]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row in left_out:
        rows[str(wording.WHY[row.why])].append(row.row)
    return [(why, ", ".join(map(str, numbers))) for why, numbers in rows.items()]


def preview_shown(draft: Draft, preview: Preview, specialists: Mapping[str, str]) -> dict[str, Any]:
    """A preview in words: problems by row in three kinds, who would come, which rows and columns stay out."""
    stopping = [problem for problem in preview.problems if problem.stops]
    knowing = [problem for problem in preview.problems if problem.fault in WORTH_KNOWING]
    cells = [problem for problem in preview.problems if problem not in stopping and problem not in knowing]
    layout = draft.layout
    return {
        "called": draft.called,
        "preview": preview,
        "open": sum(1 for question in preview.questions if question.is_open),
        "stopping": _by_row(stopping),
        "cells": _by_row(cells),
        "knowing": _by_row(knowing),
        "left_out": _left_out(preview.left_out),
        "left_columns": [
            label for column, label in enumerate(layout.heading.labels) if label and column not in layout.fields
        ],
        "people": [
            (", ".join(map(str, person.rows)), person, shown(person.phone), specialists.get(person.specialist, ""))
            for person in preview.people[:PEOPLE_SHOWN]
        ],
        "more_people": max(0, len(preview.people) - PEOPLE_SHOWN),
        "nobody_to_welcome": not specialists,
    }
