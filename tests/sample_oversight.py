"""What oversight adds to the sample office: an order and a proposal."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from django.utils import timezone

from xinfang.casework.backlog import actions as backlog
from xinfang.casework.supervision import actions as supervision
from xinfang.kernel.actor import Actor

__all__ = ["overseen"]


def overseen(district: SimpleNamespace, matter_id: int, by: Actor, at: datetime) -> dict[str, int]:
    """A matter that the street is supervised for; a proposal to the street."""
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
        "work", district.street.pk, "围挡施工先公示", "同类反映半年九件。", "施工前七日公示并留出通道。"
    )
    chosen = backlog.make_list(
        name="大接访积案", listed_on=today, unit_id=district.root.pk, by=by, at=at, aim="年底前化解"
    )
    listed = backlog.Listed("repeated", today)
    return {
        "backlog": chosen,
        "backlog_case": backlog.put_on(list_id=chosen, matter_id=matter_id, listed=listed, by=by, at=at),
        "order": supervision.order(matter_id=matter_id, ordered=ordered, by=by, at=at),
        "proposal": supervision.propose(told=proposed, by=by, at=at),
    }
