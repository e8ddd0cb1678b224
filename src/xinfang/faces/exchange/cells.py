"""What single cells of a register mean: choices, counts, yes and no, days."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from django.utils.translation import gettext as _

from xinfang.casework.intake.channels import CELLS
from xinfang.engines.tabular import parse_when

__all__ = [
    "ACCUSED",
    "FORMS",
    "ID_KINDS",
    "PURPOSES",
    "SEXES",
    "Unclear",
    "choice",
    "count",
    "moment",
    "yes",
]


class Unclear(Exception):  # noqa: N818 - an answer about one cell
    """A cell that cannot be taken; the sentence says which column, what is wrong, what to do."""


FORMS: Mapping[str, str] = {
    **{key: key for key in CELLS},
    **dict.fromkeys(("来信", "信件", "写信", "书信", "个人来信", "信"), "letter"),
    **dict.fromkeys(("来访", "走访", "个人来访", "个体访", "个访", "访"), "visit"),
    **dict.fromkeys(("来电", "电话", "电话信访", "热线"), "phone"),
    **dict.fromkeys(("网上信访", "网信", "网络", "网上", "网上投诉", "网站", "留言", "电子邮件"), "online"),
    **dict.fromkeys(("联名信", "联名来信", "集体信"), "joint_letter"),
    **dict.fromkeys(("集体访", "集体来访", "集访", "群体访"), "group_visit"),
}
ID_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("resident", "居民身份证", "身份证", "二代身份证", "二代证"), "resident"),
    **dict.fromkeys(("hk_macao_permit", "港澳居民来往内地通行证", "港澳通行证", "回乡证"), "hk_macao_permit"),
    **dict.fromkeys(("taiwan_permit", "台湾居民来往大陆通行证", "台胞证"), "taiwan_permit"),
    **dict.fromkeys(("hmt_residence", "港澳台居民居住证"), "hmt_residence"),
    **dict.fromkeys(("passport", "护照"), "passport"),
    **dict.fromkeys(("foreign_permanent", "外国人永久居留身份证", "外国人永久居留证"), "foreign_permanent"),
    **dict.fromkeys(("account", "网上账号"), "account"),
    **dict.fromkeys(("other", "其他证件", "其他", "军官证", "驾驶证", "户口簿"), "other"),
}
PURPOSES: Mapping[str, str] = {
    **dict.fromkeys(("appeal", "申诉", "申诉类"), "appeal"),
    **dict.fromkeys(("request", "求决", "求决类", "投诉", "投诉请求", "求助", "诉求"), "request"),
    **dict.fromkeys(("suggestion", "意见建议", "建议", "意见", "建议意见", "建议类"), "suggestion"),
    **dict.fromkeys(("accusation", "检举控告", "检举", "控告", "举报", "揭发控告"), "accusation"),
    **dict.fromkeys(("enquiry", "咨询", "咨询类"), "enquiry"),
    **dict.fromkeys(("other", "其他", "其它"), "other"),
}
# What a register writes where an accusation names no unit of the district.
ACCUSED: Mapping[str, str] = {
    **dict.fromkeys(("", "unknown", "不详", "不明", "未知", "未注明"), "unknown"),
    **dict.fromkeys(("outside", "不是本区单位", "非本区单位", "区外", "外地"), "outside"),
}
SEXES: Mapping[str, str] = {"男": "M", "男性": "M", "m": "M", "女": "F", "女性": "F", "f": "F"}
_YES = frozenset({"是", "y", "yes", "true", "1", "√", "✓", "匿名", "紧急", "特急", "加急", "急"})
_NO = frozenset({"", "否", "n", "no", "false", "0", "×", "实名", "一般", "普通", "平件", "无"})
_OLDEST = 1900


def choice(text: str, words: Mapping[str, str], column: str) -> str:
    """The key that a cell's words mean; raises Unclear when they mean none."""
    key = words.get("".join(text.split()).casefold())
    if key is None:
        raise Unclear(
            _("“%(column)s”列的“%(text)s”不在可选的词里，请改正。") % {"column": column, "text": _short(text)}
        )
    return key


def count(text: str, column: str, most: int) -> int:
    """A whole number from 1 to `most`, also written '12人'; raises Unclear."""
    digits = "".join(text.split()).rstrip("人名页次")
    if not (digits.isdecimal() and len(digits) < 10 and 1 <= int(digits) <= most):
        sentence = _("“%(column)s”列应为 1 到 %(most)d 的整数，请改正。")
        raise Unclear(sentence % {"column": column, "most": most})
    return int(digits)


def yes(text: str, column: str) -> bool:
    """A yes or no as registers write it; raises Unclear."""
    word = "".join(text.split()).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Unclear(_("“%(column)s”列请填“是”或“否”。") % {"column": column})


def moment(text: str, column: str, zone: tzinfo) -> datetime:
    """The moment a cell means, in the office's time; raises Unclear."""
    found = parse_when(text)
    if found is None or found.year < _OLDEST:
        sentence = _("“%(column)s”列读不出日期，请写成 2008-10-16 09:30。")
        raise Unclear(sentence % {"column": column})
    return found.replace(tzinfo=zone)


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"
