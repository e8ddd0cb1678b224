"""Wires the floors together when Django is ready."""

import os
from pathlib import Path

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Events to reactions, by the table in wiring.py; duties to moments, by the one in schedule.py."""

    name = "xinfang.project"
    label = "project"

    def ready(self) -> None:
        """Lay the tables of reactions and duties; make the folder of uploads, for its owner alone."""
        from django.conf import settings

        from xinfang.kernel import events
        from xinfang.kernel import schedule as duties
        from xinfang.project import schedule, wiring

        events.wire(wiring.WITHIN, wiring.AFTER)
        duties.lay(schedule.TASKS)
        folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.stat().st_mode & 0o077 and folder.stat().st_uid == os.getuid():
            folder.chmod(0o700)
