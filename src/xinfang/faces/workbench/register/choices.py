"""What the select boxes offer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xinfang.kernel import clock
from xinfang.registers.organisations.queries import choices

__all__ = ["ID_KINDS", "PURPOSES", "SEXES", "unit_choices"]

ID_KINDS: list[tuple[str, Any]] = [
    ("resident", _("居民身份证")),
    ("hk_macao_permit", _("港澳居民来往内地通行证")),
    ("taiwan_permit", _("台湾居民来往大陆通行证")),
    ("hmt_residence", _("港澳台居民居住证")),
    ("passport", _("护照")),
    ("foreign_permanent", _("外国人永久居留身份证")),
    ("other", _("其他证件")),
    ("account", _("网上账号")),
]
SEXES: list[tuple[str, Any]] = [("", _("未填")), ("M", _("男")), ("F", _("女"))]
PURPOSES: list[tuple[str, Any]] = [
    ("request", _("求决")),
    ("appeal", _("申诉")),
    ("suggestion", _("意见建议")),
    ("accusation", _("检举控告")),
    ("enquiry", _("咨询")),
    ("other", _("其他")),
]


def unit_choices() -> list[tuple[str, str]]:
    """The units of today in tree order, indented."""
    return [(str(unit.id), unit.label) for unit in choices(clock.today())]
