"""Root addresses: each room's own list, under its own word."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("gallery/", include("trailside.design.urls")),
    path("", include("trailside.safety.urls")),
    path("", include("trailside.files.urls")),
    path("my-record/", include("trailside.web.record.urls")),
    path("", include("trailside.measures.urls")),
    path("", include("trailside.journey.urls")),
    path("", include("trailside.plans.urls")),
    path("", include("trailside.exchange.urls")),
    path("", include("trailside.web.urls")),
    path("", include("trailside.encounters.urls")),
    path("", include("trailside.team.urls")),
]

handler400 = "trailside.config.answers.bad_request"
handler403 = "trailside.config.answers.not_there"
handler404 = "trailside.config.answers.not_there"
handler500 = "trailside.config.answers.fault"
