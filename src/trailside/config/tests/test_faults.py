"""What failed is told apart: waiting helps, it cannot be kept, or it is ours."""

from uuid import uuid4

import pytest
from django.db import DataError, IntegrityError, OperationalError
from django.test import RequestFactory

from trailside.config import faults
from trailside.kit.errors import CannotWrite

REQUEST = RequestFactory().get("/")


@pytest.mark.parametrize(
    ("fault", "status", "name"),
    [
        (OperationalError("database or disk is full"), 503, "unavailable"),
        (OSError(28, "No space left on device"), 503, "unavailable"),
        (CannotWrite("not now"), 503, "unavailable"),
        (IntegrityError("unique"), 503, "error"),
        (KeyError("ours"), 503, "error"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"), 400, None),
        (ValueError("A string literal cannot contain NUL (0x00) characters."), 400, None),
        (RecursionError(), 400, None),
        (DataError("too long"), 400, None),
    ],
)
def test_a_failed_page_says_what_can_be_done(fault: Exception, status: int, name: str | None) -> None:
    try:
        raise fault
    except Exception:
        answer = faults.server_error(REQUEST)
    assert answer.status_code == status
    assert answer.headers.get("X-Fault") == name
    assert (b"988" in answer.content) == (status == 503)


@pytest.mark.parametrize("odd", [b"a%00b", b"a%ED%A0%80b", b"a%FFb", b"a\xffb"])
def test_bytes_that_cannot_be_kept_exactly_are_refused_not_mended(house, odd):
    answer = house.client(house.ada).generic(
        "POST", "/goals/new/", b"words=" + odd, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("odd", [b"a\x00b", b"a\xed\xa0\x80b", b"a\xffb"])
@pytest.mark.parametrize("path", ["/goals/new/", "/programme/import/"])
def test_nor_are_they_in_a_form_with_a_file(house, path, odd):
    parts = b'--x\r\nContent-Disposition: form-data; name="called"\r\n\r\n' + odd
    file = b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nName\nA\x00da\r\n--x--\r\n'
    answer = house.client(house.mo).generic("POST", path, parts + file, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400


def test_a_mark_that_somebody_typed_is_no_lost_byte(house):
    answer = house.client(house.ada).post("/goals/new/", {"words": "a \ufffd b"})
    assert answer.status_code == 302


def test_an_address_that_only_takes_forms_says_so_in_words(house):
    answer = house.client(house.ada).get(f"/steps/{uuid4()}/done/")
    assert answer.status_code == 405
    assert b"Nothing was sent" in answer.content
    assert answer.headers["Allow"] == "POST"
