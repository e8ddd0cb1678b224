"""Django's handle on the workbench face (templates and static files; no tables)."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """No tables; hands the audit its sentences."""

    name = "xinfang.faces.workbench"
    label = "workbench"

    def ready(self) -> None:
        """Register how each event of the audit reads."""
        from xinfang.faces.workbench.audit.sentences import PRESENTERS
        from xinfang.kernel.audit.presenters import present_with

        present_with(PRESENTERS)
