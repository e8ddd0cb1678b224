"""What a list of matters is narrowed by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from xinfang.casework.petitions.models import Channel, Form, Matter, MatterQuerySet, Raising, TimelineEntry
from xinfang.engines.numbering import parse_number, petition_number
from xinfang.registers.organisations.models import Unit
from xinfang.registers.staff.scope import Scope

__all__ = ["CHANNELS", "FORMS", "Criteria", "accused_named_since", "capped_count", "capped_counts", "matters"]

CAP = 1000
# What may be asked for, as (key, label), in the order of the law.
CHANNELS = tuple(Channel.choices)
FORMS = tuple(Form.choices)


@dataclass(frozen=True)
class Criteria:
    """Blank fields narrow nothing. `unit_id` takes in all below; days are days of receipt, inclusive."""

    text: str = ""
    channel: str = ""
    form: str = ""
    state: str = ""
    unit_id: int | None = None
    class_code: str = ""
    received_from: date | None = None
    received_to: date | None = None
    raising: str = ""  # first: came once; repeat: came again
    import_batch: int | None = None


def matters(scope: Scope, wanted: Criteria | None = None, permission: str = "see_matters") -> MatterQuerySet:
    """The matters in an actor's scope that meet the criteria, in no order yet."""
    found = Matter.objects.visible_to(scope, permission)
    return found.filter(*_conditions(wanted)) if wanted else found


def accused_named_since(moment: datetime) -> bool:
    """Whether the accused of any accusation was named after a moment: whoever is of that house, and saw it
    before, does not see it any more."""
    named = TimelineEntry.objects.filter(matter__confined=True, verb="name_accused", at__gt=moment)
    return named.exists()


def capped_count(found: MatterQuerySet, cap: int = CAP) -> int:
    """How many matters, counting no further than `cap`."""
    return found.order_by().values("pk")[:cap].count()


def capped_counts(lists: Sequence[MatterQuerySet], cap: int = CAP) -> list[int]:
    """How many matters in each list, counting no further than `cap`; one query for all of them."""
    counts, asked = [0] * len(lists), []
    params: list[Any] = []
    for place, found in enumerate(lists):
        try:
            sql, values = found.order_by().values("pk")[:cap].query.sql_with_params()
        except EmptyResultSet:  # a list that nothing can be in is not asked for
            continue
        asked.append((place, f"(SELECT count(*) FROM ({sql}) AS counted)"))  # noqa: S608 - Django's own SQL
        params.extend(values)
    if asked:
        with connection.cursor() as cursor:
            cursor.execute("SELECT " + ", ".join(each for _place, each in asked), params)
            for (place, _sql), count in zip(asked, cursor.fetchone(), strict=True):
                counts[place] = count
    return counts


def _conditions(wanted: Criteria) -> list[Q]:
    conditions = [_text(wanted.text)] if wanted.text.strip() else []
    if wanted.state:
        conditions.append(Q(state=wanted.state))
    if wanted.class_code:
        conditions.append(Q(content_class__code__startswith=wanted.class_code))
    if wanted.unit_id:
        below = Unit.objects.filter(
            path__startswith=Unit.objects.filter(pk=wanted.unit_id).values("path")[:1]
        )
        conditions.append(Q(unit__in=below) | Q(unit=None, registered_unit__in=below))
    return conditions + _raised(wanted) + _received(wanted)


def _text(text: str) -> Q:
    parsed = parse_number(text)
    found = Q(title__icontains=text.strip())
    return found | Q(number=petition_number(*parsed)) if parsed else found


def _raised(wanted: Criteria) -> list[Q]:
    conditions = []
    how = {key: value for key, value in (("channel", wanted.channel), ("form", wanted.form)) if value}
    if how:
        first = Raising.objects.filter(matter=OuterRef("pk"), kind="first")
        conditions.append(
            Q(Exists(first.filter(**{f"petition__{key}": value for key, value in how.items()})))
        )
    again = Exists(Raising.objects.filter(matter=OuterRef("pk"), kind="repeat", petition__reverted_at=None))
    if wanted.import_batch:
        imported = Raising.objects.filter(petition__import_batch=wanted.import_batch)
        conditions.append(Q(pk__in=imported.values("matter_id")))
    if wanted.raising:
        conditions.append(Q(again) if wanted.raising == "repeat" else ~Q(again))
    return conditions


def _received(wanted: Criteria) -> list[Q]:
    conditions = []
    if wanted.received_from:
        conditions.append(Q(received_at__gte=_midnight(wanted.received_from)))
    if wanted.received_to:
        conditions.append(Q(received_at__lt=_midnight(wanted.received_to + timedelta(days=1))))
    return conditions


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
