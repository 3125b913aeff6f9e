"""The live hub carries ids to whoever listens, and never waits for anybody."""

import asyncio
import threading

import pytest

from trailside.kit.hub import WAITING, Event, Hub


async def settled() -> None:
    """Let the loop run what other threads asked of it."""
    await asyncio.sleep(0.01)


def test_a_change_told_from_another_thread_reaches_the_listeners_of_that_room_only() -> None:
    async def story() -> tuple[int, Event | None, bool]:
        hub = Hub()
        hub.open(asyncio.get_running_loop())
        ada, cleo = hub.listen(["person:ada"]), hub.listen(["person:cleo"])
        thread = threading.Thread(target=hub.tell, args=("person:ada", "record", "42"))
        thread.start()
        thread.join()
        await settled()
        return hub.listening(), ada.waiting.get_nowait(), cleo.waiting.empty()

    assert asyncio.run(story()) == (2, Event("record", "42"), True)


def test_a_listener_too_far_behind_is_let_go_and_the_others_hear_everything() -> None:
    async def story() -> tuple[int, Event | None, int]:
        hub = Hub()
        hub.open(asyncio.get_running_loop())
        slow = hub.listen(["circle:1"])
        for number in range(WAITING + 1):
            hub.tell("circle:1", "post", str(number))
        await settled()
        return hub.listening(), slow.waiting.get_nowait(), slow.waiting.qsize()

    assert asyncio.run(story()) == (0, None, 0)


def test_closing_a_room_ends_its_streams_at_once() -> None:
    async def story() -> tuple[Event | None, int]:
        hub = Hub()
        hub.open(asyncio.get_running_loop())
        listener = hub.listen(["person:ada", "circle:1"])
        hub.tell("circle:1", "post", "1")
        hub.close("person:ada")
        await settled()
        return listener.waiting.get_nowait(), hub.listening()

    assert asyncio.run(story()) == (None, 0)


def test_with_a_relay_a_message_travels_once_through_it() -> None:
    async def story() -> tuple[list[str], Event | None]:
        hub, sent = Hub(), list[str]()
        hub.open(asyncio.get_running_loop(), relay=sent.append)
        listener = hub.listen(["circle:1"])
        hub.tell("circle:1", "post", "7")
        await settled()
        assert listener.waiting.empty()
        hub.receive(sent[0])
        await settled()
        return sent, listener.waiting.get_nowait()

    assert asyncio.run(story()) == (['["circle:1", "post", "7"]'], Event("post", "7"))


def test_telling_without_anybody_serving_is_harmless() -> None:
    Hub().tell("circle:1", "post")
    Hub().close("circle:1")
    Hub().shut()


@pytest.mark.parametrize("room", ["", "a b", "a\r\nX: 1", "x" * 121])
def test_a_room_that_could_break_a_header_is_refused(room: str) -> None:
    with pytest.raises(ValueError, match="live room"):
        Hub().tell(room, "post")
