"""A hearing in the course of handling, written down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xinfang.casework.acts import actions
from xinfang.faces.workbench.acts.page import LONGEST_TEXT, ActForm, ActPage, day_field, text_field
from xinfang.kernel.actor import Actor

__all__ = ["PAGES"]


class HearForm(ActForm):
    """When, who took the chair, what came out."""

    held_on = day_field(_("听证日期"), missing=_("请选择听证日期。"))
    chair = forms.CharField(
        label=_("主持人"),
        max_length=60,
        help_text=_("姓名和职务。"),
        error_messages={"required": _("请填写主持人。")},
    )
    text = text_field(_("查明的情况和结论"), _("请写明听证查明了什么。"), rows=8, most=LONGEST_TEXT)


def _hear(matter_id: int, data: Mapping[str, Any], by: Actor, at: datetime) -> list[int]:
    return [
        actions.hear(
            matter_id=matter_id,
            held_on=data["held_on"],
            chair=data["chair"],
            text=data["text"],
            by=by,
            at=at,
        )
    ]


PAGES = (
    ActPage(
        "hear",
        HearForm,
        _hear,
        _("重大、复杂、疑难的事项可以举行听证。办理中的听证不停止计算期限；笔录请作为附件上传。"),
        _("听证已登记。"),
        icon="mic",
    ),
)
