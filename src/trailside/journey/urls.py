"""Addresses of this room: /my-trail/ and /hard-day/."""

from django.urls import path

from trailside.journey.views import days, trail

app_name = "journey"

urlpatterns = [
    path("my-trail/", trail.my_trail, name="my-trail"),
    path("my-trail/<int:year>/", trail.year, name="year"),
    path("my-trail/win/", trail.keep_win, name="keep-win"),
    path("my-trail/win/<uuid:win>/", trail.win, name="win"),
    path("hard-day/", days.mark_day, name="mark-day"),
    path("hard-day/<uuid:mark>/", days.day, name="day"),
    path("hard-day/<uuid:mark>/share/", days.share, name="day-share"),
    path("hard-day/<uuid:mark>/take-off/", days.take_off, name="day-take-off"),
]
