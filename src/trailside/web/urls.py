"""Addresses of pages across rooms: one list for each family of pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("trailside.web.door.urls")),
    path("", include("trailside.web.welcome.urls")),
    path("", include("trailside.web.programme.urls")),
    path("", include("trailside.web.people.urls")),
    path("", include("trailside.web.today.urls")),
    path("", include("trailside.web.letting.urls")),
    path("", include("trailside.web.plain.urls")),
    path("", include("trailside.web.roles.urls")),
]
