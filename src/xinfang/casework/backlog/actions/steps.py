"""The steps of a plan that is written again: what is added, what is dropped."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.backlog.models import BacklogCase, BacklogStep
from xinfang.kernel.errors import Problem, Refusal

__all__ = ["replan"]


def replan(case: BacklogCase, steps: Sequence[tuple[str, date]], due_on: date) -> list[str]:
    """Make the open steps those given, and say in words what changed. Refuses a new step without words or
    with a day before the listing or after the last day."""
    wanted = [(what.strip(), day) for what, day in steps]
    stands = {(each.what, each.due_on): each for each in case.steps.filter(done_on=None).order_by("pk")}
    fresh = [each for each in dict.fromkeys(wanted) if each not in stands]
    _refuse(case, fresh, due_on)
    dropped = [each for key, each in stands.items() if key not in wanted]
    BacklogStep.objects.filter(pk__in=[each.pk for each in dropped]).delete()
    BacklogStep.objects.bulk_create(BacklogStep(case=case, what=what, due_on=day) for what, day in fresh)
    gone = [_told(_("去掉步骤：%(what)s（%(day)s）"), each.what, each.due_on) for each in dropped]
    return gone + [_told(_("增加步骤：%(what)s（%(day)s）"), what, day) for what, day in fresh]


def _told(sentence: str, what: str, day: date) -> str:
    return sentence % {"what": what, "day": day.isoformat()}


def _refuse(case: BacklogCase, fresh: Sequence[tuple[str, date]], due_on: date) -> None:
    if any(not what for what, _day in fresh):
        raise Refusal(problems=[Problem("steps", _("每一步都要写明做什么。"))])
    if any(day > due_on for _what, day in fresh):
        raise Refusal(problems=[Problem("steps", _("每一步的日期不能晚于化解的期限。"))])
    if any(day < case.listed_on for _what, day in fresh):
        sentence = _("每一步的日期不能早于列为积案的日期（%(day)s）。")
        raise Refusal(problems=[Problem("steps", sentence % {"day": case.listed_on.isoformat()})])
