"""Addresses of the programme's own pages."""

from django.urls import path

from trailside.web.programme import views

urlpatterns = [
    path("programme/", views.programme, name="programme"),
    path("programme/team/", views.show_team, name="team"),
    path("programme/team/<uuid:person>/", views.worker, name="worker"),
    path("programme/team/<uuid:person>/way-in/", views.invite_again, name="invite-again"),
    path("programme/invite/", views.invite, name="invite"),
    path("programme/invite/<uuid:invitation>/take-back/", views.take_back, name="take-back"),
]
