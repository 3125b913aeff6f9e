"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from trailside.exchange.views import forgetting, lists, taking_along

app_name = "exchange"

urlpatterns = [
    path("programme/import/", lists.choose, name="choose"),
    path("programme/import/<uuid:upload_id>/columns/", lists.columns, name="columns"),
    path("programme/import/<uuid:upload_id>/", lists.preview, name="preview"),
    path("programme/import/<uuid:upload_id>/bring/", lists.bring, name="bring"),
    path("programme/import/<uuid:upload_id>/give-up/", lists.give_up, name="give-up"),
    path("programme/import/done/<uuid:bringing_id>/", lists.done, name="done"),
    path("take-along/", taking_along.page, name="take-along"),
    path("take-along/my-record.pdf", taking_along.as_pdf, name="take-along-pdf"),
    path("take-along/my-record.html", taking_along.as_html, name="take-along-html"),
    path("take-along/my-record.json", taking_along.as_json, name="take-along-json"),
    path("forget/", forgetting.ask, name="forget"),
    path("forget/keep/", forgetting.keep, name="keep"),
    path("forget/gone/", forgetting.gone, name="gone"),
]
