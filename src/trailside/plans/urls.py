"""Addresses of goals and steps; they hold ids only."""

from __future__ import annotations

from django.urls import path

from trailside.plans.views import goals, steps

app_name = "plans"
urlpatterns = [
    path("goals/", goals.mine, name="my-plan"),
    path("goals/new/", goals.agree_mine, name="agree-my-goal"),
    path("goals/with/<uuid:person>/", goals.theirs, name="plan"),
    path("goals/with/<uuid:person>/new/", goals.agree, name="agree-goal"),
    path("goals/<uuid:goal>/", goals.show, name="goal"),
    path("goals/<uuid:goal>/change/", goals.change, name="change-goal"),
    path("goals/<uuid:goal>/steps/new/", steps.agree, name="agree-step"),
    path("goals/<uuid:goal>/<slug:to>/", goals.move, name="move-goal"),
    path("steps/<uuid:step>/", steps.show, name="step"),
    path("steps/<uuid:step>/change/", steps.change, name="change-step"),
    path("steps/<uuid:step>/smaller/", steps.smaller, name="smaller"),
    path("steps/<uuid:step>/done/", steps.done, name="step-done"),
    path("steps/<uuid:step>/strength/", steps.strength, name="strength"),
    path("steps/<uuid:step>/not-this-time/", steps.not_this_time, name="not-this-time"),
]
