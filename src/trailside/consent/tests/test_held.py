"""Whoever reads what Ada said to the privacy officer, or why her record was opened, holds her row while it is asked
again: nobody is shut out between the asking and the writing of the look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from conftest import scene

from trailside.consent import gate, rules
from trailside.consent.models import Answer, Opening
from trailside.kit import clock


@pytest.mark.parametrize("opens", [gate.officer, gate.reviews])
def test_her_row_is_held_while_the_gate_is_asked_again(
    house: Any, monkeypatch: pytest.MonkeyPatch, opens: Callable[..., Any]
) -> None:
    house.with_every_role()
    now, seen = clock.now(), {"organisation_id": house.here.id, "person_id": house.ada.person, "at": clock.now()}
    with scene():
        Answer(
            **seen,
            who_id=house.ben.person,
            purpose="plan",
            on_a_list=False,
            month="2026-11",
            seen_until=now,
            right=False,
        ).save(force_insert=True)
        Opening(
            **seen,
            by_id=house.mina.person,
            choice=rules.Ahead.PLAN,
            until=now + timedelta(hours=1),
            due=clock.today("UTC"),
        ).save(force_insert=True)
    held: list[UUID] = []
    real = gate._held

    def watched(persons: Any, ask: Any) -> Any:
        held.extend(persons)
        return real(persons, ask)

    monkeypatch.setattr(gate, "_held", watched)
    opens(house.pia).checked_again()
    assert held == [house.ada.person]
