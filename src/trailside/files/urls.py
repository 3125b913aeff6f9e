"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from trailside.files import views

app_name = "files"
urlpatterns = [
    path("pictures/new/", views.new, name="new"),
    path("pictures/<uuid:picture>/", views.image, name="image"),
    path("pictures/<uuid:picture>/take-away/", views.take_away, name="take-away"),
]
