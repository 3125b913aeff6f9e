"""Addresses of this room: /check-in/ and /ten-sentences/."""

from django.urls import path

from trailside.measures.views import check_ins, sentences

app_name = "measures"

urlpatterns = [
    path("check-in/", check_ins.check_in, name="check-in"),
    path("check-in/before/", check_ins.before, name="check-ins-before"),
    path("check-in/<uuid:check_in>/", check_ins.kept, name="check-in-kept"),
    path("check-in/<uuid:check_in>/share/", check_ins.share, name="check-in-share"),
    path("check-in/<uuid:check_in>/throw-away/", check_ins.throw_away, name="check-in-throw-away"),
    path("ten-sentences/", sentences.about, name="sentences"),
    path("ten-sentences/more/", sentences.more, name="sentences-more"),
    path("ten-sentences/times/<uuid:response>/share/", sentences.share, name="sentences-share"),
    path("ten-sentences/<slug:instrument>/", sentences.about, name="sentences-about"),
    path("ten-sentences/<slug:instrument>/whole/", sentences.whole, name="sentences-whole"),
    path("ten-sentences/<slug:instrument>/keep/", sentences.keep, name="sentences-keep"),
    path("ten-sentences/<slug:instrument>/times/", sentences.times, name="sentences-times"),
    path("ten-sentences/<slug:instrument>/not-now/", sentences.not_now, name="sentences-not-now"),
    path("ten-sentences/<slug:instrument>/<int:at>/", sentences.one_at_a_time, name="sentence"),
]
