"""What others tell the sample office: a notice from above that waits for its answer, and an indicator."""

from datetime import datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone

from xinfang.casework.upward import actions as upward
from xinfang.kernel.actor import Actor
from xinfang.registers.indicators import actions as indicators

__all__ = ["told"]


def told(district: SimpleNamespace, by: Actor, at: datetime) -> dict[str, int]:
    """Last month's notice, with one batch to the city; growth of the month before."""
    today = timezone.localdate(at)
    last = today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    counts = [upward.Count("city", "ordinary", 1, 3), upward.Count("capital", "abnormal", 0, 0)]
    entry = upward.NoticeEntry("蓉信通〔2026〕9号", "市信访局", last, today, first, last, counts)
    gdp = indicators.add_indicator(
        key="gdp_change", name="地区生产总值同比增长", unit="%", changes=True, by=by, at=at
    )
    value = indicators.ValueEntry(gdp, first, last, Decimal("6.2"), "区统计局月报", last)
    indicators.enter_value(entry=value, by=by, at=at)
    return {
        "upward": upward.enter_notice(entry=entry, unit_id=district.root.pk, by=by, at=at),
        "indicator": gdp,
    }
