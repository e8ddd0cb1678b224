"""Doing what is due. Safe to be called by several processes at the same moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import structlog
from django.db import connection
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from xinfang.kernel.errors import Refusal
from xinfang.kernel.locks import alone
from xinfang.kernel.requests import told
from xinfang.kernel.schedule import Task, laid, rules
from xinfang.kernel.schedule.models import TaskRun

__all__ = ["Ran", "Report", "run_due"]

log = structlog.get_logger("xinfang.schedule")


class Ran(StrEnum):
    """What became of a task."""

    DONE = "done"
    FAILED = "failed"
    ELSEWHERE = "elsewhere"  # another process is at it
    NOT_DUE = "not_due"


@dataclass(frozen=True)
class Report:
    """One task in one call, in words."""

    name: str
    label: str
    ran: Ran
    sentence: str = ""
    since: datetime | None = None


def run_due(*, at: datetime) -> list[Report]:
    """Run each task that is due, in the order of the table; one that fails does not hinder the others and
    is due again at the next call, with the same `since`. After a pause each runs once for all of it."""
    return [_run(task, at) for task in laid()]


def _run(task: Task, at: datetime) -> Report:
    try:
        with alone("schedule", task.name.encode()) as ours:
            if not ours:
                return _report(task, Ran.ELSEWHERE, _("别的进程正在做。"))
            return _do(task, at)
    except Exception as fault:  # noqa: BLE001 - whatever goes wrong in one task must not hinder the others
        log.error("task_failed", task=task.name, **told(fault))
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        return _report(task, Ran.FAILED, _why(fault))


def _do(task: Task, at: datetime) -> Report:
    done = TaskRun.objects.filter(name=task.name).first()
    last = done.completed_at if done else None
    if not rules.due(last, at=at, every=task.every):
        return _report(task, Ran.NOT_DUE)
    since = rules.since(last, at=at, every=task.every)
    sentence = str(import_string(task.function)(since=since, at=at))
    TaskRun.objects.update_or_create(name=task.name, defaults={"completed_at": at})
    return _report(task, Ran.DONE, sentence, since)


def _report(task: Task, ran: Ran, sentence: str = "", since: datetime | None = None) -> Report:
    return Report(task.name, str(task.label), ran, sentence, since)


def _why(fault: Exception) -> str:
    """A refusal is a sentence for people; another fault's message may quote a row, so its kind must do."""
    if isinstance(fault, Refusal):
        return str(fault)
    words = _("没有做成（%(kind)s，位置记在日志里），下次再做。")
    return words % {"kind": type(fault).__name__}
