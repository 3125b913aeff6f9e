"""The master key on paper opens what the master key opens; new keys for old, and everything stays readable."""

import base64
import datetime as dt
import re

import pytest
import time_machine
from conftest import scene

from trailside.config.backups.errand import drop_old_versions
from trailside.config.commands import vault
from trailside.consent import gate
from trailside.kit import clock
from trailside.kit.ids import new_id
from trailside.people.models import Person
from trailside.people.reads import names
from trailside.vault import keys, master, rotation
from trailside.vault.models import DataKey
from trailside.vault.sealing import seal, unseal, version_of
from trailside.vault.tokens import token

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


@pytest.fixture
def said(capsys):
    """What the command says; how it ends when it does not end well."""

    def run(*words: str) -> str:
        code = vault.run(list(words))
        captured = capsys.readouterr()
        return captured.out if not code else f"refused: {captured.err}"

    return run


@pytest.fixture
def in_a_file(settings, tmp_path):
    """A master key of its own in a file, as on a server."""
    settings.MASTER_KEY, settings.MASTER_KEY_FILE = "", tmp_path / "master.key"
    master.derived.cache_clear()
    yield settings.MASTER_KEY_FILE
    master.derived.cache_clear()


def test_the_paper_has_the_key_in_groups(said):
    groups = re.search(r"^    (\S.*)$", said("recovery"), re.MULTILINE)
    assert groups is not None
    assert base64.b64decode(groups[1].replace(" ", "")) == master.key()


def test_check_says_how_many_keys_open_and_how_many_were_destroyed(said):
    here, gone = new_id(), new_id()
    keys.make(here, gone)
    keys.destroy(gone)
    assert "opens all 1 keys. 1 were destroyed" in said("check")


def test_a_master_key_from_elsewhere_is_told(said, monkeypatch):
    keys.make(new_id())
    monkeypatch.setattr(master, "ring", lambda: master.Ring(b"x" * 32))
    assert "from elsewhere" in said("check")


def test_a_new_master_key_opens_everything_and_tokens_stay(said, in_a_file):
    owner, name = new_id(), token("card", "ABCD")
    keys.make(owner)
    sealed, before = seal(keys.opened([owner])[owner], b"a word", tag="t", row=owner), master.key()
    assert "1 keys are wrapped by the new master key" in said("rotate")
    assert master.key() != before
    master.derived.cache_clear()
    assert token("card", "ABCD") == name
    assert unseal(keys.opened([owner])[owner], sealed, tag="t", row=owner) == b"a word"
    assert "root" in said("recovery")
    with time_machine.travel(clock.now() + dt.timedelta(days=29)):
        assert rotation.drop_old_masters() == 0
    with time_machine.travel(clock.now() + dt.timedelta(days=31)):
        assert rotation.drop_old_masters() == 1
    assert base64.b64encode(before).decode() not in in_a_file.read_text()
    assert "opens all 1 keys" in said("check")


def test_what_was_half_done_is_gone_on_with(said, in_a_file, monkeypatch):
    keys.make(*(new_id() for _ in range(7)))
    monkeypatch.setattr(rotation, "AT_ONCE", 3)
    rotation.turn_master()
    next(rotation.rewrap())  # and killed
    assert "opens all 7 keys" in said("check")
    turned = master.key()
    assert "4 keys are wrapped" in said("rotate")
    assert master.key() == turned


def test_a_key_in_the_environment_is_changed_by_whoever_keeps_it(said, settings):
    keys.make(new_id())
    answer = said("rotate")
    settings.MASTER_KEY = answer.partition("more:")[2].strip()
    assert "1 keys are wrapped" in said("rotate")
    assert "opens all 1 keys" in said("check")


def test_everybody_gets_a_new_key_and_old_ones_go_with_the_last_backup(said, house, ada):
    held = keys.opened([ada.person])[ada.person]  # of a page that was opened before
    with scene():  # it is no action: nobody's words change
        assert "have a new key" in said("rotate", "--people")
    row = Person.objects.get(pk=ada.person)
    assert version_of(bytes(row.__dict__["name"])) == 2
    assert unseal(held, bytes(row.__dict__["name"]), tag="people.person.name", row=row.pk) == b"Ada"
    assert drop_old_versions() == 0
    with time_machine.travel(clock.now() + dt.timedelta(days=31)), scene():
        assert drop_old_versions() == DataKey.objects.filter(version=2).count()
    assert set(DataKey.objects.values_list("version", flat=True)) == {2}
    assert names.name(gate.mine(ada), ada.person) == "Ada"
