"""What a subpoena could get is written from the tables, whole, and not stale."""

import pytest
from django.apps import apps
from script import subpoena


def test_the_page_is_what_the_tables_say():
    assert subpoena.PAGE.read_text() == subpoena.text(), "run script/subpoena"


def test_every_table_and_column_stands_on_it():
    said = subpoena.PAGE.read_text()
    missing = [table._meta.label for table in apps.get_models() if table._meta.label not in said]
    assert not missing, missing
    for column in ("`hope`", "`words`"):
        assert column in said


def test_a_table_that_nobody_spoke_of_is_noticed(monkeypatch):
    monkeypatch.delitem(subpoena.OF_LIBRARIES, "sessions.Session")
    with pytest.raises(KeyError, match=r"sessions\.Session"):
        subpoena.text()
