"""Addresses of the desk, of asking and of review; they hold ids only."""

from __future__ import annotations

from django.urls import path

from trailside.team.views import asking, desk, review

app_name = "team"
urlpatterns = [
    path("desk/", desk.today, name="desk"),
    path("desk/contact/<uuid:person>/", desk.contact, name="contact"),
    path("desk/promise/<uuid:person>/", desk.promise, name="promise"),
    path("desk/promises/<uuid:promise>/", desk.promised, name="promised"),
    path("desk/meet/<uuid:person>/", desk.meet, name="meet"),
    path("desk/planned/<uuid:planned_id>/", desk.call_off, name="call-off"),
    path("ask/<uuid:worker>/", asking.ask, name="ask"),
    path("asked/<uuid:ask>/", asking.take_back, name="take-back"),
    path("review/", review.listed, name="review"),
    path("review/<uuid:encounter>/", review.sign, name="sign"),
]
