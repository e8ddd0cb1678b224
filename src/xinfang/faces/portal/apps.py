"""Django's handle on the portal face (templates and static files; no tables)."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """No tables."""

    name = "xinfang.faces.portal"
    label = "portal"
