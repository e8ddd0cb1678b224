"""The forms of a review's page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.reviews.choices import GROUND_CHOICES, OUTCOMES, RESULTS
from xinfang.faces.workbench.acts.page import day_field, meant
from xinfang.faces.workbench.acts.proof import ServiceForm
from xinfang.kernel.templatetags.ui import run_on

__all__ = ["DecideForm", "FactsForm", "RefuseForm", "ServeForm"]


# Outcome -> what it asks for beside the finding.
ASKED: dict[str, tuple[str, ...]] = {
    "change": ("grounds", "changed_result"),
    "revoke": ("grounds", "redo_by"),
    "redo": ("grounds", "redo_by"),
}


class DecideForm(forms.Form):
    """The outcome with its grounds; a new result when it changes; the unit's last day when it goes back."""

    outcome = forms.ChoiceField(
        label=_("结论"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择结论。"), "invalid_choice": _("请选择结论。")},
    )
    grounds = forms.MultipleChoiceField(
        label=_("理由"), choices=GROUND_CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    changed_result = meant(
        forms.ChoiceField(
            label=_("变更后的处理结果"),
            help_text=_("变更的必须选择。"),
            choices=[("", _("请选择")), *RESULTS],
            required=False,
        )
    )
    redo_by = meant(
        day_field(
            _("重新办理的最后期限"),
            _("撤销、责令重新办理的必须填写：从送达时起，由承办单位在这一天以前重新作出意见。"),
            required=False,
        )
    )
    finding = forms.CharField(
        label=_("审查认定的情况"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("请写明审查认定的情况。")},
    )
    number = forms.CharField(
        label=_("区外机关意见书的文号"),
        max_length=60,
        help_text=_("必须填写，例如 云政复查〔2026〕3号。"),
        error_messages={"required": _("请填写区外机关意见书的文号。")},
    )

    made_on = day_field(
        _("区外机关意见书的日期"),
        _("意见书上的日期，可以早于今天；从这一天起可以登记送达。"),
        missing=_("请填写区外机关意见书的日期。"),
    )
    revision = forms.IntegerField(required=False, min_value=0, max_value=10**6)  # what was read; hidden

    def __init__(self, data: Any = None, *, outside: bool, **options: Any) -> None:
        super().__init__(data, **options)
        if not outside:
            del self.fields["number"], self.fields["made_on"]

    def clean(self) -> dict[str, Any]:
        """What the chosen outcome does not ask for is not on the page, and is left out."""
        data = super().clean() or {}
        asked = ASKED.get(data.get("outcome", ""), ())
        nothing: dict[str, Any] = {"grounds": [], "changed_result": "", "redo_by": None}
        for name in nothing.keys() - set(asked):
            data[name] = nothing[name]
            self.errors.pop(name, None)
        return data


class RefuseForm(forms.Form):
    """Why the request is not taken."""

    reason = forms.CharField(
        label=_("不予受理的理由"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明不予受理的理由。")},
    )


class ServeForm(ServiceForm):
    """How an outside organ's opinion reached the petitioner, and what begins or ends with it."""

    def __init__(self, *data: Any, last: bool = False, back: bool = False, **options: Any) -> None:
        super().__init__(*data, **options)
        told = _("申请复核的三十日从次日起算。")
        if back:
            told = _("送达以后，事项回到原办理单位，由它重新作出处理意见。")
        elif last:
            told = _("复核意见送达以后，三级程序终结。")
        day = self.fields["received_on"]
        day.help_text = run_on([day.help_text, told])


class FactsForm(forms.Form):
    """What is new, when the unit that decides anew comes to the same."""

    text = forms.CharField(
        label=_("新查明的事实"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明新查明的事实。")},
    )
