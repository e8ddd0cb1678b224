"""Settlement (息诉息访) on its proof, and that it does not hold any more."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.satisfaction import actions
from xinfang.casework.satisfaction.actions.settling import Settled
from xinfang.casework.satisfaction.choices import PROOFS
from xinfang.casework.satisfaction.queries import accepted_callbacks
from xinfang.faces.workbench.acts.page import ActForm, ActPage, meant, text_field
from xinfang.kernel.actor import Actor

__all__ = ["PAGES"]

WHEN = {"required": _("请选一个日期。"), "invalid": _("日期应写成 2026-10-15 这样。")}


class SettleForm(ActForm):
    """When, on what proof, the file, and how the petitioner put it."""

    use_required_attribute = False
    settled_on = forms.DateField(
        label=_("息诉息访的日期"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        error_messages=WHEN,
    )
    proof = meant(forms.ChoiceField(label=_("凭据"), choices=PROOFS, required=False))
    callback = forms.ChoiceField(
        label=_("哪一次回访"),
        required=False,
        help_text=_("凭据是有录音的回访时，选信访人认可处理结果的那一次。"),
    )
    file = forms.FileField(
        label=_("凭据文件"),
        help_text=_("签字的承诺书、协议书的扫描件，或回访的录音；不超过 50 MB。"),
        error_messages={
            "required": _("没有凭据的不能登记息诉息访，请选择文件。"),
            "empty": _("文件是空的。"),
        },
    )
    statement = meant(text_field(_("信访人怎么表示的")))

    def prepare(self) -> None:
        """Today, and the call-backs in which the petitioner accepted."""
        self.fields["settled_on"].initial = self.asked.today
        field = self.fields["callback"]
        assert isinstance(field, forms.ChoiceField)
        found = accepted_callbacks(self.asked.case.matter.pk)
        field.choices = [
            ("", _t("不是回访")),
            *((str(pk), _call(row.called_at, row.caller)) for pk, row in found),
        ]


class UnsettleForm(ActForm):
    """Why."""

    reason = meant(text_field(_("为什么不再成立")))


def _call(moment: datetime, caller: str) -> str:
    day = date_format(timezone.localtime(moment), _t("Y年n月j日 H:i"))
    return _t("%(day)s，%(caller)s") % {"day": day, "caller": caller}


def _settle(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    settled = Settled(
        settled_on=data["settled_on"],
        proof=data["proof"],
        statement=data["statement"],
        file=(data["file"].name, data["file"].file),
        callback_id=int(data["callback"]) if data["callback"] else None,
    )
    return [actions.settle(matter_id=matter_id, settled=settled, by=by, at=at)]


def _unsettle(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    return [actions.unsettle(matter_id=matter_id, reason=data["reason"], by=by, at=at)]


PAGES = (
    ActPage(
        "settle",
        SettleForm,
        _settle,
        _(
            "信访人认可处理结果、不再就此事信访的，凭他签字的文书或有录音的回访登记。"
            "这不是法定程序：他仍然可以申请复查、复核，以后再来的照样登记。不得要求他签。"
        ),
        _("已登记息诉息访。"),
        "check2-circle",
    ),
    ActPage(
        "unsettle",
        UnsettleForm,
        _unsettle,
        _("信访人又提出，或者凭据有问题的，写明理由，撤下这一条。记录和理由都留着。"),
        _("已撤下息诉息访。"),
        "arrow-counterclockwise",
    ),
)
