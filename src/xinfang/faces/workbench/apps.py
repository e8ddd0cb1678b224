"""Django's handle on the workbench face (templates and static files; no tables)."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """No tables."""

    name = "xinfang.faces.workbench"
    label = "workbench"
