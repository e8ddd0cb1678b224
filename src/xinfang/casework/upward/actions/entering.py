"""A notice is entered, once, with its counts; a wrong one is withdrawn, never edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.acts.guards import refuse_short
from xinfang.casework.petitions.heads import GROUP_FROM
from xinfang.casework.upward.models import Kind, Level, NoticeState, UpwardCount, UpwardNotice
from xinfang.casework.upward.rules import refuse_people
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time

__all__ = ["Count", "NoticeEntry", "enter_notice", "withdraw_notice"]


@dataclass(frozen=True)
class Count:
    """One line of a notice: 批 and 人次 of one level and kind; nought says that there were none."""

    level: str
    kind: str
    batches: int
    heads: int


@dataclass(frozen=True)
class NoticeEntry:
    """What stands on the notice."""

    number: str
    sender: str
    dated_on: date
    received_on: date
    from_day: date
    to_day: date
    counts: Sequence[Count]


@transaction.atomic
def enter_notice(*, entry: NoticeEntry, unit_id: int, by: Actor, at: datetime) -> int:
    """Enter a notice with its counts; returns its id.

    Refuses one that is there already, days that cannot be, no count, what points at a person, and a level
    and kind of which another notice tells for some of the same days: it would be counted twice.
    """
    if found := [*_problems(entry, timezone.localdate(at)), *_wrong_counts(entry.counts)]:
        raise Refusal(problems=found)
    refuse_people({"number": entry.number, "sender": entry.sender}, by=by, at=at)
    one_at_a_time("upward", [str(unit_id).encode()])
    _refuse_again(entry, unit_id)
    made = UpwardNotice.objects.create(
        unit_id=unit_id,
        number=entry.number.strip(),
        sender=entry.sender.strip(),
        dated_on=entry.dated_on,
        received_on=entry.received_on,
        from_day=entry.from_day,
        to_day=entry.to_day,
        entered_at=at,
        entered_by=by.label,
    )
    UpwardCount.objects.bulk_create(
        UpwardCount(
            notice=made, level=each.level, kind=each.kind, batches=each.batches, head_count=each.heads
        )
        for each in entry.counts
    )
    after = {"from": str(made.from_day), "to": str(made.to_day), "counts": len(entry.counts)}
    record(Record("upward.entered", "upward", made.pk, made.number, after=after), by=by, at=at)
    return made.pk


@transaction.atomic
def withdraw_notice(*, notice_id: int, reason: str, by: Actor, at: datetime) -> None:
    """It was entered wrongly, or the sender has corrected it: it counts no more and stays to be read."""
    notice = UpwardNotice.objects.select_for_update().get(pk=notice_id)
    if notice.state == NoticeState.WITHDRAWN:
        raise Refusal(_("这份通报已经撤销。"))
    notice.why_withdrawn = refuse_short(reason, "reason", _("请写明为什么撤销，至少 %(n)d 个字。"))
    refuse_people({"reason": notice.why_withdrawn}, by=by, at=at)
    notice.state = NoticeState.WITHDRAWN
    notice.save(update_fields=["state", "why_withdrawn"])
    record(Record("upward.withdrawn", "upward", notice.pk, notice.number), by=by, at=at)


def _problems(entry: NoticeEntry, today: date) -> list[Problem]:
    checks = (
        ("number", bool(entry.number.strip()), _("请写通报的文号。")),
        ("sender", bool(entry.sender.strip()), _("请写明是哪个机关的通报。")),
        ("to_day", entry.from_day <= entry.to_day, _("通报的时段，结束不能早于开始。")),
        ("dated_on", entry.to_day <= entry.dated_on, _("通报的日期早于它所说的时段结束，请核对。")),
        (
            "received_on",
            entry.dated_on <= entry.received_on <= today,
            _("收到的日期要在通报以后、今天或以前。"),
        ),
        ("counts", bool(entry.counts), _("请至少填一类的批次和人次；通报说没有的，填 0。")),
    )
    return [Problem(field, sentence) for field, right, sentence in checks if not right]


def _wrong_counts(counts: Sequence[Count]) -> list[Problem]:
    """A count needs a level and a kind that exist, once, and at least one head a batch; of groups five."""
    found, seen = [], set()
    for each in counts:
        if each.level not in Level.values or each.kind not in Kind.values or (each.level, each.kind) in seen:
            found.append(Problem("counts", _("同一级同一类只填一次。")))
        elif (each.batches == 0) != (each.heads == 0) or not 0 <= each.batches <= each.heads:
            words = _("%(what)s：每批至少一人，没有的批次和人次都填 0。")
            found.append(Problem("counts", words % {"what": _named(each)}))
        elif each.kind == Kind.GROUP and each.heads < GROUP_FROM * each.batches:
            words = _("%(what)s：集体访每批至少 %(n)d 人，请同通报核对。")
            found.append(Problem("counts", words % {"what": _named(each), "n": GROUP_FROM}))
        seen.add((each.level, each.kind))
    return found


def _refuse_again(entry: NoticeEntry, unit_id: int) -> None:
    standing = UpwardNotice.objects.filter(unit_id=unit_id, state=NoticeState.STANDS)
    if standing.filter(sender=entry.sender.strip(), number=entry.number.strip()).exists():
        raise Refusal(problems=[Problem("number", _("这份通报已经登记过。"))])
    overlapping = standing.filter(from_day__lte=entry.to_day, to_day__gte=entry.from_day)
    for each in entry.counts:
        same = Q(level=each.level, kind=each.kind)
        told = UpwardCount.objects.filter(same, notice__in=overlapping).select_related("notice").first()
        if told is not None:
            words = _(
                "%(what)s：%(number)s已经报过这段时间里的（%(first)s 至 %(last)s），再登记就重复计算。"
                "上级更正的，请先撤销原来那份。"
            )
            named = {"what": _named(each), "number": told.notice.number}
            days = {"first": told.notice.from_day.isoformat(), "last": told.notice.to_day.isoformat()}
            raise Refusal(problems=[Problem("counts", words % {**named, **days})])


def _named(each: Count) -> str:
    return f"{Level(each.level).label}{Kind(each.kind).label}"
