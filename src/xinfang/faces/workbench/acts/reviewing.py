"""Asking for review and re-review, and taking a request back."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts.together import further
from xinfang.casework.reviews import actions, queries
from xinfang.casework.reviews.actions import Request
from xinfang.casework.reviews.choices import LEVELS, VIAS
from xinfang.faces.workbench.acts.page import ActForm, ActPage, day_field, reason_field
from xinfang.kernel import clock
from xinfang.kernel.actor import Actor

__all__ = ["PAGES"]

OUTSIDE = "outside"


class RequestForm(ActForm):
    """What was asked, when it came, before whom it goes, and why it may come late."""

    level = "review"
    petition = forms.ChoiceField(
        label=_("谁申请的"),
        required=False,
        help_text=_("并入的、一起反映的信访人，各从自己收到书面答复之日起算三十日。"),
        error_messages={"invalid_choice": _("没有这样的信访人，请重新选择。")},
    )
    received_at = forms.DateTimeField(
        label=_("收到申请的时间"),
        help_text=_("期限从这一天的次日起算。"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": _("请填写收到申请的时间。"),
            "invalid": _("时间应写成 2026-10-15 09:30 这样。"),
        },
    )
    via = forms.ChoiceField(
        label=_("怎么提出的"),
        choices=[("", _("请选择")), *VIAS],
        error_messages={"required": _("请选择申请是怎么提出的。")},
    )
    facts = forms.CharField(
        label=_("事实和理由"),
        help_text=_("为什么不服；口头提出的，如实记录。"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("请写明申请的事实和理由。")},
    )
    demand = forms.CharField(
        label=_("要求"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("可不填。")
    )
    reviewer = forms.ChoiceField(
        label=_("由谁办理"),
        error_messages={
            "required": _("请选择由谁办理。"),
            "invalid_choice": _("没有这个单位，请重新选择。"),
        },
    )
    reviewer_name = forms.CharField(
        label=_("区外机关名称"),
        required=False,
        max_length=120,
        help_text=_("选“区外机关”时填写，例如市级主管部门、垂直管理的上级机关。"),
    )
    reviewer_reason = forms.CharField(
        label=_("改由别的机关办理的理由"),
        required=False,
        max_length=300,
        help_text=_("与系统建议的不同时填写。"),
    )
    late_reason = forms.CharField(
        label=_("逾期的正当理由"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    excused_by = forms.CharField(
        label=_("由谁决定接受"), required=False, max_length=120, help_text=_("写职务，例如信访局局长。")
    )
    asked_fields: tuple[str, ...] = ("received_at", "via", "facts", "demand")
    reviewer_fields = ("reviewer", "reviewer_name", "reviewer_reason")
    late_fields = ("late_reason", "excused_by")

    def prepare(self) -> None:
        """The reviewer that the tree proposes, those who may be chosen, and how long the right lasts."""
        matter, today = self.asked.case.matter, self.asked.today
        level = LEVELS[self.level]
        self._offer_petitioners()
        self.right = queries.right_of(matter)
        self.source = self.right.source if self.right else ""
        self.proposal = queries.proposal(matter, level, today)
        self.late = bool(self.right and self.right.due_on and today > self.right.due_on)
        units = queries.reviewers(matter, level, today)
        field = self.fields["reviewer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*((str(unit.id), unit.label) for unit in units), (OUTSIDE, _("区外机关"))]
        self.initial.update(
            {
                "received_at": timezone.localtime(clock.now()),
                "reviewer": str(self.proposal.unit.pk) if self.proposal.unit else OUTSIDE,
                "reviewer_name": self.proposal.name,
            }
        )

    def _offer_petitioners(self) -> None:
        """By the numbers of their petitions; not asked where there is but one."""
        others = further(self.asked.case.matter.pk)
        if not others:
            del self.fields["petition"]
            return
        first = self.asked.case.first.number
        field = self.fields["petition"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", first), *((str(each.petition_id), each.number) for each in others)]
        self.asked_fields = ("petition", *self.asked_fields)

    def clean(self) -> dict[str, Any]:
        """An organ outside has a name."""
        data = super().clean() or {}
        if data.get("reviewer") == OUTSIDE and not data.get("reviewer_name", "").strip():
            self.add_error("reviewer_name", _("请填写区外机关的名称。"))
        return data

    def said(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        """Some of the fields, for a part of the page."""
        return [self[name] for name in names]

    @property
    def asked_part(self) -> list[forms.BoundField]:
        """What was asked."""
        return self.said(self.asked_fields)

    @property
    def reviewer_part(self) -> list[forms.BoundField]:
        """Before whom it goes."""
        return self.said(self.reviewer_fields)

    @property
    def late_part(self) -> list[forms.BoundField]:
        """Why it may come late."""
        return self.said(self.late_fields)


class RerequestForm(RequestForm):
    """The same, of the review."""

    level = "rereview"


class WithdrawForm(ActForm):
    """The date on the signed request."""

    signed_on = day_field(_("申请书上的日期"), _("信访人签名的撤回申请书存入案卷；上传扫描件请用附件。"))
    note = forms.CharField(label=_("说明"), required=False, max_length=200)


def _request(data: Mapping[str, Any]) -> Request:
    outside = data["reviewer"] == OUTSIDE
    return Request(
        received_at=data["received_at"],
        via=data["via"],
        facts=data["facts"],
        demand=data["demand"],
        late_reason=data["late_reason"],
        excused_by=data["excused_by"],
        reviewer_unit_id=None if outside else int(data["reviewer"]),
        reviewer_name=data["reviewer_name"] if outside else "",
        reviewer_reason=data["reviewer_reason"],
        petition_id=int(data["petition"]) if data.get("petition") else None,
    )


def _ask_review(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    actions.request_review(matter_id=matter_id, asked=_request(data), by=by, at=at)
    return []


def _ask_rereview(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    actions.request_rereview(matter_id=matter_id, asked=_request(data), by=by, at=at)
    return []


class ExtendForm(ActForm):
    """How many days, and why."""

    days = forms.IntegerField(
        label=_("延长的天数"),
        help_text=_("不超过 30 日，只能延长一次。"),
        min_value=1,
        max_value=30,
        error_messages={"required": _("请写明延长多少日。")},
    )
    reason = reason_field(_("延长的理由"))


def _extend(key: str) -> Callable[[int, Mapping[str, Any], Actor, datetime], list[int]]:
    def do(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
        said = {"days": data["days"], "reason": data["reason"]}
        return [actions.extend(matter_id=matter_id, level=LEVELS[key], **said, by=by, at=at)]

    return do


def _withdraw(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    return [
        actions.withdraw(matter_id=matter_id, signed_on=data["signed_on"], note=data["note"], by=by, at=at)
    ]


ASKING = "workbench/reviews/request.html"
BACK = _("撤回要有信访人签名的书面申请。原意见照旧有效；在剩下的期限内还可以再申请。")
PAGES = (
    ActPage(
        "request_review",
        RequestForm,
        _ask_review,
        _("信访人不服处理意见的，自收到书面答复之日起三十日内可以请求上一级机关、单位复查。"),
        _("已登记复查申请。"),
        icon="arrow-up-circle",
        template=ASKING,
    ),
    ActPage(
        "request_rereview",
        RerequestForm,
        _ask_rereview,
        _("信访人不服复查意见的，自收到书面答复之日起三十日内可以请求复查机关的上一级复核。"),
        _("已登记复核申请。"),
        icon="arrow-up-circle",
        template=ASKING,
    ),
    *(
        ActPage(
            f"extend_{key}",
            ExtendForm,
            _extend(key),
            _("情况复杂的，经复查、复核机关批准可以延长，不超过三十日，并告知信访人。"),
            _("已延长期限。"),
            icon="calendar-plus",
        )
        for key in LEVELS
    ),
    ActPage(
        "withdraw_review", WithdrawForm, _withdraw, BACK, _("已撤回复查申请。"), icon="arrow-return-left"
    ),
    ActPage(
        "withdraw_rereview", WithdrawForm, _withdraw, BACK, _("已撤回复核申请。"), icon="arrow-return-left"
    ),
)
