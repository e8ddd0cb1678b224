"""Roles are code: each with its help text and its rights, one object."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["DISTRICT_WIDE", "PERMISSIONS", "ROLES", "Role"]

# Each permission with what it lets a person do, in words for the settings page.
PERMISSIONS: dict[str, Promise | str] = {
    "register": _("登记来信、来访、来电和网上来信"),
    "see_matters": _("查看本单位及下级的信访事项"),
    "reveal_people": _("说明理由后查看信访人的完整信息（留痕）"),
    "route": _("把事项分送到有权处理的单位"),
    "handle": _("办理事项：受理、调查、起草文书、登记送达"),
    "approve": _("审签本单位的文书，批准延期"),
    "review": _("办理复查、复核"),
    "decide_dispute": _("裁定由哪个单位承办"),
    "see_ratings": _("查看本单位及下级收到的评价，包括信访人写的理由"),
    "instruct": _("批示"),
    "receive": _("接访登记、呈批和代记批示"),
    "plan_receptions": _("编制接访计划、月度公告和接访活动"),
    "approve_receptions": _("批准接访计划"),
    "hold_campaigns": _("开展本单位的接访活动，改期间和领导，结束活动"),
    "supervise": _("督办：看线索，发督办，审核回复，提建议"),
    "keep_backlog": _("列积案，确定包案领导，登记进展和结果"),
    "lead_cases": _("办理自己包的积案"),
    "outreach": _("安排下访，登记下访的结果"),
    "sweep": _("布置排查，看各单位报了什么"),
    "see_accusations": _("查看检举控告材料（单独保密）"),
    "see_information": _("查看本单位及下级报送的信息、通报和会议决定"),
    "report_information": _("报送信息，签收、答复通报，答复排查"),
    "check_information": _("审核、归并、上报下级报来的信息"),
    "edit_items": _("编写预警预测信息，发通报，管理专题"),
    "hold_meetings": _("安排专题研究会议，登记决定和落实"),
    "import": _("导入登记表"),
    "see_figures": _("查看统计"),
    "export": _("导出列表"),
    "manage_units": _("维护单位、人员和日历"),
    "read_audit": _("查看全区的审计记录（岗位要设在区一级）"),
    "see_deliveries": _("查看全区通知的发送记录，重发或撤回（岗位要设在区一级，看不到收件人和正文）"),
}

# An audit row has no unit of its own to be filtered by, and accounts act for several: whoever reads it
# reads all of it; a notice has none either. So these hold only from a posting at the district itself.
DISTRICT_WIDE = frozenset({"read_audit", "see_deliveries"})


@dataclass(frozen=True)
class Role:
    """A role: key, name, one sentence of help, rights."""

    key: str
    name: Promise | str
    help: Promise | str
    permissions: frozenset[str]


def _role(key: str, name: Promise | str, help_text: Promise | str, *permissions: str) -> Role:
    unknown = set(permissions) - PERMISSIONS.keys()
    if unknown:
        raise ValueError(f"Role {key} names unknown permissions {sorted(unknown)}; add them to PERMISSIONS.")
    return Role(key, name, help_text, frozenset(permissions))


ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        _role(
            "clerk",
            _("登记员"),
            _("登记来信来访，查重，分送，打印回执。"),
            "register",
            "see_matters",
            "reveal_people",
            "route",
            "receive",
            "plan_receptions",
            "hold_campaigns",
            "import",
            "see_figures",
            "export",
            "see_information",
            "check_information",
            "edit_items",
        ),
        _role(
            "handler",
            _("承办人"),
            _("办理本单位承办的事项：受理、调查、起草文书、登记送达。"),
            "see_matters",
            "reveal_people",
            "handle",
            "outreach",
            "see_figures",
            "see_information",
            "report_information",
            "check_information",
        ),
        _role(
            "unit_head",
            _("单位负责人"),
            _("审批本单位的告知、延期和处理意见。"),
            "see_matters",
            "reveal_people",
            "handle",
            "approve",
            "hold_campaigns",
            "outreach",
            "see_ratings",
            "see_figures",
            "export",
            "see_information",
            "report_information",
            "check_information",
        ),
        _role(
            "reviewer",
            _("复查复核员"),
            _("办理向本单位提出的复查、复核申请。"),
            "see_matters",
            "reveal_people",
            "review",
            "see_figures",
        ),
        _role(
            "discipline_handler",
            _("纪检承办人"),
            _("办理转给纪检监察机关的检举控告：收下、核查、反馈。设在有管辖权的纪检监察机关。"),
            "see_matters",
            "reveal_people",
            "handle",
            "see_accusations",
        ),
        _role(
            "discipline_head",
            _("纪检负责人"),
            _("审签纪检监察机关对检举控告的答复。设在有管辖权的纪检监察机关。"),
            "see_matters",
            "reveal_people",
            "handle",
            "approve",
            "see_accusations",
        ),
        _role(
            "office_head",
            _("信访局负责人"),
            _("统筹分送、督办和报送，裁定管辖争议，审签局里的文书。"),
            "register",
            "see_matters",
            "reveal_people",
            "route",
            "approve",
            "review",
            "decide_dispute",
            "see_ratings",
            "supervise",
            "receive",
            "plan_receptions",
            "hold_campaigns",
            "approve_receptions",
            "keep_backlog",
            "outreach",
            "sweep",
            "see_accusations",
            "import",
            "see_figures",
            "export",
            "see_deliveries",
            "see_information",
            "check_information",
            "edit_items",
            "hold_meetings",
        ),
        _role(
            "leader",
            _("领导"),
            _("接访、批示、包案，裁定管辖争议。"),
            "see_matters",
            "decide_dispute",
            "instruct",
            "approve_receptions",
            "lead_cases",
            "see_figures",
            "see_information",
        ),
        _role(
            "statistician",
            _("统计员"),
            _("统计、报表和年鉴。"),
            "see_matters",
            "see_figures",
            "export",
            "import",
        ),
        _role(
            "informant",
            _("信息员"),
            _("在社区、街道或者部门报送信息，签收、答复通报，答复排查；不看信访事项。"),
            "see_information",
            "report_information",
        ),
        _role(
            "admin",
            _("管理员"),
            _("维护单位、人员、分类和日历，不看信访内容。"),
            "manage_units",
            "see_deliveries",
        ),
        _role(
            "auditor",
            _("审计员"),
            _("查看全区谁在何时看过、改过什么，不看信访内容。只能设在区一级。"),
            "read_audit",
        ),
    )
}
