"""The year is over: what each unit reached is counted once and frozen."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.insight.appraisal.actions.setting import named, scheme_at
from xinfang.insight.appraisal.counting import base_of, reached
from xinfang.insight.appraisal.models import CardLine, Scheme, Stage
from xinfang.insight.statistics import periods
from xinfang.insight.statistics.queries import known
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.moments import one_moment
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import whole

__all__ = ["work_out"]

LEAST_DAYS = 7  # to object in


def work_out(*, scheme_id: int, object_until: date, by: Actor, at: datetime) -> int:
    """Count every target for every unit right below, as of one moment; returns how many lines there are.

    Refuses a year that is not over and a last day for objections that leaves less than a week.
    """
    with one_moment():  # what is issued changes no more: it may be counted before it is held
        lines = _lines(Scheme.objects.get(pk=scheme_id), by)
    return _published(scheme_id, lines, object_until, by, at)


@transaction.atomic
def _published(scheme_id: int, lines: list[CardLine], object_until: date, by: Actor, at: datetime) -> int:
    scheme = scheme_at(scheme_id, Stage.ISSUED, _("还没有下达，或者结果已经公布。"))
    today, period = timezone.localdate(at), periods.year(scheme.year)
    if today <= period.last:
        raise Refusal(_("%(year)d 年还没有过完，不能出结果。") % {"year": scheme.year})
    if (object_until - today).days < LEAST_DAYS:
        words = _("提异议的期限至少要有 %(n)d 天。") % {"n": LEAST_DAYS}
        raise Refusal(problems=[Problem("object_until", words)])
    CardLine.objects.bulk_create(lines)
    scheme.stage, scheme.worked_out_at, scheme.object_until = Stage.WORKED_OUT, at, object_until
    scheme.save(update_fields=["stage", "worked_out_at", "object_until"])
    record(Record("appraisal.worked_out", *named(scheme), after={"lines": len(lines)}), by=by, at=at)
    return len(lines)


def _lines(scheme: Scheme, by: Actor) -> list[CardLine]:
    """Everything counts, whoever works it out: a card must not depend on what that person may see."""
    period, everything = periods.year(scheme.year), whole(by)
    below = Unit.objects.in_force(period.last).filter(
        path__startswith=scheme.unit.path, depth=scheme.unit.depth + 1
    )
    return [
        CardLine(
            target=target,
            unit=unit,
            counted=reached(everything, target.measure, period, unit).count(),
            base=base_of(everything, target.measure, period, unit).count(),
            version=known(target.measure).version,
        )
        for target in scheme.targets.order_by("pk")
        for unit in below.order_by("path")
    ]
