"""Reports: the result of an assigned matter, and urgent matters at once upwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts import actions as acts
from xinfang.casework.assignments import actions
from xinfang.casework.workflow import IN_FORCE_2022
from xinfang.faces.workbench.acts.page import LONGEST_TEXT, ActForm, ActPage, reason_field, text_field
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

__all__ = ["PAGES"]

Data = Mapping[str, Any]
# Whom the regulation names (2022, 25).
TOLD = {
    "party": _("本级党委和政府"),
    "above": _("上一级信访部门"),
    "bureau": _("国家信访局"),
    "department": _("相关主管部门"),
    "council": _("本级信访工作联席会议办公室"),
}
# Who is told of every urgent matter; the national bureau since the regulation of 2022.
ALWAYS = {"party", "above"}
SINCE_2022 = ALWAYS | {"bureau"}
MOMENT = "%Y-%m-%dT%H:%M"


class ReportBackForm(ActForm):
    """What came of it."""

    text = text_field(_("办理结果"), _("请写明办理结果。"), rows=8, most=LONGEST_TEXT)


class ReturnForm(ActForm):
    """What is missing."""

    reason = reason_field(_("报告缺什么"), hint=_("承办单位会看到。报结果的日期不变。"))


class ReportUpForm(ActForm):
    """To whom, when, what."""

    told = forms.MultipleChoiceField(
        label=_("报告给了谁"),
        choices=list(TOLD.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选择报告给了谁。")},
    )
    reported_at = forms.DateTimeField(
        label=_("什么时候报告的"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, MOMENT),
        input_formats=[MOMENT, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={
            "required": _("请填写报告的时间。"),
            "invalid": _("时间应写成 2026-10-15 09:30 这样。"),
        },
    )
    text = text_field(_("报告的内容"), _("请写明报告了什么。"), rows=5, most=LONGEST_TEXT)

    def prepare(self) -> None:
        """Just now, unless it is said otherwise."""
        self.fields["reported_at"].initial = clock.now()

    def clean_told(self) -> list[str]:
        """In words; the regulation's own addressees are always among them."""
        chosen = self.cleaned_data["told"]
        owed = SINCE_2022 if self.asked.today >= IN_FORCE_2022 else ALWAYS
        if missing := [key for key in TOLD if key in owed and key not in chosen]:
            said = {"missing": _t("、").join(str(TOLD[key]) for key in missing)}
            raise forms.ValidationError(_t("紧急事项还要报告%(missing)s；请都报告以后再登记。") % said)
        return [str(TOLD[key]) for key in TOLD if key in chosen]


def _report_back(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.report_back(matter_id=matter_id, text=data["text"], by=by, at=at)]


def _return_report(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [actions.return_report(matter_id=matter_id, reason=data["reason"], by=by, at=at)]


def _report_up(matter_id: int, data: Data, by: Actor, at: datetime) -> list[int]:
    return [
        acts.report_up(
            matter_id=matter_id,
            told=data["told"],
            reported_at=data["reported_at"],
            text=data["text"],
            by=by,
            at=at,
        )
    ]


PAGES = (
    ActPage(
        "report_back",
        ReportBackForm,
        _report_back,
        _("向交办的单位反馈办理结果。结果不清楚的会被退回，要求补充。"),
        _("办理结果已报送。"),
        icon="file-earmark-arrow-up",
    ),
    ActPage(
        "return_report",
        ReturnForm,
        _return_report,
        _("报告没有说清楚的，退回承办单位补充；反馈的期限继续计算。"),
        _("报告已退回。"),
        icon="arrow-return-left",
    ),
    ActPage(
        "report_up",
        ReportUpForm,
        _report_up,
        _(
            "可能造成社会影响的重大、紧急事项，立即报告本级党委和政府、上一级信访部门，同时报告国家信访局。先报告，再在这里登记。"
        ),
        _("紧急上报已登记。"),
        icon="megaphone",
    ),
)
