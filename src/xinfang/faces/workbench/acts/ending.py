"""How a matter ends, and how an end is mended."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts import actions
from xinfang.casework.supervision.queries import orders_of
from xinfang.faces.workbench.acts.page import ActForm, ActPage, reason_field, text_field
from xinfang.kernel.actor import Actor

__all__ = ["PAGES"]

Data = Mapping[str, Any]


class WithdrawForm(ActForm):
    """The signed request, and why."""

    file = forms.FileField(
        label=_("信访人签名的撤回申请"),
        help_text=_("扫描件或照片。会作为附件保存在这件事项里。"),
        error_messages={
            "required": _("请附上信访人签名的撤回申请。"),
            "empty": _("文件是空的，请重新选择。"),
        },
    )
    reason = reason_field(_("撤回的原因"))

    def prepare(self) -> None:
        """What is under supervision is not freed by it: that is said before it is done."""
        orders = orders_of(self.asked.case.matter.pk, self.asked.today)
        if not (running := [each for each in orders if each.closed_at is None]):
            return
        told = {"by": running[0].ordered_by, "unit": running[0].unit}
        told["day"] = timezone.localdate(running[0].ordered_at).isoformat()
        said = _t(
            "这件事项正在督办（%(day)s %(by)s提出，督办%(unit)s）。撤回以后督办不会自动结束："
            "督办的信访部门会收到提醒，由它决定撤回督办还是继续督办。"
        )
        href = reverse("workbench:supervision_order", args=[running[0].pk])
        self.before = (said % told, href, _t("看这件督办"))


class ReopenForm(ActForm):
    """How it was asked for again."""

    reason = reason_field(_("信访人怎样重新提出"), hint=_("例如：10月15日来电，要求继续办理。"))


class CloseForm(ActForm):
    """Nothing need be said."""

    note = text_field(_("说明"))

    def prepare(self) -> None:
        """An agreement has another end than an opinion: it is kept, not reviewed."""
        if self.asked.case.matter.result in ("mediated", "reconciled"):
            self.hint = _(
                "双方签名的协议书已经送达。办结以后督促双方按协议履行；没有处理意见，也就没有复查程序。"
            )


def _withdraw(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    upload = data["file"]
    return [
        actions.withdraw(
            matter_id=matter_id, file_name=upload.name, file=upload.file, reason=data["reason"], by=by, at=at
        )
    ]


def _reopen(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.reopen(matter_id=matter_id, reason=data["reason"], by=by, at=at)]


def _close(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.close(matter_id=matter_id, note=data["note"], by=by, at=at)]


PAGES = (
    ActPage(
        "conclude",
        CloseForm,
        _close,
        _("处理意见已经送达，该办的已经办完。信访人不服的，仍可以在期限内申请复查。"),
        _("已办结。"),
        icon="check2-circle",
    ),
    ActPage(
        "withdraw",
        WithdrawForm,
        _withdraw,
        _("只有信访人本人书面申请才能撤回。撤回不是删除：事项和经过都保留，以后仍可以重新提出。"),
        _("已按信访人的申请撤回。"),
        icon="box-arrow-left",
    ),
    ActPage(
        "reopen",
        ReopenForm,
        _reopen,
        _("撤回以后信访人又要求办理的，回到待分送，分送期限从今天起算。"),
        _("已重新提出，请分送。"),
        icon="arrow-counterclockwise",
    ),
)
