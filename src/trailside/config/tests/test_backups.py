"""A backup is sealed, whole or refused, kept for as long as was said, and never in one place with its keys."""

import datetime as dt
import os
from pathlib import Path

import pyrage
import pytest
import time_machine

from trailside.config.backups import envelope, forgotten, make, plan, recovery
from trailside.config.backups.about import Kept, listed, name_of
from trailside.config.backups.faults import CannotBackUp, NotPlanned, NotWhole, WrongKey
from trailside.kit import clock
from trailside.kit.ids import new_id
from trailside.vault import keys, master

PIECES = [("one", b"a word"), ("two/000000", os.urandom(300_000)), ("two/000001", b"")]


@pytest.fixture
def identity() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def sealed(tmp_path: Path, identity: pyrage.x25519.Identity) -> Path:
    envelope.seal(tmp_path / "a.age", PIECES, [str(identity.to_public())])
    return tmp_path / "a.age"


def test_what_was_sealed_opens_piece_by_piece(sealed: Path, identity: pyrage.x25519.Identity) -> None:
    assert list(envelope.unseal(sealed, [identity])) == PIECES
    assert b"a word" not in sealed.read_bytes()


def test_another_identity_does_not_open_it(sealed: Path) -> None:
    with pytest.raises(WrongKey, match="another key"):
        list(envelope.unseal(sealed, [pyrage.x25519.Identity.generate()]))


@pytest.mark.parametrize("cut", [0, 1, 100, 1000, 66_000, 200_000, -1, -17, -600])
def test_half_a_file_is_refused_wherever_it_was_cut(sealed: Path, identity: pyrage.x25519.Identity, cut: int) -> None:
    sealed.write_bytes(sealed.read_bytes()[:cut])
    with pytest.raises(NotWhole):
        list(envelope.unseal(sealed, [identity]))


@pytest.mark.parametrize("place", [300, 5_000, 150_000, -1])
def test_one_changed_byte_is_noticed(sealed: Path, identity: pyrage.x25519.Identity, place: int) -> None:
    whole = bytearray(sealed.read_bytes())
    whole[place] ^= 1
    sealed.write_bytes(whole)
    with pytest.raises(CannotBackUp):
        list(envelope.unseal(sealed, [identity]))


def test_when_the_source_fails_nothing_is_left(tmp_path: Path, identity: pyrage.x25519.Identity) -> None:
    def failing():
        yield "one", b"a"
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError, match="gone"):
        envelope.seal(tmp_path / "b.age", failing(), [str(identity.to_public())])
    assert not list(tmp_path.iterdir())


def test_data_and_vault_never_go_to_one_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, identity: pyrage.x25519.Identity
) -> None:
    monkeypatch.setenv("TRAILSIDE_BACKUP_KEY", str(identity.to_public()))
    for data, vault in (("a", "a"), ("a", "a/b"), ("a/b", "a"), ("a", "")):
        monkeypatch.setenv("TRAILSIDE_BACKUP_DATA", str(tmp_path / data))
        monkeypatch.setenv("TRAILSIDE_BACKUP_VAULT", str(tmp_path / vault) if vault else "")
        with pytest.raises(NotPlanned):
            plan.plan()
    monkeypatch.setenv("TRAILSIDE_BACKUP_VAULT", str(tmp_path / "b"))
    assert plan.plan().recipients == (str(identity.to_public()),)


@pytest.mark.parametrize("key", ["age1nonsense", "/no/such/file", ""])
def test_a_key_that_closes_nothing_is_told(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("TRAILSIDE_BACKUP_KEY", key)
    with pytest.raises(NotPlanned):
        plan.plan()


def test_the_vaults_go_after_thirty_days_and_the_datas_stay_by_week(tmp_path: Path) -> None:
    places = {kind: tmp_path / kind for kind in ("data", "vault")}
    wanted = plan.Plan(places, (), days=90, weeks=20)
    for kind, folder in places.items():
        folder.mkdir()
        for days in range(0, 200, 5):
            kept = Kept(folder / name_of(kind, clock.now() - dt.timedelta(days=days)))
            kept.path.touch()
            kept.beside.write_text("{}")
        (folder / name_of(kind, clock.now() + dt.timedelta(seconds=9))).touch()  # never finished
        make.thin_out(wanted, kind)
    assert len(listed(places["vault"], "vault")) == 6
    data = [(clock.now() - kept.made_at).days for kept in listed(places["data"], "data")]
    assert len([days for days in data if days < 90]) == 18
    assert max(data) < 140 and len([days for days in data if days >= 90]) >= 7
    assert len(list(places["data"].glob("*.age"))) == len(data)


def test_one_a_day_is_due(tmp_path: Path) -> None:
    wanted = plan.Plan({kind: tmp_path / kind for kind in ("data", "vault")}, ())
    assert make.is_due(wanted)
    for kind, folder in wanted.folders.items():
        folder.mkdir()
        kept = Kept(folder / name_of(kind, clock.now()))
        kept.path.touch()
        kept.beside.write_text("{}")
    assert not make.is_due(wanted)
    with time_machine.travel(clock.now() + dt.timedelta(hours=24)):
        assert make.is_due(wanted)


@pytest.mark.django_db(databases=["default", "vault"])
def test_who_was_forgotten_stands_beside_the_backups_and_is_forgotten_again(tmp_path: Path) -> None:
    gone = new_id()
    keys.make(gone)
    keys.destroy(gone)
    forgotten.keep([tmp_path])
    stones = forgotten.read(tmp_path / forgotten.NAME)
    assert list(stones) == [gone]
    keys.Tombstone.objects.all().delete()  # an older vault is back
    keys.make(gone)
    assert keys.destroy_again(stones) == 1
    assert not keys.opened([gone])
    forgotten.keep([tmp_path])
    assert forgotten.read(tmp_path / forgotten.NAME) == stones


def test_the_recovery_copy_holds_the_master_key(tmp_path: Path, identity: pyrage.x25519.Identity) -> None:
    recovery.make(tmp_path / "r.age", [str(identity.to_public())])
    text = recovery.read(tmp_path / "r.age", [identity])
    assert text is not None and master.Ring.read(text).newest == master.key()


def test_two_in_one_second_have_two_names(tmp_path: Path) -> None:
    folders = {"data": tmp_path / "data", "vault": tmp_path / "vault"}
    with time_machine.travel(dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC), tick=False):
        for folder in folders.values():
            folder.mkdir()
        (folders["vault"] / name_of("vault", clock.now())).touch()
        planned = plan.Plan(folders, ())
        assert make._free_moment(planned) == clock.now() + dt.timedelta(seconds=1)
