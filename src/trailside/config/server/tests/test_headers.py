"""With a certificate, nothing of ours is ever sent without one."""

from __future__ import annotations

from trailside.config.server.headers import completed


def test_every_cookie_is_for_sealed_connections_only() -> None:
    plain = (b"set-cookie", b"language=es; Path=/; SameSite=Lax")
    sealed = (b"set-cookie", b"__Host-here=1; Path=/; HttpOnly; Secure")
    kept = [value for name, value in completed([plain, sealed], https=True) if name == b"set-cookie"]
    assert kept == [plain[1] + b"; Secure", sealed[1]]
    assert plain in completed([plain], https=False)


def test_browsers_are_told_to_stay_with_the_certificate_for_the_whole_name() -> None:
    said = dict(completed([], https=True))
    assert said[b"strict-transport-security"] == b"max-age=31536000; includeSubDomains"
    assert b"strict-transport-security" not in dict(completed([], https=False))
