"""Addresses of today."""

from django.urls import path

from trailside.web.today import views

urlpatterns = [path("today/", views.today, name="today")]
