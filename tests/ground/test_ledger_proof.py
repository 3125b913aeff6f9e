"""One changed, removed or inserted row, and a cut tail against a kept head: each is found."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from trailside.consent import gate
from trailside.kit import clock
from trailside.ledger import binder, looks, proof, prover, rules, triggers
from trailside.ledger.models import Branch, Entry, Leaf, Look
from trailside.people.reads import names


@pytest.fixture
def bound(house):
    """A ledger with entries and looks in its tree, and its triggers lifted for someone who has the file."""
    with looks.kept():
        names.name(gate.of(house.ben, house.ada.person, "plan"), house.ada.person)
    binder.bind_all()
    triggers.lift()
    return house


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def problems(kept=None):
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        return " ".join(proof.verify(kept).problems)


def test_an_untouched_ledger_is_in_its_place(bound):
    assert proof.verify().leaves == Entry.objects.count() + Look.objects.count()
    assert problems() == ""


def test_a_changed_entry_is_named(bound):
    entry = Entry.objects.order_by("id")[2]
    tamper("UPDATE ledger_entry SET verb = 'people.nothing' WHERE id = %s", entry.pk)
    assert f"entry {entry.pk} was changed" in problems()


def test_a_changed_look_is_named(bound):
    look = Look.objects.get()
    tamper("UPDATE ledger_look SET viewer = about WHERE id = %s", look.pk)
    assert f"look {look.pk} was changed" in problems()


def test_a_removed_entry_is_named(bound):
    entry = Entry.objects.order_by("id")[1]
    tamper("DELETE FROM ledger_entry WHERE id = %s", entry.pk)
    assert f"entry {entry.pk} was removed" in problems()


def test_an_inserted_entry_is_named(bound):
    Entry.objects.bulk_create(
        [Entry(at=clock.now() - timedelta(days=1), organisation_id=bound.here.id, verb="people.welcomed")]
    )
    assert "stands outside the tree" in problems()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer: ids commit in order")
def test_a_long_batch_that_commits_late_is_bound_however_old_its_lines_are(bound):
    last = Entry.objects.order_by("-id").first()
    made_up = Entry(at=clock.now() - timedelta(days=90), organisation_id=bound.here.id, verb="people.nothing")
    made_up.id = last.pk + 1
    Entry.objects.bulk_create([Entry(id=last.pk + 30_000, at=clock.now(), organisation_id=bound.here.id, verb="a")])
    binder.bind_all()
    Entry.objects.bulk_create([made_up])
    binder.bind_all()
    assert Leaf.objects.filter(kind="e", row=made_up.pk).exists()
    assert problems() == ""


def test_a_forged_leaf_breaks_the_root(bound):
    entry = Entry.objects.order_by("id")[1]
    tamper("UPDATE ledger_entry SET verb = 'people.nothing' WHERE id = %s", entry.pk)
    tamper("UPDATE ledger_leaf SET digest = (SELECT digest FROM ledger_leaf WHERE number = 1) WHERE kind = 'e' "
           "AND row = %s", entry.pk)  # fmt: skip
    assert "do not give the root" in problems()


def test_a_cut_tail_is_found_against_a_kept_head(bound):
    kept = proof.heads()
    last = Leaf.objects.order_by("-number").first()
    tamper("DELETE FROM ledger_leaf WHERE number = %s", last.number)
    tamper("DELETE FROM ledger_look")
    tamper("DELETE FROM ledger_tree")
    assert "the tail was cut" in problems(kept)


def test_the_tree_goes_on_growing_over_months(bound):
    kept = proof.heads()
    with time_machine.travel(clock.now() + timedelta(days=40)):
        with looks.kept():
            names.name(gate.of(bound.ben, bound.ada.person, "plan"), bound.ada.person)
        assert binder.bind_all() == 1
        assert proof.verify(kept).problems == []
    assert len(proof.heads()) == 2


@pytest.mark.parametrize("table", triggers.GUARDED)
def test_the_database_itself_refuses_to_change_or_remove_a_line(bound, table):
    triggers.make()
    assert triggers.missing() == []
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id" if table != "ledger_leaf" else
                "UPDATE ledger_leaf SET row = row"):  # fmt: skip
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            tamper(sql)
    triggers.lift()
    assert len(triggers.missing()) == 6


def test_every_line_has_a_proof_that_holds_with_the_head_alone(bound, monkeypatch):
    head = str(proof.heads()[0])
    for leaf in Leaf.objects.all():
        given = prover.Prover().of(leaf.kind, leaf.row).as_json()
        assert prover.holds(json.loads(json.dumps(given)), head)
        assert not prover.holds(given | {"text": given["text"] + "."}, head)
        assert not prover.holds(given, head[:-1] + ("0" if head[-1] != "0" else "1"))
        assert not prover.holds(given | {"place": given["place"] + 1}, head)


def test_stretches_give_the_same_proofs(bound, monkeypatch):
    Entry.objects.bulk_create(
        [Entry(at=clock.now(), organisation_id=bound.here.id, verb="people.nothing") for _ in range(40)]
    )
    for module in (rules, binder, prover):
        monkeypatch.setattr(module, "STRETCH", 4)
    for most in (1, 3, 9, 50):
        binder.bind(most=most)
    assert Branch.objects.count() >= 8
    head = str(proof.heads()[0])
    for leaf in Leaf.objects.all():
        assert prover.holds(prover.Prover().of(leaf.kind, leaf.row).as_json(), head)
    Branch.objects.filter(place=2).update(root=b"x" * 32)  # a kept root that is wrong gives no proof at all
    with pytest.raises(prover.NoProof):
        prover.Prover().of("e", Leaf.objects.get(number=1).row)


def test_a_changed_line_has_no_proof_and_one_that_waits_has_none_yet(bound):
    entry = Entry.objects.order_by("id")[2]
    tamper("UPDATE ledger_entry SET verb = 'people.nothing' WHERE id = %s", entry.pk)
    with pytest.raises(prover.NoProof, match="not what it was"):
        prover.Prover().of("e", entry.pk)
    with pytest.raises(prover.NoProof, match="not in the tree"):
        prover.Prover().of("e", 10**9)


def test_the_documented_function_checks_a_proof(bound):
    page = (Path(__file__).parents[2] / "docs" / "checking-a-line.md").read_text()
    written: dict = {}
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], written)  # the page's own words
    given = prover.Prover().of("e", Entry.objects.order_by("id")[2].pk).as_json()
    assert written["stands"](given, given["head"])
    assert not written["stands"](given | {"text": "another"}, given["head"])


def test_the_newest_day_is_checked_without_the_years_before(bound):
    kept = proof.heads()
    with time_machine.travel(clock.now() + timedelta(days=3)):
        with looks.kept():
            names.name(gate.of(bound.ben, bound.ada.person, "plan"), bound.ada.person)
        binder.bind_all()
    with time_machine.travel(clock.now() + timedelta(days=3, minutes=5)):
        found = proof.verify_newest([*kept, *proof.heads()])
        assert (found.leaves, found.problems) == (1, [])
        last = Look.objects.order_by("-id")[0]
        tamper("UPDATE ledger_look SET purpose = 'review' WHERE id = %s", last.pk)
        assert proof.verify_newest().problems == [f"look {last.pk} was changed"]
        tamper("UPDATE ledger_milestone SET frontier = root")
        assert "milestone" in " ".join(proof.verify_newest().problems)


def test_a_clock_that_is_set_back_over_a_month_breaks_no_tree(bound):
    for days in (40, 3):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            with looks.kept():
                names.name(gate.of(bound.ben, bound.ada.person, "plan"), bound.ada.person)
            binder.bind_all()
    assert proof.verify().problems == []
    assert len(proof.heads()) == 2
