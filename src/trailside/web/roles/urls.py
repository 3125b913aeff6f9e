"""Addresses of who may see what, and of the roles that open no record."""

from __future__ import annotations

from django.urls import path

from trailside.web.roles import officer, views

urlpatterns = [
    path("who-sees-what/", views.who_sees_what, name="who-sees-what"),
    path("privacy/", officer.listed, name="privacy"),
    path("privacy/<uuid:answer>/", officer.one, name="privacy-answer"),
]
