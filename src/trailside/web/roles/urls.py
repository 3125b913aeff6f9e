"""Addresses of who may see what, and of the roles that open no record."""

from __future__ import annotations

from django.urls import path

from trailside.web.roles import calls, counts, officer, views

urlpatterns = [
    path("who-sees-what/", views.who_sees_what, name="who-sees-what"),
    path("counts/", counts.counts, name="counts"),
    path("today/calls/", calls.mine, name="my-calls"),
    path("calls/", calls.listed, name="calls"),
    path("calls/<uuid:person>/", calls.noted, name="call-noted"),
    path("privacy/", officer.listed, name="privacy"),
    path("privacy/<uuid:answer>/", officer.one, name="privacy-answer"),
]
