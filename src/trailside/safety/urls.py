"""Addresses of this room. ``/now/`` and ``/now/<slug>/`` are files served before Django."""

from __future__ import annotations

from django.urls import path

from trailside.safety.views import emergency
from trailside.safety.views import help as views

app_name = "safety"
urlpatterns = [
    path("now/mine/", views.now, name="now"),
    path("now/tell/<uuid:to>/", views.tell, name="tell"),
    path("now/answered/<uuid:told>/", views.answered, name="answered"),
    path("my-people/ahead/", emergency.ahead, name="ahead"),
    path("my-people/", views.my_people, name="my-people"),
    path("my-people/<slug:kind>/<uuid:row>/", views.take_away, name="take-away"),
    path("programme/on-call/", emergency.on_call, name="on-call"),
    path("emergency/", emergency.find, name="emergency"),
    path("emergency/reviews/", emergency.to_review, name="reviews"),
    path("emergency/reviews/<uuid:opening>/", emergency.review, name="review"),
    path("emergency/<uuid:opening>/", emergency.opened, name="opened"),
    path("emergency/<uuid:opening>/told/", emergency.told, name="told"),
    path("programme/lines/", views.programme_lines, name="lines"),
    path("programme/lines/start/", views.start_lines, name="start-lines"),
    path("programme/lines/new/", views.programme_line, name="new-line"),
    path("programme/lines/<uuid:line>/", views.programme_line, name="line"),
]
