"""The fields an imported table may have, each with the names that real registers give it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinfang.engines.tabular import match_columns

__all__ = ["FIELDS", "SAID_NOT_READ", "Field", "matched", "not_read"]


@dataclass(frozen=True)
class Field:
    """One field: its label, and column names that mean it, the likeliest first."""

    label: Promise | str
    synonyms: tuple[str, ...]


FIELDS: dict[str, Field] = {
    "source_number": Field(
        _("原编号"),
        ("留言编号", "信件编号", "信访件编号", "信访编号", "来件编号", "受理编号", "登记编号", "登记号")
        + ("工单编号", "工单号", "原编号", "编号"),
    ),
    "account": Field(
        _("网上账号"),
        ("留言用户", "网上账号", "用户名", "用户编号", "用户", "账号", "帐号", "网名", "昵称"),
    ),
    "name": Field(
        _("姓名"),
        ("姓名", "信访人姓名", "信访人", "来访人姓名", "来访人", "来信人姓名", "来信人", "写信人", "来电人")
        + ("反映人", "投诉人", "诉求人", "留言人"),
    ),
    "title": Field(
        _("事项"),
        (
            "留言主题",
            "信访事项",
            "事项",
            "主题",
            "标题",
            "题目",
            "事由",
            "来访事由",
            "来信事由",
            "来电事由",
            "信访事由",
        )
        + ("反映事项", "问题摘要", "内容摘要", "摘要"),
    ),
    "received_at": Field(
        _("收到时间"),
        ("留言时间", "信访日期", "信访时间", "收到时间", "收到日期", "来信日期", "来信时间", "来访日期")
        + ("来访时间", "来电时间", "来电日期", "收信日期", "接收时间", "登记日期", "登记时间", "受理日期")
        + ("受理时间", "日期", "时间"),
    ),
    "facts": Field(
        _("事实和理由"),
        (
            "留言详情",
            "留言内容",
            "信访内容",
            "反映内容",
            "主要内容",
            "概况",
            "信访概况",
            "情况概述",
            "事实和理由",
        )
        + ("反映问题", "反映的问题", "问题描述", "详情", "内容"),
    ),
    "demand": Field(_("请求"), ("诉求", "主要诉求", "信访诉求", "信访请求", "请求", "要求")),
    "answer": Field(
        _("答复意见"),
        (
            "答复意见",
            "答复内容",
            "回复内容",
            "回复意见",
            "处理意见",
            "办理意见",
            "办理结果",
            "处理结果",
            "答复",
        ),
    ),
    "answered_at": Field(
        _("答复时间"),
        ("答复时间", "答复日期", "回复时间", "回复日期", "办结时间", "办结日期", "办理时间", "办理日期"),
    ),
    "answered_by": Field(_("答复单位"), ("答复单位", "回复单位", "答复部门", "回复部门")),
    "form": Field(
        _("信访形式"),
        ("信访形式", "来件方式", "来件形式", "信访方式", "信访渠道", "渠道", "形式"),
    ),
    "head_count": Field(
        _("人数"), ("人数", "来访人数", "信访人数", "署名人数", "来信人数", "批次人数", "人次")
    ),
    "affected_count": Field(_("涉及人数"), ("涉及人数", "涉及人次")),
    "id_kind": Field(_("证件类型"), ("证件类型", "证件种类", "证件名称")),
    "id_number": Field(
        _("证件号码"), ("证件号码", "身份证号码", "身份证号", "公民身份号码", "身份证", "证件号")
    ),
    "phone": Field(
        _("电话"),
        ("电话", "联系电话", "手机号码", "手机号", "手机", "电话号码", "联系方式", "联系人电话"),
    ),
    "address": Field(
        _("住址"),
        ("住址", "家庭住址", "地址", "联系地址", "现住址", "居住地址", "通讯地址", "通信地址", "户籍地址"),
    ),
    "sex": Field(_("性别"), ("性别",)),
    "content_class": Field(
        _("内容分类"), ("内容分类", "内容类别", "问题分类", "问题类别", "信访分类", "分类", "类别")
    ),
    "purpose": Field(_("信访目的"), ("信访目的", "目的")),
    "place": Field(_("问题属地"), ("问题属地", "属地", "问题发生地", "发生地", "事发地", "所属地区")),
    "to_unit": Field(
        _("承办单位"), ("承办单位", "责任单位", "主办单位", "办理单位", "转送单位", "转办单位", "交办单位")
    ),
    "accused_unit": Field(_("被检举的单位"), ("被检举的单位", "被检举单位", "被控告单位", "被检举控告单位")),
    "complained_unit": Field(_("被投诉单位"), ("被投诉单位", "被投诉机关", "被投诉部门", "被反映单位")),
    "sent_on": Field(_("写信日期"), ("写信日期", "写信时间", "落款日期")),
    "addressee": Field(_("致送"), ("致送", "收信人", "主送", "来信对象")),
    "page_count": Field(_("页数"), ("页数",)),
    "anonymous": Field(_("匿名"), ("是否匿名", "匿名")),
    "urgent": Field(_("紧急"), ("是否紧急", "紧急")),
}

# Columns that say nothing an office registers; named in the report so that nobody wonders.
SAID_NOT_READ = ("点赞数", "反对数", "浏览数", "序号", "问题")


def matched(header: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field -> column of this header: as chosen where the column still exists, otherwise by synonyms."""
    if chosen is not None:
        return {field: column for field, column in chosen.items() if field in FIELDS and column in header}
    return match_columns(header, {name: field.synonyms for name, field in FIELDS.items()})


def not_read(header: Sequence[str], columns: Mapping[str, str]) -> list[str]:
    """The columns of a table that no field uses, in the table's order."""
    used = set(columns.values())
    return [name for name in header if name not in used]
