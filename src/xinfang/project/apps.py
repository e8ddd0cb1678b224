"""Wires the floors together when Django is ready."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Events to reactions, by the table in wiring.py."""

    name = "xinfang.project"
    label = "project"

    def ready(self) -> None:
        """Lay the table of reactions."""
        from xinfang.kernel import events
        from xinfang.project import wiring

        events.wire(wiring.WITHIN, wiring.AFTER)
