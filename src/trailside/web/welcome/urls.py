"""Addresses of the welcome."""

from django.urls import path

from trailside.web.welcome import views

urlpatterns = [
    path("welcome/", views.start, name="welcome"),
    path("welcome/without/", views.without, name="welcome-without"),
    path("welcome/forgotten/", views.forgotten, name="welcome-forgotten"),
    path("welcome/<uuid:person>/", views.watch, name="welcome-watch"),
    path("welcome/<uuid:person>/live/", views.live, name="welcome-live"),
    path("welcome/<uuid:person>/card/", views.give_card, name="welcome-card"),
    path("welcome/<uuid:person>/forget/", views.forget, name="welcome-forget"),
    path("welcome/<uuid:person>/<slug:word>/", views.step, name="welcome-step"),
]
