"""A word planted in every field of every form turns up in no log, address, title, mail, job or open column.

Faults are planted too: what a database or a page says when it breaks often repeats what was typed.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from conftest import scene
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests.fuzz.test_odd_bodies import FORM, every_form
from tests.grid.grid import EVERYONE, GRID
from tests.grid.scene import everything
from tests.grid.test_grid import filled
from trailside.config.logs import PlacesOnly

WORD = "Quercitronella"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# What the programme says of itself to everybody: its own name, place and lines stand open.
OF_THE_PROGRAMME = {"people_organisation", "safety_crisisline", "safety_openhours"}
# Lists that a manager named: "People of spring", a year, a source; not about anybody.
PUBLIC_NAMES = {"exchange_uploadedlist", "exchange_bringing"}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says, as the house writes it."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(PlacesOnly("%(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.DEBUG)
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in ("django", "django.request", "trailside"))]
    for logger in loggers:
        logger.addHandler(handler)
    yield said
    for logger in loggers:
        logger.removeHandler(handler)


def planted(house: Any, ids: dict[str, Any]) -> list[str]:
    """Post the word in every field of every form of the cast. Returns every address that an answer led to."""
    led = []
    for name, forms in every_form(house, ids).items():
        browser = house.client(getattr(house, name))
        browser.raise_request_exception = False
        for form in forms:
            fields = {name: said for name, said in form.fields.items() if name != "csrfmiddlewaretoken"}
            for field in [*fields, *([] if len(fields) < 2 else [""])]:  # each alone, then all at once
                mine = {one: WORD if field in {one, ""} and one != "once" else said for one, said in fields.items()}
                with transaction.atomic():
                    answer = browser.post(form.action, urlencode({**mine, "once": uuid4().hex}), content_type=FORM)
                led.append(answer.headers.get("Location", ""))
    return led


def open_columns() -> Iterator[str]:
    """Every table and column where the word can be read in clear."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in OF_THE_PROGRAMME | PUBLIC_NAMES:
                continue
            for column in connection.introspection.get_table_description(cursor, table):
                name = connection.ops.quote_name(column.name)
                cursor.execute(
                    f"SELECT count(*) FROM {connection.ops.quote_name(table)} WHERE CAST({name} AS text) LIKE %s",
                    [f"%{WORD}%"],
                )
                if cursor.fetchone()[0]:
                    yield f"{table}.{column.name}"


def pages(house: Any, ids: dict[str, Any]) -> Iterator[str]:
    """Every page that the cast may open."""
    for name in EVERYONE.split():
        browser: Client = house.client(getattr(house, name))
        for route, allowed in GRID.items():
            if name in allowed.split() and not route.endswith((".pdf", ".json")):
                answer = browser.get(filled(route, ids))
                if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
                    yield answer.content.decode()


def test_a_planted_word_turns_up_nowhere_but_on_pages(house, log):
    house.with_every_role()
    ids = everything(house)
    led = planted(house, ids)
    kept = [address for address in led if WORD in address]
    assert not kept, kept
    assert list(open_columns()) == []
    shown = [page for page in pages(house, ids) if WORD in page]
    assert len(shown) > 20, "the word was kept hardly anywhere: nothing was tried"
    assert not [title for page in shown for title in TITLE.findall(page) if WORD in title]
    assert WORD not in log.getvalue()
    assert not [one for one in mail.outbox if WORD in str(one.message())]
    assert not [job for job in DBTaskResult.objects.all() if WORD in repr(vars(job))]


def test_a_database_that_repeats_the_word_in_its_fault_is_not_repeated(house, log):
    browser = house.client(house.ada)
    browser.raise_request_exception = False

    def breaks(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT"):
            raise DatabaseError(f"the failing row holds {WORD} {params!r}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(breaks):
        answer = browser.post("/goals/new/", {"words": WORD, "once": uuid4().hex})
    assert answer.status_code in {500, 503}
    assert "DatabaseError" in log.getvalue() or answer.status_code == 503
    assert WORD not in log.getvalue()


def test_the_word_would_be_seen(house, log):
    logging.getLogger("trailside").error("somebody typed %s", WORD)
    assert WORD in log.getvalue()
    with scene(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE told (words text)")
        cursor.execute("INSERT INTO told VALUES (%s)", [f"so {WORD} stands open"])
    assert list(open_columns()) == ["told.words"]
    assert Path(__file__).read_text().count(WORD) == 1
