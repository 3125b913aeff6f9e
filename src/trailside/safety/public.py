"""The pages that are the same for everyone and answer with the database gone: written as files after each change."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from trailside.people.models import Organisation
from trailside.safety import reads
from trailside.safety.reads import emergency
from trailside.safety.rules import DEFAULT_LINES

LANGUAGES = ("en", "es")


def _keep(name: str, page: str) -> None:
    """Write one file whole or not at all."""
    target = Path(settings.TRAILSIDE_DATA) / "public" / name
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, 0o644)
        os.replace(draft, target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _write(place: str, template: str, **context: object) -> None:
    for language in LANGUAGES:
        with translation.override(language):
            page = render_to_string(template, {**context, "language": language, "place": place})
            _keep(f"{place}/index.{language}.html", page)
            if language == LANGUAGES[0]:
                _keep(f"{place}/index.html", page)


def write_for(organisation: Organisation, *, alone: bool) -> None:
    """The pages of one organisation. ``alone``: it is the only one, so the page without a name is its page too."""
    lines, years = reads.lines_of(organisation.id), emergency.years(organisation.id)
    _write(f"now/{organisation.slug}", "safety/public/now.html", lines=lines, organisation=organisation, years=years)
    if alone:
        _write("now", "safety/public/now.html", lines=lines, organisation=organisation, years=years)
        _write("now/used", "safety/public/used.html", lines=lines)
        _write("unavailable", "safety/public/unavailable.html", lines=lines)


def write() -> None:
    """Write every public page anew: at start, and after lines or organisations change."""
    organisations = reads.organisations()
    for organisation in organisations:
        write_for(organisation, alone=len(organisations) == 1)
    if len(organisations) != 1:
        _write("now", "safety/public/now.html", lines=DEFAULT_LINES, organisations=organisations)
        _write("now/used", "safety/public/used.html", lines=DEFAULT_LINES)
        _write("unavailable", "safety/public/unavailable.html", lines=DEFAULT_LINES)
