"""Addresses of who may see what."""

from __future__ import annotations

from django.urls import path

from trailside.web.roles import views

urlpatterns = [path("who-sees-what/", views.who_sees_what, name="who-sees-what")]
