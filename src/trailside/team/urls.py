"""Addresses of the desk, of asking and of review; they hold ids only."""

from __future__ import annotations

from django.urls import path

from trailside.team.views import asking, desk, handing, review

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
    path("desk/hand-over/<uuid:person>/", handing.hand_over, name="hand-over"),
    path("programme/team/<uuid:worker>/hand-over/", handing.hand_over_all, name="hand-over-all"),
    path("handed/<uuid:handover>/", handing.answer, name="handed"),
    path("review/", review.listed, name="review"),
    path("review/<uuid:encounter>/", review.sign, name="sign"),
]
