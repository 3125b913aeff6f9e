"""A disk that takes no writes is not told as a session that was ended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from trailside.config.sessions import Sessions, SessionStore
from trailside.kit.errors import CannotWrite


def failing(fault: Exception) -> object:
    def save(self: object, must_create: bool = False) -> None:
        try:
            raise fault
        except DatabaseError:
            raise UpdateError  # noqa: B904  # as Django does it

    return save


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(db.SessionStore, "save", failing(OperationalError("database or disk is full")))
    yield


def answered(method: str) -> HttpResponse:
    request = RequestFactory().generic(method, "/")
    request.session = SessionStore("x" * 32)
    request.session._session_cache = {"seen": "1"}
    request.session.modified = True
    response = Sessions(lambda _: HttpResponse("page")).process_response(request, HttpResponse("page"))
    assert isinstance(response, HttpResponse)
    return response


def test_on_a_full_disk_a_page_that_was_only_read_is_shown(full: None) -> None:
    assert answered("GET").content == b"page"


def test_on_a_full_disk_a_form_is_told_that_nothing_was_kept(full: None) -> None:
    with pytest.raises(CannotWrite):
        answered("POST")


def test_a_session_that_was_ended_meanwhile_is_still_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db.SessionStore, "save", failing(DatabaseError("Forced update did not affect any rows.")))
    with pytest.raises(UpdateError):
        SessionStore("x" * 32).save()
