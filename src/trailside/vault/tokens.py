"""Keyed tokens: exact look-up of a name, phone or card code without keeping it in clear (HMAC-SHA256, RFC 2104)."""

from __future__ import annotations

import hmac
from hashlib import sha256

from trailside.vault import master


def token(purpose: str, text: str) -> str:
    """A 64-character hexadecimal token; equal texts of one purpose give equal tokens, and only with the master key."""
    return hmac.new(master.derived(f"token:{purpose}"), text.encode(), sha256).hexdigest()
