"""The only writers of campaigns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.campaigns.models import Campaign, CampaignChange, CampaignLeader
from xinfang.casework.campaigns.queries import ahead, early
from xinfang.casework.receptions.models import ReceptionDay
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import EARLIEST, FAR, TERM, beyond_reason, far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.staff.models import Posting, User
from xinfang.registers.staff.roles import ROLES

__all__ = ["Outline", "change_campaign", "close_campaign", "open_campaign", "reopen_campaign"]

SHORTEST = 6  # characters of aims and summary
SHOWN = 6  # reception days to come that a refusal names
RECEIVE = {"instruct", "approve"}  # leaders, and heads of units


@dataclass(frozen=True)
class Outline:
    """What a campaign is. `leader_ids`: who receives in it; `within`: the campaign it is a part of."""

    name: str
    aims: str
    first: date
    last: date
    leader_ids: Sequence[int]
    within: int | None = None


@transaction.atomic
def open_campaign(*, unit_id: int, outline: Outline, by: Actor, at: datetime) -> int:
    """Begin a campaign of a unit; returns its id. A part lies within the period of the whole."""
    frame = Campaign.objects.filter(pk=outline.within).first() if outline.within else None
    leaders = _accounts(outline.leader_ids)
    if found := _problems(unit_id, outline, frame, leaders, timezone.localdate(at)):
        raise Refusal(problems=found)
    row = Campaign.objects.create(
        unit_id=unit_id,
        within=frame,
        name=outline.name.strip(),
        aims=outline.aims.strip(),
        first=outline.first,
        last=outline.last,
        opened_at=at,
    )
    CampaignLeader.objects.bulk_create(
        [CampaignLeader(campaign=row, leader=leader, post=str(leader)[:60]) for leader in leaders]
    )
    record(Record("campaign.opened", "campaign", row.pk, row.name), by=by, at=at)
    return row.pk


@transaction.atomic
def change_campaign(
    *,
    campaign_id: int,
    first: date,
    last: date,
    leader_ids: Sequence[int],
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Another period or other leaders, with the reason; its parts must still lie within it."""
    row = Campaign.objects.select_for_update(of=("self",)).select_related("within").get(pk=campaign_id)
    if row.closed_at is not None:
        raise Refusal(_("这次活动已经结束。"))
    leaders = _accounts(leader_ids)
    outline = Outline(row.name, row.aims, first, last, leader_ids)
    new = [leader for leader in leaders if not row.leaders.filter(leader=leader).exists()]
    found = (
        _period(outline, row.within, timezone.localdate(at)) + _who(leaders) + _elsewhere(row.unit_id, new)
    )
    if row.parts.filter(Q(first__lt=first) | Q(last__gt=last)).exists():
        found.append(Problem("last", _("部门、街道自己开展的活动会落到期间之外，请先改那些活动。")))
    if len("".join(reason.split())) < SHORTEST:
        found.append(Problem("reason", _("请写明为什么改，至少 %(n)d 个字。") % {"n": SHORTEST}))
    what = _changes(row, outline, leaders)
    if not found and not what:
        found.append(Problem("", _("期间和领导都没有改动。")))
    if found:
        raise Refusal(problems=found)
    row.first, row.last = first, last
    row.save(update_fields=["first", "last"])
    kept = set(row.leaders.values_list("leader_id", flat=True))
    row.leaders.exclude(leader__in=leaders).delete()
    CampaignLeader.objects.bulk_create(
        CampaignLeader(campaign=row, leader=leader, post=str(leader)[:60])
        for leader in leaders
        if leader.pk not in kept
    )
    why = reason.strip()
    CampaignChange.objects.create(campaign=row, at=at, by=by.label, what="\n".join(what), reason=why)
    after = {"what": what, "reason": why}
    record(Record("campaign.changed", "campaign", row.pk, row.name, after=after), by=by, at=at)


@transaction.atomic
def close_campaign(*, campaign_id: int, summary: str, early: bool = False, by: Actor, at: datetime) -> None:
    """End it with what came out; its figures go on to be counted, as answers arrive. Before its last day, or
    with reception days to come, only `early`: by somebody who was told what is still to come."""
    row = Campaign.objects.select_for_update().get(pk=campaign_id)
    if row.closed_at is not None:
        raise Refusal(_("这次活动已经结束。"))
    if row.first > timezone.localdate(at):
        raise Refusal(_("活动还没有开始，不能结束。"))
    found = [] if early else _to_come(row, timezone.localdate(at))
    if len("".join(summary.split())) < SHORTEST:
        found.append(Problem("summary", _("请写明活动的情况，至少 %(n)d 个字。") % {"n": SHORTEST}))
    if found:
        raise Refusal(problems=found)
    row.summary, row.closed_at = summary.strip(), at
    row.save(update_fields=["summary", "closed_at"])
    record(Record("campaign.closed", "campaign", row.pk, row.name), by=by, at=at)


