"""Addresses of my record."""

from __future__ import annotations

from django.urls import path

from trailside.web.record import answers, views

app_name = "record"
urlpatterns = [
    path("", views.written, name="written"),
    path("who-looked/", views.who_looked, name="who-looked"),
    path("who-looked/live/", views.live, name="live"),
    path("done/", views.done, name="done"),
    path("right/<uuid:who>/", answers.right, name="right"),
    path("answers/<uuid:answer>/", answers.answer, name="answer"),
    path("never/<uuid:who>/", views.never, name="never"),
]
