"""Addresses of the record of deliveries."""

from django.urls import URLPattern, path

from xinfang.faces.workbench.deliveries import views

urlpatterns: list[URLPattern] = [
    path("deliveries/", views.deliveries, name="deliveries"),
    path("deliveries/retry/", views.deliveries_retry, name="deliveries_retry"),
    path("deliveries/<uuid:uid>/retry/", views.delivery_retry, name="deliveries_one_retry"),
    path("deliveries/<uuid:uid>/withdraw/", views.delivery_withdraw, name="deliveries_one_withdraw"),
]
