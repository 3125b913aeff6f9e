"""What every table says of itself: where it points, what each column is, what becomes of it."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from tests.architecture.house import floors
from trailside.config import steps
from trailside.ledger import policies
from trailside.ledger.rows import Privacy
from trailside.vault.fields import Sealed

# Said once for all by ledger.rows.Row.
BY_ROW = {"id", "organisation_id", "version"}


# What belongs to no one organisation, and why it stands outside the wall that PostgreSQL keeps between them.
OUTSIDE_THE_WALL = {
    "people.Organisation": "a programme's words about itself are on its public page",
    "people.Account": "a sign-in may hold persons of several organisations; tokens and hashes only",
    "people.Session": "of an account, which may hold persons of several organisations; keyed tokens and days",
    "people.Tries": "counted before anybody is known",
    "ledger.Leaf": "one tree for all: numbers and digests",
    "ledger.Milestone": "one tree for all: hashes only",
    "ledger.Branch": "one tree for all: hashes only",
    "ledger.Tree": "one tree for all: numbers and digests",
    "ledger.OnceKey": "random keys and digests",
    "vault.DataKey": "the vault: ids and wrapped keys, in a database of its own",
    "vault.Renewal": "the vault: ids",
    "vault.Tombstone": "the vault: ids",
}


def tables() -> list[type[models.Model]]:
    return [table for table in apps.get_models() if table.__module__.startswith("trailside.")]


def test_foreign_keys_point_down():
    up = []
    for table in tables():
        for field in table._meta.concrete_fields:
            if field.remote_field is None:
                continue
            other = field.related_model
            if other.__module__.startswith("trailside.") and other._meta.app_label != table._meta.app_label:
                here, there = floors()[table._meta.app_label], floors()[other._meta.app_label]
                if there >= here:
                    up.append(f"{table._meta.label}.{field.name} points up or sideways to {other._meta.label}")
    assert not up, "\n".join(up)


def test_every_column_is_sealed_coded_or_open():
    wrong = []
    for table in tables():
        if table._meta.app_label == "vault":
            continue  # keys and tombstones: nothing but ids
        privacy = getattr(table, "privacy", None)
        if not isinstance(privacy, Privacy):
            wrong.append(f"{table._meta.label} says nothing of its columns")
            continue
        said = set(privacy.coded.split()) | set(privacy.open.split())
        there = {field.name for field in table._meta.concrete_fields if not isinstance(field, Sealed)}
        if missing := there - said - BY_ROW:
            wrong.append(f"{table._meta.label}: {', '.join(sorted(missing))} is not sealed, coded or open")
        if stale := said - there:
            wrong.append(f"{table._meta.label}: {', '.join(sorted(stale))} is not there (or is sealed)")
    assert not wrong, "\n".join(wrong)


def test_every_sealed_column_has_a_scope_and_an_owner():
    wrong = []
    for table in tables():
        for field in table._meta.concrete_fields:
            if isinstance(field, Sealed) and (not field.scope or not hasattr(table, field.owner)):
                wrong.append(f"{table._meta.label}.{field.name}")
    assert not wrong, wrong


OF_NO_ORGANISATION = {
    *("organisation", "account", "leaf", "tree", "milestone", "branch", "oncekey", "tries", "session"),
}


def test_every_table_knows_its_organisation():
    without = [
        table._meta.label
        for table in tables()
        if table._meta.app_label not in {"vault"}
        and table._meta.model_name not in OF_NO_ORGANISATION
        and not hasattr(table, "organisation_id")
    ]
    assert not without, without


def test_every_table_stands_behind_the_wall_or_says_why_not():
    open_ones = {table._meta.label for table in tables() if table._meta.db_table not in policies.walled()}
    assert open_ones == set(OUTSIDE_THE_WALL), "give the table organisation_id, or say why it belongs to nobody"


def test_migrating_builds_the_walls():
    assert "trailside.ledger.policies.make" in steps.AFTER_MIGRATE
