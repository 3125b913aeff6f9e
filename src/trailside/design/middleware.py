"""Reading in another language without losing one's place or one's words. See `words.py`."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils import translation

from . import words

A_YEAR = 365 * 24 * 60 * 60  # seconds
Answer = TypeVar("Answer", bound=HttpResponseBase)


class LanguageMiddleware:
    """Stands after LocaleMiddleware and CsrfViewMiddleware.

    GET with `?read_in=es` sets the cookie and goes to the same address without it.
    POST with `read_in=es` shows the same page again, in that language, with the posted words in its forms.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        wish = _wish(request.GET) if request.method in ("GET", "HEAD") else None
        if wish:
            return _remember(HttpResponseRedirect(_without_wish(request)), wish)
        token = words.kept.set(None)
        try:
            response = self.get_response(request)
            chosen = getattr(request, "chosen_language", None)
            return _remember(response, chosen) if chosen else response
        finally:
            words.kept.reset(token)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Runs after the CSRF check of the middleware above."""
        wish = _wish(request.POST) if request.method == "POST" else None
        if wish:
            words.kept.set(request.POST)
            request.POST = QueryDict()
            request.method = "GET"
            request.META["REQUEST_METHOD"] = "GET"
            request.chosen_language = wish  # type: ignore[attr-defined]  # read again in __call__ above
            request.LANGUAGE_CODE = wish
            translation.activate(wish)
        return None


def _wish(query: QueryDict) -> str | None:
    wish = query.get(words.LANGUAGE)
    return wish if wish in dict(settings.LANGUAGES) else None


def _without_wish(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop(words.LANGUAGE, None)
    # "//host/" as a path would leave the site: the address always begins with exactly one slash.
    path = "/" + request.path.lstrip("/\\")
    return path + (f"?{query.urlencode()}" if query else "")


def _remember(response: Answer, language: str) -> Answer:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE or A_YEAR,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE or "Lax",
    )
    return response
