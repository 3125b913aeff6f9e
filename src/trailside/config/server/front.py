"""The root of the server: who answers a request.

First what needs no Django (health, crisis pages, static files), then the body, whole and limited, then a page thread.
An answer with ``X-Live`` becomes a stream. When a page cannot be made (``X-Fault``, no answer, too slow), the reader
gets the plain page with the crisis lines instead of an error.
"""

import logging
from dataclasses import dataclass, field

from trailside.config.server import bodies, live
from trailside.config.server.assets import Assets
from trailside.config.server.headers import securing
from trailside.config.server.health import Health
from trailside.config.server.pages import Pages
from trailside.config.server.public import Public
from trailside.config.server.wire import Answer, Receive, Scope, Send, deliver, plain
from trailside.kit.hub import Hub

logger = logging.getLogger("trailside.server")

LARGE_SECONDS = 60.0
"""A named upload path may take this long on its page thread; every other page has Pages' own limit."""


@dataclass(frozen=True)
class Front:
    """The root ASGI application."""

    pages: Pages
    health: Health
    public: Public
    assets: Assets
    hub: Hub
    limits: bodies.Limits = field(default_factory=bodies.Limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise RuntimeError(f"only http is served here, not {scope['type']}")
        send = securing(scope, send)
        try:
            answer = await self._without_django(scope)
            if answer is None:
                answer = await self._with_django(scope, receive)
        except Exception:
            logger.exception("the front failed")
            answer = self.public.trouble(scope, "error")
        if answer is None:
            return
        rooms = answer.taken(b"x-live")
        if rooms is not None and answer.status == 200 and scope["method"] == "GET":
            await live.stream(self.hub, rooms.decode(), answer, receive, send)
        else:
            await deliver(answer, send, head_only=scope["method"] == "HEAD")

    async def _without_django(self, scope: Scope) -> Answer | None:
        if scope["path"] == "/healthz":
            return await self.health.answer()
        if b"\x00" in scope["raw_path"] or b"%00" in scope["raw_path"]:
            return plain(400, "This address has a character in it that no address has.")
        return self.public.answer(scope) or self.assets.answer(scope)

    async def _with_django(self, scope: Scope, receive: Receive) -> Answer | None:
        body = await bodies.read(scope, receive, self.limits)
        if body is None or isinstance(body, Answer):
            return body
        large = self.limits.at(scope["path"]) > self.limits.most
        try:
            answer = await self.pages.answer(scope, body, LARGE_SECONDS if large else None)
        finally:
            body.close()
        if answer is None:
            return self.public.trouble(scope, "unavailable")
        fault = answer.taken(b"x-fault")
        return answer if fault is None else self.public.trouble(scope, fault.decode())
