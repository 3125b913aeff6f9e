"""Backups: made while people write, put back byte by byte, and every way in which one may be broken said in words."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pyrage

from tests import postgres
from tests.drills import kept, shim
from tests.drills.house import House
from tests.drills.outcome import promise
from tests.drills.tables import every_row
from tests.drills.update import OPENED, tried
from tests.drills.writers import Writers
from trailside.config.backups import envelope

PLANTED = b"A place with my own door"
FORGET = (
    "from uuid import UUID; from django.core.management import call_command; "
    "call_command('forget', '{}', yes=True, now=True)"
)


def drill(place: Path, *, short: bool) -> str:
    """On both databases; then everything that can go wrong."""
    sqlite = embedded(place / "sqlite")
    server = on_postgres(place / "postgres")
    return f"restored equal in every row and key on SQLite ({sqlite}) and PostgreSQL ({server}); faults named"


def planned(house: House, place: Path) -> dict[str, str]:
    """Settings of a backup, and the identity's file."""
    identity = pyrage.x25519.Identity.generate()
    (place / "identity").write_text(f"# kept away\n{identity}\n")
    more = {"TRAILSIDE_BACKUP_KEY": str(identity.to_public())}
    more |= {"TRAILSIDE_BACKUP_DATA": str(place / "away-data"), "TRAILSIDE_BACKUP_VAULT": str(place / "away-vault")}
    house.environment.update(more)
    return more


def backups(place: Path) -> list[str]:
    """The newest backup of each kind, and the recovery copy."""
    data, vault = sorted((place / "away-data").glob("*.age")), sorted((place / "away-vault").glob("*vault-2*.age"))
    return [str(data[-1]), str(vault[-1]), *map(str, (place / "away-vault").glob("*recovery*.age"))]


def restored(house: House, place: Path, name: str, files: list[str], **more: str) -> tuple[House, int, str]:
    """Another installation, empty, into which these are put."""
    new = House(place / name)
    new.environment = {**house.environment, **new.environment, **more}
    code, said = tried(new, "restore", *files, "--identity", str(place / "identity"))
    return new, code, said


def embedded(place: Path) -> str:
    """SQLite, with its master key in a file that is lost too."""
    place.mkdir()
    house = House(place, TRAILSIDE_MASTER_KEY="", TRAILSIDE_MASTER_KEY_FILE=str(place / "key" / "master.key"))
    planned(house, place)
    house.lived_in()
    uploaded = house.data / "uploads" / "a" / "picture"
    uploaded.parent.mkdir(parents=True)
    uploaded.write_bytes(os.urandom(9_000_000))
    house.start()
    writers = Writers(house).start()
    time.sleep(1)
    sure = set(writers.acknowledged)
    code, said = tried(house, "backup")
    promise(code == 0, f"a backup beside a server ends with {code}: {said[-500:]}")
    writers.stop()
    house.stop()
    new, code, said = restored(house, place, "while", backups(place), **key_at(place, "while"))
    promise(code == 0, f"restoring ends with {code}: {said[-800:]}")
    promise(kept.is_whole(new.data / "trailside.sqlite3"), "what was copied under load is damaged")
    kept.exactly_once(sure, kept.marks(new.data / "trailside.sqlite3"), "in a backup made under load")
    time.sleep(1.1)  # the name of a backup is its second
    tried(house, "backup")
    new, code, said = restored(house, place, "quiet", backups(place), **key_at(place, "quiet"))
    promise(code == 0 and "signs in again" in said, f"restoring ends with {code}: {said[-800:]}")
    equal(house, new, place)
    promise((new.data / "uploads" / "a" / "picture").read_bytes() == uploaded.read_bytes(), "an upload is not the same")
    new.start()
    new.people = house.people
    promise(new.ask_as("ada", f"/goals/{house.goal}/")[0] in (302, 303), "a session outlived the restore")
    new.stop()
    faults(house, place)
    left_behind(house, place)
    return f"{len(sure)} writes acknowledged before it, all there"


