"""Settings of the bare view: the same server and database, no middleware, one query, a few bytes."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from trailside.config.settings import *  # noqa: F403

MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # allauth does not start without it; it does nothing here
ROOT_URLCONF = "bench.beside.bare"


def read(request: HttpRequest) -> HttpResponse:
    """One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM people_organisation ORDER BY founded_at LIMIT 1")
        return HttpResponse(cursor.fetchone()[0])


urlpatterns = [path("bare/", read)]
