"""Addresses of setting plain mode; in it, only the front page is there."""

from __future__ import annotations

from django.urls import path

from trailside.web.plain import views

urlpatterns = [
    path("sign-in/mine/plain/", views.second_pin, name="second-pin"),
    path("sign-in/mine/plain/hide/", views.hide, name="hide"),
]
