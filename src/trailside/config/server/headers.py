"""Headers that every answer carries, whoever made it. What a page says about itself stands; the rest is filled in."""

from trailside.config.server.wire import Headers, Message, Scope, Send

ALWAYS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), browsing-topics=()"),
]
PERSONAL = (b"cache-control", b"no-store")
"""A page that says nothing about keeping is not kept: shared computers remember too well."""
HTTPS_ONLY = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")
CLOSED_POLICY = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_INTERNAL = frozenset({b"x-live", b"x-fault", b"server"})


def _only_sealed(cookie: bytes) -> bytes:
    """A cookie that no page without a certificate ever gets to see."""
    said = {part.strip().lower() for part in cookie.split(b";")}
    return cookie if b"secure" in said else cookie + b"; Secure"


def completed(headers: Headers, *, https: bool) -> Headers:
    """The same headers, with those missing that protect a reader, and without our internal ones."""
    kept = [(name, _only_sealed(value) if https and name == b"set-cookie" else value) for name, value in headers]
    kept = [(name, value) for name, value in kept if name not in _INTERNAL]
    present = {name for name, _ in kept}
    kept.extend(pair for pair in ALWAYS if pair[0] not in present)
    if b"cache-control" not in present:
        kept.append(PERSONAL)
    if b"content-security-policy" not in present:
        kept.append((b"content-security-policy", CLOSED_POLICY))
    if https and HTTPS_ONLY[0] not in present:
        kept.append(HTTPS_ONLY)
    return kept


def securing(scope: Scope, send: Send) -> Send:
    """A ``send`` that completes the headers of whatever is answered."""
    https = scope.get("scheme") == "https"

    async def completing(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = completed(message.get("headers", []), https=https)
        await send(message)

    return completing
