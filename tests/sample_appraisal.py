"""What appraisal adds to the sample office: last year, worked out and open to objections."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from django.utils import timezone

from xinfang.insight.appraisal import actions
from xinfang.insight.appraisal.models import CardLine
from xinfang.kernel.actor import Actor

__all__ = ["appraised"]


def appraised(district: SimpleNamespace, by: Actor, at: datetime) -> dict[str, int]:
    """Last year's scheme; the street's first line."""
    targets = [
        actions.TargetEntry("timely_notice_rate", 95, 60),
        actions.TargetEntry("opinion_quality", 90, 40),
    ]
    year, unit = timezone.localdate(at).year - 1, district.root.pk
    scheme = actions.make_scheme(year=year, unit_id=unit, targets=targets, by=by, at=at)
    actions.issue_scheme(scheme_id=scheme, by=by, at=at)
    until = timezone.localdate(at) + timedelta(days=10)
    actions.work_out(scheme_id=scheme, object_until=until, by=by, at=at)
    line = CardLine.objects.filter(unit=district.street, target__measure="timely_notice_rate").get()
    return {"scheme": scheme, "card_line": line.pk}
