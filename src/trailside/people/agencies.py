"""Agencies whose own sign-in opens this door (OpenID Connect). The protocol is django-allauth's; here it is told who.

Nobody is made an account by it, and nothing that the agency says of somebody is kept: allauth is stopped as soon as it
knows who came, and ``web.door.agency`` decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import get_adapter as boxes
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as social
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

SAID = "agency_said"


@dataclass(frozen=True)
class Agency:
    """One agency, and the one programme whose people it may vouch for."""

    id: str
    organisation: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    domains: tuple[str, ...]
    two_steps: bool = False

    def vouches_for(self, email: str, verified: object) -> bool:
        """Whether this is an address of the agency's own that it has looked at."""
        return verified is True and email.rpartition("@")[2].casefold() in {one.casefold() for one in self.domains}


@dataclass(frozen=True)
class Said:
    """Who came, by the agency's word: its own number for them, their address there, when they showed themselves."""

    subject: str
    email: str
    verified: object
    nonce: str
    shown_at: int


def listed(organisation: str | None = None) -> list[Agency]:
    """Every agency of the settings, or those of one programme (by its slug)."""
    found = [Agency(**one | {"domains": tuple(one["domains"])}) for one in settings.AGENCIES]
    return [one for one in found if organisation in (None, one.organisation)]


def named(agency: str) -> Agency | None:
    """The agency of an id."""
    return next((one for one in listed() if one.id == agency), None)


def sealed(text: str) -> str:
    """A secret as it may wait in a session."""
    return str(boxes().encrypt(text))


def opened(text: str) -> str:
    """The secret of ``sealed``."""
    return str(boxes().decrypt(text))


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """``SOCIALACCOUNT_ADAPTER``: agencies come from the settings, and nobody is signed in or made by allauth itself."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        return [_app(one) for one in listed() if provider in (None, "openid_connect", one.id)]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        said = sociallogin.account.extra_data
        person, token = said.get("userinfo", {}), said.get("id_token", {})
        if token and person.get("sub", token["sub"]) == token["sub"]:
            known = {**token, **person}
            email, nonce = str(known.get("email", "")), str(token.get("nonce", ""))
            who = Said(token["sub"], email, known.get("email_verified"), nonce, int(token.get("auth_time", 0)))
            setattr(request, SAID, who)
        raise ImmediateHttpResponse(HttpResponse(status=204))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **rest: Any) -> NoReturn:
        raise ImmediateHttpResponse(HttpResponse(status=204))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nobody here has an e-mail address."""


def _app(agency: Agency) -> SocialApp:
    how = {"server_url": agency.issuer, "oauth_pkce_enabled": True, "scope": ["openid", "email"]}
    return SocialApp(
        provider="openid_connect",
        provider_id=agency.id,
        name=agency.name,
        client_id=agency.client_id,
        secret=agency.client_secret,
        settings=how,
    )


class Signed(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """As allauth's, but the signature of what the agency says is always looked at."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        found: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return found


def ask(request: HttpRequest, agency: Agency, nonce: str, *, again: bool) -> HttpResponse:
    """To the agency. again: it must ask them anew, even where they are signed in there."""
    wanted = {"nonce": nonce} | ({"prompt": "login", "max_age": "0"} if again else {})
    provider = social(request).get_provider(request, agency.id)
    answer: HttpResponse = provider.redirect(request, "login", None, auth_params=wanted)
    return answer


def came_back(request: HttpRequest, agency: Agency) -> Said | None:
    """Who came back from the agency, when its word holds: state, PKCE, signature, issuer, audience. Else None."""
    OAuth2CallbackView.adapter_view(Signed(request, agency.id))(request)
    said: Said | None = getattr(request, SAID, None)
    return said
