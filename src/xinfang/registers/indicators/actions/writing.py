"""An indicator is named once; a value is entered with its source, and corrected by another."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinfang.engines.mentions import speaks_of_people
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.indicators.models import Indicator, IndicatorValue

__all__ = ["ABOUT_SOMEBODY", "ValueEntry", "add_indicator", "enter_value", "problems_of"]

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LARGEST = Decimal(10) ** 14
ABOUT_SOMEBODY = gettext_lazy("这里写到了人（姓名、号码或者称呼）：指标只写单位、材料和数，请改写。")


@dataclass(frozen=True)
class ValueEntry:
    """A value in the indicator's unit, of a period (both days counted), with who published it and when."""

    indicator_id: int
    first: date
    last: date
    value: Decimal
    source: str
    source_on: date


@transaction.atomic
def add_indicator(*, key: str, name: str, unit: str, changes: bool = False, by: Actor, at: datetime) -> int:
    """Name an indicator; returns its id. `changes`: a report says of it 增长 or 下降.
    Refuses a key or name that is taken, a key that is not plain, and what points at a person."""
    known = Indicator.objects.all()
    checks = (
        ("key", bool(KEY.fullmatch(key)), _("键由小写字母、数字和下划线组成，以字母开头。")),
        ("key", not known.filter(key=key).exists(), _("已有这个键，请换一个。")),
        ("name", bool(name.strip()), _("请写指标的名称。")),
        ("name", not known.filter(name=name.strip()).exists(), _("已有同名的指标。")),
        ("unit", bool(unit.strip()), _("请写计量单位，例如 %。")),
        *(
            (field, not speaks_of_people(text), str(ABOUT_SOMEBODY))
            for field, text in (("name", name), ("unit", unit))
        ),
    )
    if found := [Problem(field, sentence) for field, right, sentence in checks if not right]:
        raise Refusal(problems=found)
    made = Indicator.objects.create(
        key=key, name=name.strip(), unit=unit.strip(), changes=changes, added_at=at, added_by=by.label
    )
    record(Record("indicator.added", "indicator", made.pk, made.name, after={"key": key}), by=by, at=at)
    return made.pk


@transaction.atomic
def enter_value(*, entry: ValueEntry, by: Actor, at: datetime) -> int:
    """Enter a value; returns its id. One of the same period takes the place of the earlier one, which stays
    to be read; the same value again changes nothing."""
    indicator = Indicator.objects.select_for_update().get(pk=entry.indicator_id)
    if found := problems_of(entry, timezone.localdate(at)):
        raise Refusal(problems=found)
    now = IndicatorValue.objects.filter(
        indicator=indicator, first=entry.first, last=entry.last, replaced_at=None
    ).first()
    said = (entry.value, entry.source.strip(), entry.source_on)
    if now is not None:
        if (now.value, now.source, now.source_on) == said:
            return now.pk
        now.replaced_at = at
        now.save(update_fields=["replaced_at"])
    made = IndicatorValue.objects.create(
        indicator=indicator,
        first=entry.first,
        last=entry.last,
        value=entry.value,
        source=entry.source.strip(),
        source_on=entry.source_on,
        entered_at=at,
        entered_by=by.label,
    )
    after = {"from": str(made.first), "to": str(made.last), "value": str(entry.value.normalize())}
    which = ("indicator", indicator.pk, indicator.name)
    if now is None:
        record(Record("indicator.entered", *which, after=after), by=by, at=at)
    else:
        record(
            Record("indicator.corrected", *which, {"value": str(now.value.normalize())}, after), by=by, at=at
        )
    return made.pk


def problems_of(entry: ValueEntry, today: date) -> list[Problem]:
    """What is wrong with a value, by field."""
    checks = (
        ("last", entry.first <= entry.last, _("结束日期早于开始日期，请改正其中一个。")),
        ("value", entry.value.is_finite() and abs(entry.value) < LARGEST, _("数太大，请核对单位。")),
        ("source", bool(entry.source.strip()), _("请写数的来源，例如 区统计局 11 月快报。")),
        ("source", not speaks_of_people(entry.source), str(ABOUT_SOMEBODY)),
        ("source_on", entry.source_on >= entry.last, _("来源的日期早于时段结束：还没有过完的时段没有数。")),
        ("source_on", entry.source_on <= today, _("来源的日期还没有到。")),
    )
    return [Problem(field, sentence) for field, right, sentence in checks if not right]
