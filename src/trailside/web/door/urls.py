"""Addresses of the way in."""

from django.urls import path

from trailside.web.door import joining, views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/as/", views.choose, name="sign-in-as"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("card/", views.card, name="card"),
    path("begin/", joining.begin, name="begin"),
    path("join/<str:secret>/", joining.join, name="join"),
]