def key_at(place: Path, name: str) -> dict[str, str]:
    """A place for the master key where there is none."""
    return {"TRAILSIDE_MASTER_KEY": "", "TRAILSIDE_MASTER_KEY_FILE": str(place / name / "key" / "master.key")}


def equal(house: House, new: House, place: Path) -> None:
    """Every row of every table but the sessions; and that this comparison notices one changed letter."""
    for old, found in ((house.data, new.data), (house.vault, new.vault)):
        name = "trailside.sqlite3" if old == house.data else "vault.sqlite3"
        promise(every_row(old / name) == every_row(found / name), f"{name} is not the same after a restore")
    copy = place / "changed.sqlite3"
    shutil.copy(new.data / "trailside.sqlite3", copy)
    changed = every_row(copy, "UPDATE people_organisation SET name = name || '.'")
    promise(changed != every_row(house.data / "trailside.sqlite3"), "the comparison does not notice a changed letter")


def faults(house: House, place: Path) -> None:
    """Wrong key, half a file, a changed byte, a full disk, a later release: said in words, and nothing is left."""
    files = backups(place)
    (place / "other").write_text(f"{pyrage.x25519.Identity.generate()}\n")
    half, changed = place / "half.age", place / "changed.age"
    half.write_bytes(Path(files[0]).read_bytes()[:-5000])
    whole = bytearray(Path(files[0]).read_bytes())
    whole[len(whole) // 2] ^= 1
    changed.write_bytes(whole)
    for name, path, identity, words in (
        ("wrong-key", files[0], "other", "does not open"),
        ("half", str(half), "identity", "not whole"),
        ("changed", str(changed), "identity", "not whole, or was changed"),
    ):
        new = House(place / name)
        new.environment = {**house.environment, **new.environment, **key_at(place, name)}
        code, said = tried(new, "restore", path, "--identity", str(place / identity))
        promise(code == 1 and words in said, f"{name}: {code}, {said[-300:]}")
        promise(not (new.data / "trailside.sqlite3").exists(), f"{name}: something was put there all the same")
    code, said = tried(house, "restore", files[0], "--identity", str(place / "identity"))
    promise(code == 1 and "already" in said, f"a restore over a database: {said[-300:]}")
    full(house, place, files)
    later(house, place)


def full(house: House, place: Path, files: list[str]) -> None:
    """A disk without room: neither half a backup nor half a restore stays."""
    library, flag = shim.compiled(place), place / "full"
    flag.touch()
    before = sorted((place / "away-data").iterdir())
    watched = shim.watching(house, library, DRILL_FULL=str(flag)) | {"DRILL_DISK": str(place / "away-vault")}
    code, said = tried(house, "backup", **watched)
    promise(code == 1 and "full" in said, f"a backup on a full disk: {code}, {said[-300:]}")
    left = sorted((place / "away-data").iterdir())
    promise(left == before, "a backup on a full disk left something")
    flag.unlink()
    promise(tried(house, "backup", **watched)[0] == 0, "no backup when there is room again")


def later(house: House, place: Path) -> None:
    """A backup of a later release is refused by this one; an older one goes into a later release."""
    new = House(place / "later")
    new.environment = {**house.environment, **new.environment, **key_at(place, "later")}
    files = backups(place)
    code, said = tried(new, "restore", *files, "--identity", str(place / "identity"), DRILL_LATER="good")
    promise(code == 0, f"an older backup into a later release: {said[-500:]}")
    new.environment.update(TRAILSIDE_BACKUP_DATA=str(place / "l-data"), TRAILSIDE_BACKUP_VAULT=str(place / "l-vault"))
    promise(tried(new, "backup", DRILL_LATER="good")[0] == 0, "no backup of a later release")
    (data,) = (place / "l-data").glob("*.age")
    _, code, said = restored(house, place, "earlier", [str(data)], **key_at(place, "earlier"))
    promise(code == 1 and "later release" in said, f"a later backup into an older release: {code}, {said[-300:]}")


def left_behind(house: House, place: Path) -> None:
    """Forgotten since stays forgotten; lines written since are named against the kept head; a lost vault comes back."""
    ada, files = house.people["ada"]["person"], backups(place)
    time.sleep(1.1)
    house.say("manage", "shell", "--no-imports", "-c", FORGET.format(ada))
    promise(tried(house, "backup")[0] == 0, "no backup after forgetting")
    in_no_byte(house, place, files)
    new, code, said = restored(house, place, "behind", files, **key_at(place, "behind"))
    promise(code == 0 and "1 forgotten since then stay forgotten" in said, f"forgotten since: {said[-500:]}")
    promise("are missing" in said, f"missing lines are not named: {said[-500:]}")
    promise(new.say("manage", "shell", "--no-imports", "-c", OPENED.format(ada)).strip() == "0", "Ada's key came back")
    rows = every_row(new.data / "trailside.sqlite3")
    promise(not any(ada.replace("-", "") in row for row in rows["people_person"]), "Ada's row came back")
    shutil.rmtree(house.vault)
    shutil.rmtree(place / "key")
    code, said = tried(house, "restore", *backups(place)[1:], "--identity", str(place / "identity"))
    promise(code == 0, f"a lost vault: {said[-500:]}")
    code, said = tried(house, "vault", "check")
    promise(code == 0 and "opens all" in said, f"a lost vault does not open: {said[-300:]}")


def in_no_byte(house: House, place: Path, files: list[str]) -> None:
    """Ada's words: nowhere in the data's folder, the vault's, the log; nor in a backup that was opened."""
    places = [path for folder in (house.data, house.vault) for path in folder.rglob("*") if path.is_file()]
    places.append(house.data.parent / "server.log")
    found = [path.name for path in places if path.exists() and PLANTED in path.read_bytes()]
    promise(not found, f"a forgotten word stands in {found}")
    (place / "seen").write_bytes(b"before " + PLANTED + b" after")
    promise(PLANTED in (place / "seen").read_bytes(), "this check could not see a word")
    with_identity = envelope.identities(place / "identity")
    for name in files[:2]:
        for piece, data in envelope.unseal(Path(name), with_identity):
            promise(PLANTED not in data, f"{piece} of a backup holds a word in clear")


def on_postgres(place: Path) -> str:
    """The same server, other databases."""
    place.mkdir()
    os.environ.pop(postgres.WHERE, None)
    data, vault = postgres.addresses()
    house = House(place, DATABASE_URL=data, TRAILSIDE_VAULT=vault)
    planned(house, place)
    house.lived_in()
    house.start()
    writers = Writers(house).start()
    time.sleep(1)
    sure = set(writers.acknowledged)
    code, said = tried(house, "backup")
    promise(code == 0, f"a backup beside a server ends with {code}: {said[-800:]}")
    writers.stop()
    time.sleep(1.1)
    house.stop()
    promise(tried(house, "backup")[0] == 0, "no second backup")
    others = {"DATABASE_URL": postgres.another("trailside_back"), "TRAILSIDE_VAULT": postgres.another("vault_back")}
    new, code, said = restored(house, place, "back", backups(place), **others)
    promise(code == 0, f"restoring ends with {code}: {said[-1500:]}")
    for old, found in ((data, others["DATABASE_URL"]), (vault, others["TRAILSIDE_VAULT"])):
        promise(every_row(old) == every_row(found), f"{found} is not the same after a restore")
    promise(len(every_row(data)["people_person"]) > 5, "the comparison does not see behind the wall")
    promise(tried(new, "ledger", "verify")[0] == 0, "the ledger does not verify after a restore")
    new.start()
    promise(new.ask("/drill/write/", {"mark": "after", "once": "after"})[0] == 302, "it does not write after a restore")
    new.stop()
    return f"{len(sure)} writes before it"
