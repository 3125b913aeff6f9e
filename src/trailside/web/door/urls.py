"""Addresses of the way in."""

from django.urls import path

from trailside.web.door import again, agency, devices, joining, mine, steps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/second/", steps.ask, name="second-step"),
    path("sign-in/as/", views.choose, name="sign-in-as"),
    path("sign-in/passkey/", mine.with_passkey, name="with-passkey"),
    path("sign-in/passkey/challenge/", mine.challenge, name="passkey-challenge"),
    path("sign-in/agency/<slug:provider_id>/", agency.go, name="agency"),
    path("sign-in/agency/<slug:provider_id>/back/", agency.back, name="openid_connect_callback"),
    path("sign-in/again/", again.ask, name="sign-in-again"),
    path("sign-in/again/passkey/", again.with_passkey, name="again-with-passkey"),
    path("sign-in/steps/", steps.set_up, name="set-up-second-step"),
    path("sign-in/app/", steps.app, name="app"),
    path("sign-in/app/remove/", steps.remove_app, name="remove-app"),
    path("sign-in/codes/", steps.new_codes, name="new-codes"),
    path("sign-in/devices/", devices.devices, name="devices"),
    path("sign-in/mine/", mine.mine, name="my-sign-in"),
    path("sign-in/mine/passkeys/", steps.add_passkey, name="add-passkey"),
    path("sign-in/mine/passkeys/begin/", steps.begin_passkey, name="begin-passkey"),
    path("sign-in/mine/passkeys/<int:passkey>/remove/", mine.remove_passkey, name="remove-passkey"),
    path("sign-in/mine/offered/<uuid:invitation>/", mine.decline, name="decline-way-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("card/", views.card, name="card"),
    path("begin/", joining.begin, name="begin"),
    path("join/<str:secret>/", joining.join, name="join"),
]
