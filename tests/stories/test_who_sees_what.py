"""Who may see what: the page, the docs and the gate say the same."""

from __future__ import annotations

from pathlib import Path

from conftest import scene
from script import who_sees

from trailside.consent import gate, rules
from trailside.consent.reads import table
from trailside.people.models import Episode
from trailside.people.rules import EpisodeState

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_docs_are_written_from_the_rules():
    for name, text in who_sees.pages().items():
        assert (DOCS / name).read_text() == text, "run script/who-sees"


def test_everyone_of_the_rules_stands_in_the_table_with_exactly_their_scopes():
    shown = {row.who: row.sees for row in table.rows()}
    assert list(shown) == list(rules.Who)
    for who, scopes in rules.SEES.items():
        assert len(shown[who]) == len(scopes), f"a scope of {who} has no words"


def test_the_gate_gives_what_the_table_says(house):
    ada = house.ada.person
    assert gate.mine(house.ada).persons[ada] == rules.SEES[rules.Who.ME]
    assert gate.of(house.ben, ada, "plan").persons[ada] == rules.SEES[rules.Who.SPECIALIST]
    assert gate.of(house.mina, ada, "supervision").persons[ada] == rules.SEES[rules.Who.SUPERVISOR]
    assert set(gate.house(house.mo).persons) == {house.mo.person}
    with scene():
        Episode.objects.filter(person_id=ada).update(state=EpisodeState.NOT_YET_WELCOMED)
    assert gate.of(house.ben, ada, "plan").persons[ada] == rules.SEES[rules.Who.BEFORE_WELCOME]


def test_everyone_can_read_it_in_both_languages(client, house):
    for language, words in (("es", "Quién puede ver qué"), ("en", "Who may see what")):
        page = client.get("/who-sees-what/", headers={"accept-language": language})
        assert words in page.content.decode()
