"""What oversight adds to the sample office: an order, a proposal, a backlog case, a visit, a sweep."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from django.utils import timezone

from xinfang.casework.backlog import actions as backlog
from xinfang.casework.outreach import actions as outreach
from xinfang.casework.outreach.models import SweepTask
from xinfang.casework.supervision import actions as supervision
from xinfang.kernel.actor import Actor

__all__ = ["overseen"]


def _swept(district: SimpleNamespace, by: Actor, at: datetime) -> tuple[int, int, int]:
    """A sweep of both streets; one has written down a problem that it watches."""
    today = timezone.localdate(at)
    asked = outreach.Asked(
        "围挡安全排查",
        "施工围挡",
        "报地方、问题、怎样处理。",
        today,
        today + timedelta(days=9),
        (district.street.pk, district.community.pk),
    )
    sweep = outreach.ask(asked=asked, unit_id=district.root.pk, by=by, at=at)
    task = SweepTask.objects.get(sweep=sweep, unit=district.street).pk
    found = outreach.Found(
        today,
        "朝阳路北口",
        "围挡占道",
        "围挡占了半幅路，晚上没有灯。",
        "watched",
        200,
        look_again_on=today + timedelta(days=7),
    )
    return sweep, task, outreach.write_finding(task_id=task, found=found, by=by, at=at)


def overseen(district: SimpleNamespace, matter_id: int, by: Actor, at: datetime) -> dict[str, int]:
    """A matter that is supervised, on a list and visited; what stands around it."""
    today = timezone.localdate(at)
    ordered = supervision.Ordered(
        unit_id=district.street.pk,
        cause="shirking",
        means="interview",
        found="受理以前两次推到社区，没有人到现场。",
        demand="派人到现场核实，书面回复。",
        due_on=today + timedelta(days=10),
    )
    proposed = supervision.Proposed(
        *("work", district.street.pk, "围挡施工先公示", "同类反映半年九件。", "施工前七日公示并留出通道。"),
        due_on=today + timedelta(days=30),
    )
    chosen = backlog.make_list(
        name="大接访积案", listed_on=today, unit_id=district.root.pk, by=by, at=at, aim="年底前化解"
    )
    sweep, task, finding = _swept(district, by, at)
    planned = outreach.Planned(district.street.pk, "分管副主任", "朝阳社区", today, "到现场查清围挡的事由。")
    listed = backlog.Listed("repeated", today)
    return {
        "sweep": sweep,
        "task": task,
        "finding": finding,
        "field_visit": outreach.plan_visit(matter_id=matter_id, planned=planned, by=by, at=at),
        "backlog": chosen,
        "backlog_case": backlog.put_on(list_id=chosen, matter_id=matter_id, listed=listed, by=by, at=at),
        "order": supervision.order(matter_id=matter_id, ordered=ordered, by=by, at=at),
        "proposal": supervision.propose(told=proposed, by=by, at=at),
    }
