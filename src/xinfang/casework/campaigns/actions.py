"""The only writers of campaigns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.campaigns.models import Campaign, CampaignLeader
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.clock.reason import EARLIEST, FAR, TERM, beyond_reason, far_problems
from xinfang.kernel.errors import Problem, Refusal
from xinfang.registers.staff.models import User

__all__ = ["Outline", "close_campaign", "open_campaign"]

SHORTEST = 6  # characters of aims and summary


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
    known = User.objects.in_bulk(outline.leader_ids)
    leaders = [known[pk] for pk in dict.fromkeys(outline.leader_ids) if pk in known]  # in the order given
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
def close_campaign(*, campaign_id: int, summary: str, by: Actor, at: datetime) -> None:
    """End it with what came out; its figures go on to be counted, as answers arrive."""
    row = Campaign.objects.select_for_update().get(pk=campaign_id)
    if row.closed_at is not None:
        raise Refusal(_("这次活动已经结束。"))
    if len("".join(summary.split())) < SHORTEST:
        raise Refusal(
            problems=[Problem("summary", _("请写明活动的情况，至少 %(n)d 个字。") % {"n": SHORTEST})]
        )
    if row.first > timezone.localdate(at):
        raise Refusal(_("活动还没有开始，不能结束。"))
    row.summary, row.closed_at = summary.strip(), at
    row.save(update_fields=["summary", "closed_at"])
    record(Record("campaign.closed", "campaign", row.pk, row.name), by=by, at=at)


def _problems(
    unit_id: int, outline: Outline, frame: Campaign | None, leaders: Sequence[User], today: date
) -> list[Problem]:
    found = []
    if len(outline.name.strip()) < 2:
        found.append(Problem("name", _("请写明活动的名称。")))
    if len("".join(outline.aims.split())) < SHORTEST:
        found.append(Problem("aims", _("请写明活动的目标，至少 %(n)d 个字。") % {"n": SHORTEST}))
    if outline.last < outline.first:
        found.append(Problem("last", _("结束的日期早于开始的日期，请改正其中一个。")))
    if wrong := beyond_reason(outline.first, first=EARLIEST, last=today + TERM):
        found.append(Problem("first", wrong))
    else:
        found += far_problems("last", outline.last, on=outline.first, within=FAR)
    if not leaders:
        found.append(Problem("leaders", _("请选择参加活动的领导。")))
    if frame is not None and not frame.first <= outline.first <= outline.last <= frame.last:
        found.append(Problem("first", _("部门、街道的活动要在%(name)s的期间之内。") % {"name": frame.name}))
    known = Campaign.objects.filter(unit_id=unit_id)
    if frame is not None and known.filter(within=frame).exists():
        found.append(Problem("within", _("这个单位已经有自己的活动。")))
    if known.filter(name=outline.name.strip(), first=outline.first).exists():
        found.append(Problem("name", _("这个单位已经有同名、同一天开始的活动。")))
    return found
