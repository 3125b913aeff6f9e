"""Whatever becomes of one line of the ledger, it is found: a thousand random changes by someone who has the file."""

import random
import string
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction

from trailside.kit import clock
from trailside.kit.ids import new_id
from trailside.ledger import binder, proof, triggers
from trailside.ledger.models import Entry, Look

LINES = 150
COLUMNS = {
    "ledger_entry": ("at", "said_at", "organisation_id", "verb", "by", "said_by", "about", "ref", "coded"),
    "ledger_look": ("at", "organisation_id", "viewer", "about", "scopes", "purpose"),
}


class Undo(Exception):
    """The change is taken back."""


@pytest.fixture
def ledger(house):
    """A few hundred lines with something in every column, bound in several goes."""
    for part in range(3):
        Entry.objects.bulk_create([_entry(house, number) for number in range(LINES // 3)])
        Look.objects.bulk_create([_look(house) for _ in range(LINES // 3)])
        binder.bind(most=10 * (part + 1))
    binder.bind_all()
    triggers.lift()
    return proof.heads()


def _entry(house, number):
    return Entry(
        at=clock.now() - timedelta(hours=1), said_at=clock.now() - timedelta(hours=2), organisation_id=house.here.id,
        verb="plans.goal_agreed", by=new_id(), said_by=new_id(), about=new_id(), ref=f"plans.goal:{number}",
        coded='{"n":1}',
    )  # fmt: skip


def _look(house):
    return Look(
        at=clock.now() - timedelta(hours=1), organisation_id=house.here.id, viewer=new_id(), about=new_id(),
        scopes="goals met", purpose="plan",
    )  # fmt: skip


def say(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def some(table, column="id", draw=random):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return draw.choice([row[0] for row in cursor.fetchall()])


def changed(draw):
    table = draw.choice(list(COLUMNS))
    column = draw.choice(COLUMNS[table])
    value = {"at": clock.now() - timedelta(minutes=draw.randrange(5, 9999))}.get(column.removeprefix("said_"))
    if column in {"organisation_id", "by", "said_by", "about", "viewer"}:
        value = new_id() if connection.vendor == "postgresql" else new_id().hex
    elif value is None:
        value = "".join(draw.choices(string.ascii_lowercase, k=6))
    else:
        value = connection.ops.adapt_datetimefield_value(value)
    say(f"UPDATE {table} SET {column} = %s WHERE id = %s", value, some(table, draw=draw))
    return f"{table}.{column} changed"


def removed(draw):
    table = draw.choice(list(COLUMNS))
    say(f"DELETE FROM {table} WHERE id = %s", some(table, draw=draw))
    return f"a row of {table} removed"


def inserted(draw):
    table = draw.choice(list(COLUMNS))
    columns = ", ".join(COLUMNS[table])
    say(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = %s", some(table, draw=draw))
    return f"a row put into {table}"


def exchanged(draw):
    table = draw.choice(list(COLUMNS))
    one, other = sorted({some(table, draw=draw) for _ in range(20)})[:2]
    for before, after in ((one, -1), (other, one), (-1, other)):
        say(f"UPDATE {table} SET id = %s WHERE id = %s", after, before)
    return f"two rows of {table} exchanged"


def forged(draw):
    """The row and its leaf, so that they agree with each other."""
    entry = Entry.objects.get(pk=some("ledger_entry", draw=draw))
    say("UPDATE ledger_entry SET verb = 'people.nothing' WHERE id = %s", entry.pk)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {proof.canon.text('e')} FROM ledger_entry WHERE id = %s", [entry.pk])
        digest = proof.leaf_hash(cursor.fetchone()[0].encode())
    say("UPDATE ledger_leaf SET digest = %s WHERE kind = 'e' AND row = %s", digest, entry.pk)
    return "an entry and its leaf forged"


def unbound(draw):
    number = some("ledger_leaf", "number", draw=draw)
    say("DELETE FROM ledger_leaf WHERE number = %s", number)
    return f"leaf {number} removed"


def cut(draw):
    """Everything from a leaf on, and a tree as if nothing more had been: only a kept head tells."""
    last = draw.randrange(2, some("ledger_tree", "size", draw=draw))
    for kind, table in (("e", "ledger_entry"), ("l", "ledger_look")):
        say(
            f"DELETE FROM {table} WHERE id IN (SELECT row FROM ledger_leaf WHERE number > %s AND kind = %s)", last, kind
        )
    say("DELETE FROM ledger_leaf WHERE number > %s", last)
    grown = proof.Growing()
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM ledger_leaf ORDER BY number")
        for (digest,) in cursor.fetchall():
            grown.add(bytes(digest))
    edge = b"".join(grown.frontier)
    say("UPDATE ledger_tree SET size = %s, root = %s, frontier = %s", grown.size, grown.root(), edge)
    return f"cut after leaf {last}"


def rewritten(draw):
    """Everything made anew without one line: the strongest forger; only a kept head tells."""
    gone = some("ledger_leaf", "number", draw=draw)
    say("DELETE FROM ledger_entry WHERE id = (SELECT row FROM ledger_leaf WHERE number = %s AND kind = 'e')", gone)
    say("DELETE FROM ledger_look WHERE id = (SELECT row FROM ledger_leaf WHERE number = %s AND kind = 'l')", gone)
    for table in ("ledger_leaf", "ledger_tree", "ledger_milestone", "ledger_branch"):
        say(f"DELETE FROM {table}")
    binder.bind_all()
    return f"everything rewritten without leaf {gone}"


WAYS = (changed, changed, changed, removed, inserted, exchanged, forged, unbound, cut, rewritten)


def tried(kept, seed):
    """One change, whether it was found, and the ledger as it was before."""
    draw = random.Random(seed)
    found = []
    try:
        with transaction.atomic():
            what = draw.choice(WAYS)(draw)
            found = proof.verify(list(kept)).problems
            raise Undo
    except Undo:
        return what, found


def all_found(kept, times):
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        for seed in range(times):
            what, found = tried(kept, seed)
            assert found, f"change {seed} was not found: {what}"
        assert proof.verify(list(kept)).problems == []


def test_a_thousand_random_changes_are_all_found(ledger):
    all_found(ledger, 1000)


def test_a_check_that_is_blind_is_noticed(ledger, monkeypatch):
    monkeypatch.setattr(
        proof._Checking, "_check_leaf", lambda self, number, *rest: setattr(self, "expected", number + 1)
    )
    with pytest.raises(AssertionError, match="was not found"):
        all_found(ledger, 60)
