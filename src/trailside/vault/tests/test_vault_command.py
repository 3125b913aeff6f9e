"""The master key on paper opens what the master key opens."""

import base64
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from trailside.kit.ids import new_id
from trailside.vault import keys, master

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def said(*words: str) -> str:
    out = StringIO()
    call_command("vault", *words, stdout=out)
    return out.getvalue()


def test_the_paper_has_the_key_in_groups() -> None:
    groups = re.search(r"^    (\S.*)$", said("recovery"), re.MULTILINE)
    assert groups is not None
    assert base64.b64decode(groups[1].replace(" ", "")) == master.key()


def test_check_says_how_many_keys_open_and_how_many_were_destroyed() -> None:
    here, gone = new_id(), new_id()
    keys.make(here, gone)
    keys.destroy(gone)
    assert "opens all 1 keys. 1 were destroyed" in said("check")


def test_a_master_key_from_elsewhere_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    keys.make(new_id())
    monkeypatch.setattr(master, "ring", lambda: master.Ring(b"x" * 32))
    with pytest.raises(CommandError, match="from elsewhere"):
        said("check")
