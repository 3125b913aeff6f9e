"""Addresses of my record."""

from __future__ import annotations

from django.urls import path

from trailside.web.record import answers, left, views

app_name = "record"
urlpatterns = [
    path("", views.written, name="written"),
    path("who-looked/", views.who_looked, name="who-looked"),
    path("who-looked/live/", views.live, name="live"),
    path("done/", views.done, name="done"),
    path("right/<uuid:who>/", answers.right, name="right"),
    path("answers/<uuid:answer>/", answers.answer, name="answer"),
    path("never/<uuid:who>/", views.never, name="never"),
    path("left/", left.left, name="left"),
    path("forms/", left.forms, name="forms"),
    path("forms/new/<slug:paper_form>/", left.new, name="new-form"),
    path("forms/<uuid:form>/", left.form, name="form"),
    path("forms/<uuid:form>/form.pdf", left.form_pdf, name="form-pdf"),
    path("forms/<uuid:form>/take-back/", left.take_back, name="form-back"),
]
