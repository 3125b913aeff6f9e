"""A passkey opens the door, and the browser is told no name for it."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_a_passkey_opens_the_door_and_is_told_no_name(opened, demo):
    page = opened("peer_specialist", base_url=demo.address.replace("127.0.0.1", "localhost"))
    phone = page.context.new_cdp_session(page)
    phone.send("WebAuthn.enable")
    own = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    own |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    phone.send("WebAuthn.addVirtualAuthenticator", {"options": own})
    page.goto("/sign-in/mine/")
    page.click("text=Add a passkey")
    page.wait_for_url("**kept=1")
    page.goto("/sign-out/")
    page.click("main .govuk-button")
    page.goto("/sign-in/")
    page.click("text=Use a passkey")
    page.wait_for_url("**/desk/")
