"""The forms of supervision."""

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.casework.supervision.choices import ADOPTIONS, CAUSES, MEANS, PRESSINGS, PROPOSAL_KINDS
from xinfang.faces.workbench.acts.page import day_field, text_field
from xinfang.faces.workbench.asking import ChoiceOfUnits
from xinfang.registers.organisations import queries as organisations

__all__ = ["STEPS", "AnswerForm", "OrderForm", "ProposeForm", "StepForm"]

CHOOSE = [("", _("请选择"))]


class StepForm(forms.Form):
    """A form whose fields bear the step's name in their ids: several stand on one page."""

    use_required_attribute = False
    key = ""

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id=f"{self.key}_%s")


class OrderForm(forms.Form):
    """Whom, why, how, what is found and asked, by when."""

    use_required_attribute = False
    unit = forms.TypedChoiceField(
        label=_("督办对象"), coerce=int, error_messages={"required": _("请选择督办哪个单位。")}
    )
    cause = forms.ChoiceField(
        label=_("督办的理由"),
        choices=CAUSES,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择督办的理由。")},
    )
    means = forms.ChoiceField(
        label=_("督办的方式"),
        choices=MEANS,
        widget=forms.RadioSelect,
        help_text=_("发函督办会同时起草督办函，签发用印后发出。"),
        error_messages={"required": _("请选择督办的方式。")},
    )
    partners = ChoiceOfUnits(label=_("一起督办的单位"), help_text=_("只有联合督办要选。"))
    found = text_field(_("发现的问题"), _("请写明发现的问题。"), hint=_("写明时间和事实。"))
    demand = text_field(_("要求"), _("请写明要求。"), hint=_("要求做什么、怎样反馈。"))
    due_on = day_field(_("回复期限"), _("回复通过以前，事项不能办结。"))

    def __init__(self, data: Any, first: int | None, units: dict[int, str], today: date) -> None:
        super().__init__(data, initial={"unit": first})
        self.fields["unit"].choices = [*CHOOSE, *units.items()]  # type: ignore[attr-defined]
        others = [(each.id, each.name) for each in organisations.choices(today) if each.depth <= 2]
        self.fields["partners"].choices = others  # type: ignore[attr-defined]


class ReplyForm(StepForm):
    """What the unit has put right."""

    key = "reply"
    text = text_field(_("回复"), _("请写明查到什么、做了什么、结果怎样。"), rows=5)
    file = forms.FileField(
        label=_("附件"),
        required=False,
        help_text=_("一个文件，例如现场照片、鉴定报告。看得到这件督办的人能打开。"),
        error_messages={"empty": _("文件是空的，请重新选择。")},
    )


class AcceptForm(StepForm):
    """The reply is enough."""

    key = "accept"
    note = text_field(_("审核意见"), rows=2)


class ReturnForm(StepForm):
    """The reply is not enough."""

    key = "return"
    reason = text_field(_("退回的理由"), _("请写明回复缺什么。"))
    due_on = day_field(_("重新回复的期限"))


class PressForm(StepForm):
    """Urging, an interview, on the spot, together."""

    key = "press"
    kind = forms.ChoiceField(label=_("做了什么"), choices=PRESSINGS)
    text = text_field(_("说明"), _("请写明说了什么、要求什么。"))
    due_on = day_field(_("新的回复期限"), required=False)


class WithdrawForm(StepForm):
    """The order was a mistake."""

    key = "withdraw"
    reason = text_field(_("撤回的理由"), _("请写明为什么撤回。"), rows=2)


# Step -> (form, what its button says).
STEPS: dict[str, tuple[type[StepForm], Promise | str]] = {
    "reply": (ReplyForm, _("提交回复")),
    "accept": (AcceptForm, _("审核通过，销号")),
    "return": (ReturnForm, _("退回")),
    "press": (PressForm, _("登记")),
    "withdraw": (WithdrawForm, _("撤回督办")),
}


class ProposeForm(forms.Form):
    """What is proposed, to whom, on which grounds."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("种类"),
        choices=PROPOSAL_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择建议的种类。")},
    )
    unit = forms.TypedChoiceField(
        label=_("提给哪个单位"), coerce=int, error_messages={"required": _("请选择提给哪个单位。")}
    )
    title = forms.CharField(label=_("标题"), max_length=120, error_messages={"required": _("请写一个标题。")})
    matter = forms.CharField(
        label=_("由哪件事项引起"), required=False, max_length=24, help_text=_("填事项编号；没有的不填。")
    )
    grounds = text_field(_("依据"), _("请写明依据：哪些事项、什么情况。"))
    proposed = text_field(_("建议"), _("请写明建议。"))
    due_on = day_field(
        _("答复期限"),
        _("由提出建议的单位指定：条例要求书面反馈，没有规定多少日。"),
        missing=_("请指定书面反馈的日期。"),
    )

    def __init__(self, data: Any, today: date, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        units = [(each.id, each.label) for each in organisations.choices(today)]
        self.fields["unit"].choices = [*CHOOSE, *units]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Whether it is adopted, and how."""

    use_required_attribute = False
    adoption = forms.ChoiceField(
        label=_("答复"),
        choices=ADOPTIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择采纳不采纳。")},
    )
    text = text_field(_("说明"), _("请写明怎样采纳；不采纳的写明理由。"), rows=4)
