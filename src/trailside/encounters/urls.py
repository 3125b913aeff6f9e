"""Addresses of meetings; they hold ids only."""

from __future__ import annotations

from django.urls import path

from trailside.encounters.views import answers, meetings

app_name = "encounters"
urlpatterns = [
    path("meetings/", meetings.mine, name="my-meetings"),
    path("meetings/with/<uuid:person>/", meetings.goodbye, name="goodbye"),
    path("meetings/of/<uuid:person>/", meetings.theirs, name="meetings"),
    path("meetings/<uuid:encounter>/", meetings.show, name="meeting"),
    path("meetings/<uuid:encounter>/how-it-was/", answers.how_it_was, name="how-it-was"),
    path("meetings/<uuid:encounter>/differently/", answers.differently, name="differently"),
    path("meetings/<uuid:encounter>/leave-out/<uuid:sentence>/", answers.leave_out, name="leave-out"),
    path("meetings/<uuid:encounter>/wish/<uuid:wish>/", answers.answer_wish, name="answer-wish"),
    path("meetings/<uuid:encounter>/add/", answers.add, name="add"),
    path("meetings/<uuid:encounter>/review/", answers.put_up, name="put-up"),
]
