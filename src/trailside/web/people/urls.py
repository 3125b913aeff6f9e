"""Addresses of the people I walk with, and of how people are reached."""

from django.urls import path

from trailside.web.people import reaching, views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<uuid:person>/", views.person, name="person"),
    path("people/<uuid:person>/tried/", views.tried, name="tried"),
]
for start, name in (("people/<uuid:person>/reach/", "person"), ("today/reach/", "my")):
    urlpatterns += [
        path(start, reaching.reach, name=f"{name}-reach"),
        path(f"{start}new/", reaching.way, name=f"{name}-new-way"),
        path(f"{start}quiet/", reaching.quiet, name=f"{name}-quiet"),
        path(f"{start}<uuid:way>/", reaching.way, name=f"{name}-way"),
        path(f"{start}<uuid:way>/drop/", reaching.drop, name=f"{name}-drop-way"),
    ]
