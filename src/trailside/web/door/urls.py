"""Addresses of the way in."""

from django.urls import path

from trailside.web.door import joining, mine, views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/as/", views.choose, name="sign-in-as"),
    path("sign-in/passkey/", mine.with_passkey, name="with-passkey"),
    path("sign-in/passkey/challenge/", mine.challenge, name="passkey-challenge"),
    path("sign-in/mine/", mine.mine, name="my-sign-in"),
    path("sign-in/mine/passkeys/", mine.add_passkey, name="add-passkey"),
    path("sign-in/mine/passkeys/begin/", mine.begin_passkey, name="begin-passkey"),
    path("sign-in/mine/passkeys/<int:passkey>/remove/", mine.remove_passkey, name="remove-passkey"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("card/", views.card, name="card"),
    path("begin/", joining.begin, name="begin"),
    path("join/<str:secret>/", joining.join, name="join"),
]
