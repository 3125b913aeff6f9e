"""What a session holds, by name."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY

# Django's own: whose it is.
ACCOUNT = SESSION_KEY
# Which person, when an account holds several.
PERSON = "person"
# The programme of the agency that vouched: this session opens no person of another one.
ONLY = "only"
# Seconds that it lasts while nobody is there, and the moment at which it ends in any case (ISO 8601).
IDLE, UNTIL = "idle", "until"
# What kind of browser, in codes; whether the computer is shared.
DEVICE, SHARED = "device", "shared"
# Opened with the second PIN: nothing but dates is there.
PLAIN = "plain"
# Name and password were right, the second thing is still to be shown.
HALF = "half"
# Addresses of pages whose form was being written when a session before this one ended.
UNSENT = "unsent"
# That somebody made a new way to sign in has been told.
TOLD = "told"
