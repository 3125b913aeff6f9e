"""What leaves on paper or as a file: PDF, CSV and JSON, each with the notice that the law orders to go with it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trailside.exchange.rules.typeset import page_as_pdf, printable
from trailside.kit.sections import Line, Section

# DS4P: restricted, about substance use, not to be passed on without consent (HL7 v3 Confidentiality, ActCode).
LABELS = ("R", "SUD", "NOREDISCLOSEWOCON", "42CFRPart2")


def _when(at: datetime | None, zone: str) -> str:
    return date_format(at.astimezone(ZoneInfo(zone)), "DATE_FORMAT") if at else ""


def _lines(lines: Iterable[Line], zone: str) -> list[dict[str, Any]]:
    return [
        {
            "label": printable(str(line.label)),
            "words": printable(str(line.words)),
            "own": line.own,
            "when": _when(line.at, zone),
        }
        for line in lines
    ]


def as_pdf(
    title: str, lead: Sequence[str], sections: Iterable[Section], *, programme: str, zone: str, foot: str = ""
) -> HttpResponse:
    """A PDF (PDF/UA-1) to keep or print. foot: stands at the foot of every page."""
    said = {
        "title": printable(title),
        "language": get_language() or "en",
        "programme": programme,
        "lead": [printable(words) for words in lead],
        "sections": [{"title": printable(one.title), "lines": _lines(one.lines, zone)} for one in sections],
        "foot": printable(foot),
    }
    return _attached(page_as_pdf(said), "application/pdf", "record.pdf")


def as_csv(sections: Iterable[Section], notice: str, consent: str) -> HttpResponse:
    """A spreadsheet: the notice first and last, so that no part of it goes without."""
    out = io.StringIO()
    rows = csv.writer(out)
    law = [[_plain(words)] for words in (notice, consent) if words]
    rows.writerows(law)
    rows.writerow([_("Part"), _("What"), _("When"), _("Words")])
    for one in sections:
        for line in one.lines:
            rows.writerow([one.title, line.label, line.at.isoformat() if line.at else "", _plain(str(line.words))])
    rows.writerows(law)
    return _attached(("\ufeff" + out.getvalue()).encode(), "text/csv; charset=utf-8", "record.csv")


def _plain(words: str) -> str:
    """No cell begins a formula."""
    return f"'{words}" if words[:1] in {"=", "+", "-", "@", "\t", "\r"} else words


def as_json(sections: Iterable[Section], notice: str, consent: str, grant: str) -> HttpResponse:
    """For another system: the notice, the consent's id and scope, and the labels that such records travel with."""
    said = {
        "format": "trailside-let-seen-1",
        "notice": notice,
        "consent": {"id": grant, "scope": consent},
        "security": list(LABELS) if notice else [],
        "sections": [
            {"key": one.key, "title": one.title, "lines": [line.as_json() for line in one.lines]} for one in sections
        ],
    }
    body = json.dumps(said, ensure_ascii=False, indent=1, default=str).encode()
    return _attached(body, "application/json", "record.json")


def _attached(body: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