@transaction.atomic
def reopen_campaign(*, campaign_id: int, reason: str, by: Actor, at: datetime) -> None:
    """One that was ended by mistake goes on, with the reason; what its end said stands among the changes."""
    row = Campaign.objects.select_for_update(of=("self",)).select_related("within").get(pk=campaign_id)
    if row.closed_at is None:
        raise Refusal(_("这次活动没有结束。"))
    if row.within and row.within.closed_at:
        raise Refusal(_("%(name)s已经结束，请先恢复它。") % {"name": row.within.name})
    why = reason.strip()
    if len("".join(why.split())) < SHORTEST:
        sentence = _("请写明为什么恢复，至少 %(n)d 个字。")
        raise Refusal(problems=[Problem("reason", sentence % {"n": SHORTEST})])
    told = _("恢复活动；%(day)s 结束时写的活动情况：%(summary)s")
    day = timezone.localdate(row.closed_at).isoformat()
    what = told % {"day": day, "summary": row.summary}
    CampaignChange.objects.create(campaign=row, at=at, by=by.label, what=what, reason=why)
    row.summary, row.closed_at = "", None
    row.save(update_fields=["summary", "closed_at"])
    record(Record("campaign.reopened", "campaign", row.pk, row.name, after={"reason": why}), by=by, at=at)


def _to_come(row: Campaign, today: date) -> list[Problem]:
    """What somebody must be told before a campaign ends: its last day, and whose reception days are left."""
    if not early(row, today):
        return []
    left = ahead(row, today)
    told = [_("活动到 %(last)s 为止。") % {"last": row.last.isoformat()}] if row.last > today else []
    if left:
        days = "、".join(f"{each.day.isoformat()} {each.post}" for each in left[:SHOWN])
        more = _("等") if len(left) > SHOWN else ""
        sentence = _("名单上的领导还有 %(n)d 个接访日没有接访：%(days)s%(more)s。")
        told.append(sentence % {"n": len(left), "days": days, "more": more})
    return [Problem("early", "".join([*told, _("确实现在结束的，请勾选；不结束的，不用提交。")]))]


def _problems(
    unit_id: int, outline: Outline, frame: Campaign | None, leaders: Sequence[User], today: date
) -> list[Problem]:
    found = _period(outline, frame, today) + _who(leaders) + _elsewhere(unit_id, leaders)
    if len(outline.name.strip()) < 2:
        found.append(Problem("name", _("请写明活动的名称。")))
    if len("".join(outline.aims.split())) < SHORTEST:
        found.append(Problem("aims", _("请写明活动的目标，至少 %(n)d 个字。") % {"n": SHORTEST}))
    known = Campaign.objects.filter(unit_id=unit_id)
    if frame is not None and (frame.closed_at or frame.within_id or frame.unit.depth > 1):
        found.append(Problem("within", _("只能在区里正在开展的活动里开展，请重新选择。")))
    if frame is not None and known.filter(within=frame).exists():
        found.append(Problem("within", _("这个单位已经有自己的活动。")))
    if known.filter(name=outline.name.strip(), first=outline.first).exists():
        found.append(Problem("name", _("这个单位已经有同名、同一天开始的活动。")))
    return found


def _accounts(ids: Sequence[int]) -> list[User]:
    """In the order given."""
    known = User.objects.in_bulk(ids)
    return [known[pk] for pk in dict.fromkeys(ids) if pk in known]


def _who(leaders: Sequence[User]) -> list[Problem]:
    return [] if leaders else [Problem("leaders", _("请选择参加活动的领导。"))]


def _elsewhere(unit_id: int, leaders: Sequence[User]) -> list[Problem]:
    """Those who never receive for the unit, of whose days it would count none."""
    roles = [role.key for role in ROLES.values() if RECEIVE & role.permissions]
    posted = Posting.objects.filter(unit_id=unit_id, role__in=roles).values_list("user_id", flat=True)
    planned = ReceptionDay.objects.filter(plan__unit_id=unit_id).values_list("leader_id", flat=True)
    here = {*posted, *planned}
    if not (names := "、".join(str(leader) for leader in leaders if leader.pk not in here)):
        return []
    sentence = _("%(names)s不在这个单位接访，活动里数不到他们的接访；请由他们的单位自己开展。")
    return [Problem("leaders", sentence % {"names": names})]


def _period(outline: Outline, frame: Campaign | None, today: date) -> list[Problem]:
    found = []
    if outline.last < outline.first:
        found.append(Problem("last", _("结束的日期早于开始的日期，请改正其中一个。")))
    if wrong := beyond_reason(outline.first, first=EARLIEST, last=today + TERM):
        found.append(Problem("first", wrong))
    else:
        found += far_problems("last", outline.last, on=outline.first, within=FAR)
    if frame is not None and not frame.first <= outline.first <= outline.last <= frame.last:
        found.append(Problem("first", _("部门、街道的活动要在%(name)s的期间之内。") % {"name": frame.name}))
    return found


def _changes(row: Campaign, outline: Outline, leaders: Sequence[User]) -> list[str]:
    """What changes, in words."""
    found = []
    if (row.first, row.last) != (outline.first, outline.last):
        told = _("期间由 %(a)s—%(b)s 改为 %(c)s—%(d)s")
        days = {"a": row.first, "b": row.last, "c": outline.first, "d": outline.last}
        found.append(told % {key: day.isoformat() for key, day in days.items()})
    before = {each.leader_id: each.post for each in row.leaders.all()}
    after = {leader.pk: str(leader) for leader in leaders}
    for sentence, names in (
        (_("增加领导：%(names)s"), [name for pk, name in after.items() if pk not in before]),
        (_("减少领导：%(names)s"), [name for pk, name in before.items() if pk not in after]),
    ):
        if names:
            found.append(sentence % {"names": "、".join(names)})
    return found
