"""What can be done with a case as it stands, and in words why not."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from xinfang.casework.backlog.leaders import leaders
from xinfang.casework.backlog.models import BacklogCase, CaseState
from xinfang.casework.backlog.rules import UNANSWERED

__all__ = ["not_yet", "why_not"]


def why_not(case: BacklogCase, today: date) -> Mapping[str, str]:
    """Each step with what speaks against it today; '' when nothing does."""
    ended = "" if case.state == CaseState.OPEN else _("这件积案已经结束，不能再办。")
    no_plan = "" if case.plan else _("还没有化解方案。")
    again = _("已经延期过一次，不能再延。") if case.first_due_on else ""
    found = {
        "lead": _fixed(case, today),
        "plan": "" if case.leader_id else _("请先确定包案领导。"),
        "finish": no_plan or ("" if _open_steps(case) else _("方案里没有等着完成的步骤。")),
        "conclude": not_yet(case),
        "extend": no_plan or again,
        "remove": "",
    }
    return {name: ended or said for name, said in found.items()}


def not_yet(case: BacklogCase) -> str:
    """Why a case cannot be concluded yet; '' when it can."""
    if case.leader_id is None or not case.plan:
        return _("没有包案领导或者化解方案的，不能办结。")
    if _open_steps(case):
        return _("方案里还有没完成的步骤，请先登记完成。")
    if case.matter.state in UNANSWERED and case.matter.settled_at is None:
        return _("这件事项还没有把处理意见或者答复送达信访人，积案不能先办结。")
    return ""


def _open_steps(case: BacklogCase) -> bool:
    return case.steps.filter(done_on=None).exists()


def _fixed(case: BacklogCase, today: date) -> str:
    """A leader keeps a case as long as the post is held."""
    if case.leader_id not in {user.pk for user in leaders(today)}:
        return ""
    return _("这件积案由%(post)s包到底，在任期间不换人。") % {"post": case.post}
