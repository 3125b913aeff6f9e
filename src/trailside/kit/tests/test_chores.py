"""Chores run again and again, and one that fails stops nobody."""

import threading

import pytest

from trailside.kit import chores

done = threading.Semaphore(0)


def whole() -> None:
    done.release()


def broken() -> None:
    raise KeyError("Ada's words")


def test_a_chore_that_fails_is_named_without_words_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(chores, "REST", 0.01)
    with chores.running({f"{__name__}.broken": 0.01, f"{__name__}.whole": 0.01}):
        assert all(done.acquire(timeout=2) for _ in range(3))
    assert f"{__name__}.broken did not go well: KeyError" in caplog.text
    assert "Ada" not in caplog.text
