"""Addresses of letting in, and of what those see who were let in."""

from __future__ import annotations

from django.urls import path

from trailside.web.letting import asked, law, let_in, views

urlpatterns = [
    path("letting-in/", views.letting_in, name="letting-in"),
    path("letting-in/new/", views.new, name="letting-in-new"),
    path("letting-in/<uuid:grant>/", views.one, name="letting-in-one"),
    path("letting-in/<uuid:grant>/stop/", views.stop, name="letting-in-stop"),
    path("letting-in/<uuid:grant>/link/", views.new_link, name="letting-in-link"),
    path("let-in/", let_in.let_in, name="let-in"),
    path("let-in/<uuid:grant>/", let_in.what, name="let-in-what"),
    path("let-in/<uuid:grant>/record.pdf", let_in.as_file, {"kind": "pdf"}, name="let-in-pdf"),
    path("let-in/<uuid:grant>/record.csv", let_in.as_file, {"kind": "csv"}, name="let-in-csv"),
    path("let-in/<uuid:grant>/record.json", let_in.as_file, {"kind": "json"}, name="let-in-json"),
    path("asked-to-sign/", asked.asked, name="asked-to-sign"),
    path("asked-to-sign/letter/", asked.letter, name="letter"),
    path("asked-to-sign/letter.pdf", asked.letter_pdf, name="letter-pdf"),
    path("notice/", law.notice, name="notice"),
    path("programme/part-2/", law.part2, name="part-2"),
    path("let-in/open/<str:secret>/", let_in.take_up, name="let-in-open"),
]
