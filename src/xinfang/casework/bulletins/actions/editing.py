"""The office writes an item out of reports, hands it in, or gives it up; the head may send it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from xinfang.casework.bulletins.actions.checking import held
from xinfang.casework.bulletins.actions.filing import moved, refuse_personal
from xinfang.casework.bulletins.models import Item, ItemKind, ItemState, Report, ReportState
from xinfang.casework.bulletins.models.item import OPEN
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.actions import Record, record
from xinfang.kernel.errors import Problem, Refusal
from xinfang.kernel.locks import one_at_a_time
from xinfang.registers.organisations.models import Unit
from xinfang.registers.organisations.queries import unit_words
from xinfang.registers.petitioners.mentions import petitioner_problems

__all__ = [
    "ItemEntry",
    "discard_item",
    "draft_item",
    "item_moved",
    "refuse_below",
    "refuse_unread",
    "refuse_people",
    "save_item",
    "send_back_item",
    "submit_item",
]

LEAST = 20  # characters of a body
WRITING = (ItemState.DRAFT, ItemState.RETURNED)


@dataclass(frozen=True)
class ItemEntry:
    """What an item says, and to whom."""

    title: str
    body: str
    addressee: str
    advice: str = ""
    kind: str = ItemKind.WARNING
    topic_id: int | None = None
    urgent: bool = False


@transaction.atomic
def draft_item(
    *, entry: ItemEntry, report_ids: Sequence[int], unit_id: int, form_key: UUID, by: Actor, at: datetime
) -> Item:
    """Begin an item; the reports that it is made of stand with it. The same form sent twice is one item.

    A draft may still hold what must not go out; it is said when it is handed in.
    """
    one_at_a_time("bulletins", [form_key.bytes])
    known = Item.objects.filter(form_key=form_key).first()
    if known:
        return known
    unit = Unit.objects.get(pk=unit_id)
    refuse_below(unit)
    _refuse_incomplete(entry)
    reports = [held(pk) for pk in sorted(set(report_ids))]
    if [report.number for report in reports if report.at_unit_id != unit_id]:
        raise Refusal(_("所选的信息还没有报到区里，不能编入。"))
    item = Item.objects.create(
        unit=unit,
        form_key=form_key,
        drafted_at=at,
        drafted_by=by.user_id,
        drafter=by.label,
        writers=[] if by.user_id is None else [by.user_id],
        **_columns(entry),
    )
    for report in reports:
        report.state, report.item = ReportState.TAKEN, item
        report.save(update_fields=["state", "item"])
        moved(report, "take", by, at)
    item_moved(item, "draft", by, at)
    return item


@transaction.atomic
def save_item(
    *, item_id: int, entry: ItemEntry, by: Actor, at: datetime, revision: int | None = None
) -> None:
    """Change what is not handed in. `revision`: the text that the writer had before the eyes."""
    item = _in_hand(item_id, WRITING)
    refuse_unread(item, revision)
    _refuse_incomplete(entry)
    for column, value in _columns(entry).items():
        setattr(item, column, value)
    if by.user_id is not None and by.user_id not in item.writers:
        item.writers = [*item.writers, by.user_id]
    item.revision += 1
    item.save()
    item_moved(item, "save", by, at)


@transaction.atomic
def submit_item(*, item_id: int, by: Actor, at: datetime, revision: int | None = None) -> None:
    """Hand it to the head. Refuses what names a petitioner or holds a number of a person, saying where."""
    item = _in_hand(item_id, WRITING)
    refuse_below(item.unit)
    refuse_unread(item, revision)
    refuse_people(item)
    item.state, item.submitted_at = ItemState.SUBMITTED, at
    item.submitted_by, item.submitter = by.user_id, by.label
    item.save(update_fields=["state", "submitted_by", "submitter", "submitted_at"])
    item_moved(item, "submit", by, at)


@transaction.atomic
def send_back_item(*, item_id: int, reason: str, by: Actor, at: datetime) -> None:
    """The head does not sign, and says what is to be mended."""
    item = _in_hand(item_id, (ItemState.SUBMITTED,))
    if len(reason.strip()) < 4:
        raise Refusal(problems=[Problem("reason", _("请写明要怎样修改。"))])
    item.state, item.remark = ItemState.RETURNED, reason.strip()
    item.save(update_fields=["state", "remark"])
    item_moved(item, "send_back", by, at)


@transaction.atomic
def discard_item(*, item_id: int, by: Actor, at: datetime) -> None:
    """Give up what was not sent, also what waits for a signature; its reports wait again where they lay."""
    item = _in_hand(item_id, OPEN)
    for report in Report.objects.select_for_update().filter(item=item).order_by("pk"):
        report.state, report.item = ReportState.WAITING, None
        report.save(update_fields=["state", "item"])
        moved(report, "let_go", by, at)
    item.state = ItemState.DISCARDED
    item.save(update_fields=["state"])
    item_moved(item, "discard", by, at)


def refuse_below(unit: Unit) -> None:
    """Raise Refusal for a unit below the district: the district's office alone writes to the higher one."""
    if unit.depth > 1:
        told = _("报送上级的信息由%(office)s编写；%(unit)s收到的信息请归并上报，已经编的请点“不再编发”。")
        raise Refusal(told % {"office": Unit.objects.get(path=unit.path[: Unit.steplen]), "unit": unit})


def refuse_people(item: Item) -> None:
    """Raise Refusal when the item speaks of a person: numbers, names, and any petitioner known by name."""
    texts = {
        "title": (_("标题"), item.title),
        "body": (_("正文"), item.body),
        "advice": (_("建议"), item.advice),
    }
    refuse_personal(petitioner_problems(texts, unit_words()))


def refuse_unread(item: Item, revision: int | None) -> None:
    """Raise Refusal when somebody would hand in, sign or overwrite a text other than the one that was read.

    None: it was read as it stands, in the same call.
    """
    if revision is not None and item.revision != revision:
        raise Refusal(_("您打开以后，这条信息又改过。请看过现在的一稿再办。"))


def item_moved(item: Item, verb: str, by: Actor, at: datetime) -> None:
    """What was done with an item, in the audit."""
    record(Record("item.moved", "item", item.pk, item.number, after={"verb": verb}), by=by, at=at)


def _in_hand(item_id: int, states: Sequence[str]) -> Item:
    item = Item.objects.select_for_update().get(pk=item_id)
    if item.state not in states:
        told = _("这条信息现在是“%(state)s”，不能这样办。请刷新后看。")
        raise Refusal(told % {"state": item.get_state_display()})
    return item


def _refuse_incomplete(entry: ItemEntry) -> None:
    found = []
    if not entry.title.strip() or len(entry.title.strip()) > 120:
        found.append(Problem("title", _("请写标题，最多 120 个字。")))
    if len("".join(entry.body.split())) < LEAST:
        found.append(Problem("body", _("正文至少 %(n)d 个字。") % {"n": LEAST}))
    if not entry.addressee.strip() or len(entry.addressee.strip()) > 120:
        found.append(Problem("addressee", _("请写明报送给哪个单位，最多 120 个字。")))
    if entry.kind not in ItemKind.values:
        found.append(Problem("kind", _("请选择是预警、预测还是情况反映。")))
    if found:
        raise Refusal(problems=found)


def _columns(entry: ItemEntry) -> dict[str, object]:
    return {
        "title": entry.title.strip(),
        "body": entry.body.strip(),
        "advice": entry.advice.strip(),
        "addressee": entry.addressee.strip(),
        "kind": entry.kind,
        "topic_id": entry.topic_id,
        "urgent": entry.urgent,
    }
