"""The head signs: the item gets its number, is sealed, and goes up; receipt and feedback come back."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinfang.casework.bulletins.actions.editing import (
    item_moved,
    refuse_below,
    refuse_people,
    refuse_unread,
)
from xinfang.casework.bulletins.actions.filing import moved
from xinfang.casework.bulletins.models import Item, ItemState, Report
from xinfang.casework.bulletins.sheet import sheet_of
from xinfang.casework.petitions.actions.entering import take_serials
from xinfang.casework.wording.printing import freeze, pdf, refuse_unprintable
from xinfang.engines.numbering import document_number
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.longest import refuse_long
from xinfang.registers.documents.actions import keep

__all__ = ["record_dispatch", "record_feedback", "record_receipt", "send_item"]

WAY = 120
SERIES = "信访信息"  # behind the agency's code: 云溪区信访信息〔2008〕1号


@transaction.atomic
def send_item(
    *, item_id: int, by: Actor, at: datetime, on_paper: bool = False, revision: int | None = None
) -> Item:
    """Sign, number, seal and send in one act; what is refused leaves nothing, not even a gap.

    The check for people runs again: what is signed is what was checked. Nobody signs what they wrote a word
    of or handed in, nor another text than the one they read (`revision`). `on_paper`: the same document is
    printed from its sheet when it is asked for, and its dispatch written down.
    """
    item = Item.objects.select_for_update().select_related("unit").get(pk=item_id)
    if item.state != ItemState.SUBMITTED:
        told = _("这条信息现在是“%(state)s”，不能签发。")
        raise Refusal(told % {"state": item.get_state_display()})
    refuse_below(item.unit)
    refuse_unread(item, revision)
    if by.user_id is not None and by.user_id in (*item.writers, item.drafted_by, item.submitted_by):
        raise Refusal(_("自己编写、送审的信息要由别人签发。"))
    refuse_people(item)
    year = timezone.localdate(at).year
    item.series, item.year = f"{item.unit.agency_code}{SERIES}", year
    item.serial = take_serials({year: 1}, series=item.series)[year]
    item.number = document_number(item.series, year, item.serial)
    item.signed_by, item.signer, item.sent_at, item.on_paper = by.user_id, by.label, at, on_paper
    sheet = sheet_of(item, timezone.localdate(at))
    item.text = freeze(sheet)
    if on_paper:
        refuse_unprintable(item.title + item.body + item.advice)
    item.pdf = "" if on_paper else keep(pdf(sheet, at))
    item.state = ItemState.SENT
    item.save()
    item_moved(item, "send", by, at)
    _tell_reports(item, "send", by, at)
    return item


@transaction.atomic
def record_dispatch(*, item_id: int, dispatched_on: date, way: str, by: Actor, at: datetime) -> None:
    """The paper has left: the day, and by which way."""
    item = _sent(item_id, (ItemState.SENT,), _("已经登记过上级的签收，或者还没有报送。"))
    if not item.awaits_dispatch:
        raise Refusal(_("这条不报纸质件，或者已经登记过送出。"))
    _refuse_day("dispatched_on", dispatched_on, _day_sent(item), at)
    if not way.strip():
        raise Refusal(problems=[Problem("way", _("请写明怎样送的，例如机要交换、专人送达。"))])
    item.dispatched_on, item.dispatched_by = dispatched_on, refuse_long(way, "way", WAY)
    item.save(update_fields=["dispatched_on", "dispatched_by"])
    item_moved(item, "dispatch", by, at)


@transaction.atomic
def record_receipt(*, item_id: int, received_on: date, receipt: str, by: Actor, at: datetime) -> None:
    """The higher office has it: the day, and who received it or under which number. What is on paper has left
    before: that is written down first."""
    item = _sent(item_id, (ItemState.SENT,), _("已经登记过上级的签收，或者还没有报送。"))
    if item.awaits_dispatch:
        raise Refusal(_("这条报纸质件，还没有登记送出：请先登记哪天、怎样送出的，再登记上级签收。"))
    _refuse_day("received_on", received_on, item.dispatched_on or _day_sent(item), at)
    if not receipt.strip():
        raise Refusal(problems=[Problem("receipt", _("请写明上级由谁签收，或者收文号。"))])
    item.state, item.received_on, item.receipt = ItemState.RECEIVED, received_on, receipt.strip()
    item.save(update_fields=["state", "received_on", "receipt"])
    item_moved(item, "receive", by, at)
    _tell_reports(item, "receive", by, at)


@transaction.atomic
def record_feedback(*, item_id: int, answered_on: date, feedback: str, by: Actor, at: datetime) -> None:
    """What the higher office says of it; every level below reads it with its report."""
    item = _sent(item_id, (ItemState.RECEIVED,), _("要先登记上级的签收，才能登记反馈；反馈只登记一次。"))
    _refuse_day("answered_on", answered_on, item.received_on or _day_sent(item), at)
    if len(feedback.strip()) < 4:
        raise Refusal(problems=[Problem("feedback", _("请写明上级的反馈。"))])
    item.state, item.answered_on, item.feedback = ItemState.ANSWERED, answered_on, feedback.strip()
    item.save(update_fields=["state", "answered_on", "feedback"])
    item_moved(item, "answer", by, at)
    _tell_reports(item, "answer", by, at, item.feedback)


def _sent(item_id: int, states: tuple[str, ...], otherwise: str) -> Item:
    item = Item.objects.select_for_update().get(pk=item_id)
    if item.state not in states:
        raise Refusal(otherwise)
    return item


def _day_sent(item: Item) -> date:
    assert item.sent_at
    return timezone.localdate(item.sent_at)


def _refuse_day(field: str, day: date, earliest: date, at: datetime) -> None:
    if not earliest <= day <= timezone.localdate(at):
        told = _("日期要在 %(earliest)s 到今天之间。") % {"earliest": earliest.isoformat()}
        raise Refusal(problems=[Problem(field, told)])


def _tell_reports(item: Item, verb: str, by: Actor, at: datetime, note: str = "") -> None:
    """Each level sees what became of its report: those in the item, and those merged into them."""
    todo = list(Report.objects.filter(item=item))
    while todo:
        for report in todo:
            moved(report, verb, by, at, note or item.number)
        todo = list(Report.objects.filter(merged_into__in=todo))
