"""Before and after of an entry, side by side, in words."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xinfang.casework.deadlines.rules import rule
from xinfang.kernel.audit.queries import AuditEntry

__all__ = ["changes"]

FIELDS: dict[str, Promise | str] = {
    "name": _("名称"),
    "short_name": _("简称"),
    "kind": _("类别"),
    "parent": _("上级"),
    "on": _("生效日期"),
    "into": _("并入"),
    "valid_from": _("开始"),
    "valid_to": _("结束"),
    "address": _("地址"),
    "hours": _("接待时间"),
    "telephone": _("电话"),
    "role": _("岗位"),
    "unit": _("单位"),
    "title": _("显示名称"),
    "state": _("环节"),
    "working": _("上班"),
    "reason": _("理由"),
    "source": _("依据"),
    "confirmed": _("已确认"),
    "channel": _("渠道"),
    "form": _("形式"),
    "heads": _("人数"),
    "due_on": _("期满日"),
    "provisional": _("暂定"),
    "rule": _("期限"),
    "years": _("年份"),
    "posted_on": _("张贴日期"),
    "renewed_on": _("换上新的日期"),
    "posted_by": _("登记张贴的人"),
    "photo": _("照片"),
}


def changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """(field, before, after) for each field that the entry tells of."""
    keys = list(dict.fromkeys([*entry.before, *entry.after]))
    return [
        (str(FIELDS.get(key, key)), _said(key, entry.before.get(key)), _said(key, entry.after.get(key)))
        for key in keys
    ]


def _said(key: str, value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if isinstance(value, list):
        return gettext("、").join(map(str, value))
    if key == "photo":  # which one it is stands with what it shows; here, that there is another
        return gettext("文件 %(n)s") % {"n": value}
    if key == "rule":
        return str(rule(value).label)
    return str(value)
