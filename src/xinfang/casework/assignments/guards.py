"""What the room knows against acts of the workflow: nobody below the common superior undoes its ruling."""

from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import Guard
from xinfang.casework.assignments.models import Assignment, AssignmentKind
from xinfang.casework.assignments.rules import LIVE
from xinfang.casework.petitions.models import Matter
from xinfang.casework.workflow import cited

__all__ = ["GUARDS"]


def _ruled(matter: Matter) -> bool:
    return Assignment.objects.filter(matter=matter, kind=AssignmentKind.RULE, state__in=LIVE).exists()


def _sends_on(matter: Matter, day: date) -> str:
    """Sending it elsewhere would undo the ruling (条例 2022, 24; 2005, 24)."""
    if matter.state != "routed" or not _ruled(matter):
        return ""
    told = _("承办单位是共同的上一级裁定的，不能改送；确实要改的，由作出裁定的上级写明理由，另行裁定。")
    return cited(told, "rule", day)


def _rules_again(matter: Matter, _day: date) -> str:
    if matter.state == "disputed" or _ruled(matter):
        return ""
    return _("没有提请裁定的争议，也没有作过裁定；要换单位的，请改送。")


GUARDS: dict[str, Guard] = {"forward": _sends_on, "assign": _sends_on, "rule": _rules_again}
