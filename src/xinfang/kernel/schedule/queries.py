"""Reading how the schedule stands."""

from datetime import datetime, timedelta

from xinfang.kernel.schedule import laid
from xinfang.kernel.schedule.models import TaskRun

__all__ = ["overdue"]


def overdue(at: datetime, *, patience: timedelta) -> list[str] | None:
    """What people call the tasks that have not been done for their period and `patience` more.

    A new task counts as overdue until it is first done; None where no task was ever done.
    """
    done = dict(TaskRun.objects.values_list("name", "completed_at"))
    if not done:
        return None
    return [
        str(task.label)
        for task in laid()
        if task.name not in done or done[task.name] < at - task.every - patience
    ]
