"""Hearings of reviews and re-reviews."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts.guards import SHORTEST
from xinfang.casework.desks.papers import issued
from xinfang.casework.reviews import actions
from xinfang.casework.reviews.actions import Closing, Opening
from xinfang.casework.reviews.queries import running
from xinfang.faces.workbench.acts.page import ActForm, ActPage, day_field, text_field
from xinfang.kernel.actor import Actor

__all__ = ["PAGES"]


class OpeningForm(ActForm):
    """When the hearing begins, who chairs it."""

    from_day = day_field(_("听证开始日期"), _("从这一天起，听证所需时间不计入三十日。"))
    notice_on = day_field(_("通知日期"), _("听证通知书送到信访人的日期。"), required=False)
    place = forms.CharField(label=_("地点"), required=False, max_length=120)
    chair = forms.CharField(
        label=_("主持人"),
        max_length=60,
        help_text=_("写职务，不写姓名。"),
        error_messages={"required": _("请写明听证由谁主持，写职务即可。")},
    )

    def prepare(self) -> None:
        """Today, unless told otherwise; and what must come before it."""
        self.initial.update({"from_day": self.asked.today})
        _say_first(self)


class ClosingForm(ActForm):
    """When it ended, how many took part, what it came to."""

    to_day = day_field(_("听证结束日期"), _("从次日起，三十日继续计算。"))
    participants = forms.IntegerField(
        label=_("参加人数"),
        min_value=1,
        max_value=5000,
        help_text=_("只填人数，不填姓名。"),
        error_messages={
            "required": _("请填写参加听证的人数。"),
            "min_value": _("请填写参加听证的人数。"),
            "invalid": _("人数要是一个整数。"),
        },
    )
    result = text_field(_("听证结果"), _("请写明听证的结果。"))

    def prepare(self) -> None:
        """Today, unless told otherwise."""
        self.initial.update({"to_day": self.asked.today})

    def clean_to_day(self) -> date:
        """Said together with what else is wrong, not after it."""
        day: date = self.cleaned_data["to_day"]
        if day > self.asked.today:
            raise forms.ValidationError(_t("听证结束的日期要在开始之后、今天或以前。"))
        return day

    def clean_result(self) -> str:
        """As long as the room asks."""
        said: str = self.cleaned_data["result"]
        if len("".join(said.split())) < SHORTEST:
            raise forms.ValidationError(_t("请写明听证的结果，至少 %(n)d 个字。") % {"n": SHORTEST})
        return said


class HearingForm(OpeningForm, ClosingForm):
    """A hearing of a review, all at once: its term runs on meanwhile."""

    from_day = day_field(_("听证开始日期"))
    to_day = day_field(_("听证结束日期"))
    field_order = ("from_day", "to_day", "notice_on", "place", "chair", "participants", "result")

    def prepare(self) -> None:
        """Today, unless told otherwise."""
        self.initial.update({"from_day": self.asked.today, "to_day": self.asked.today})
        _say_first(self)


def _say_first(form: ActForm) -> None:
    """That nobody is heard who was not invited; of an organ outside, that its own papers are entered."""
    matter = form.asked.case.matter
    review = running(matter.pk)
    if review is None:
        return
    if review.reviewer_name:
        told = _t("由%(organ)s举行：照它的听证通知书和笔录登记，本单位不另发通知。")
        form.hint = told % {"organ": review.reviewer_name}
    elif not any(
        each.key == "hearing_notice" and each.at and each.at >= review.requested_at
        for each in issued(matter.pk)
    ):
        href = reverse("workbench:letter_new", args=[matter.number, "hearing_notice"])
        said = _t("听证要先通知信访人：这件申请还没有制发听证通知书，制发以后才能登记听证。")
        form.before = (said, href, _t("起草听证通知书"))


def _opening(data: Mapping[str, Any]) -> Opening:
    return Opening(data["from_day"], data["chair"], data["notice_on"], data["place"])


def _closing(data: Mapping[str, Any]) -> Closing:
    return Closing(data["to_day"], data["participants"], data["result"])


def _open(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    return [actions.open_hearing(matter_id=matter_id, opening=_opening(data), by=by, at=at)]


def _close(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    return [actions.close_hearing(matter_id=matter_id, closing=_closing(data), by=by, at=at)]


def _hear(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    opening, closing = _opening(data), _closing(data)
    return [actions.hear_review(matter_id=matter_id, opening=opening, closing=closing, by=by, at=at)]


PAGES = (
    ActPage(
        "open_hearing",
        OpeningForm,
        _open,
        _("复核机关、单位可以举行听证；听证所需时间不计算在三十日内。"),
        _("已登记听证开始，复核期限暂停。"),
        icon="megaphone",
    ),
    ActPage(
        "close_hearing",
        ClosingForm,
        _close,
        _("登记听证结束；从次日起复核期限继续计算。"),
        _("已登记听证结束，复核期限继续。"),
        icon="megaphone",
    ),
    ActPage(
        "hear_review",
        HearingForm,
        _hear,
        _("复查期间举行的听证记录在案；复查的三十日照常计算。"),
        _("已登记听证。"),
        icon="megaphone",
    ),
)
