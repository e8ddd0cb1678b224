"""Checks of identity document numbers, each with a sentence a clerk can act on."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from stdnum import numdb
from stdnum.cn import ric

from xinfang.engines.identity.numbers import normalise_id

Sex = Literal["M", "F", ""]

EMPTY = "证件号码为空，请填写。"
UNKNOWN_KIND = "证件种类“%(kind)s”不在名录中。"
LENGTH = "居民身份证号码应为18位（旧证15位），现为%(count)s位，请核对。"
LENGTH_18 = "此种证件号码应为18位，现为%(count)s位，请核对。"
NOT_A_DIGIT = "第%(position)s位应为数字，请核对。"
LAST_CHARACTER = "第18位应为数字或 X，请核对。"
CHECKSUM = "校验码不符：按前17位推算，第18位应为 %(expected)s，请核对全部号码。"
BIRTH_IMPOSSIBLE = "出生日期（第%(first)s至%(last)s位）不存在，请核对。"
BIRTH_FUTURE = "出生日期（第%(first)s至%(last)s位）晚于今天，请核对。"
HMT_PREFIX = "港澳台居民居住证号码应以 810000、820000 或 830000 开头，请核对。"
HK_MACAO_FORM = "港澳居民来往内地通行证号码应为 H 或 M 加8位数字（旧证10位），请核对。"
TAIWAN_FORM = "台湾居民来往大陆通行证号码应为8位数字（旧证10位数字，可带一个字母），请核对。"
PASSPORT_FORM = "护照号码应为5至17位字母或数字，请核对。"
FOREIGN_FORM = "外国人永久居留证号码应为18位并以 9 开头（旧证为3个字母加12位数字），请核对。"
OTHER_FORM = "证件号码应为2至40位字母、数字或汉字，请核对。"
OLD_CARD = "15位旧号码没有校验码，请与证件逐位核对。"
REGION_UNKNOWN = "行政区划代码（前6位）未收录，请与证件核对。"
LOOKS_HMT = "这像是港澳台居民居住证号码，请核对证件种类。"
VERY_OLD = "按出生日期已满120岁，请核对。"
MESSAGES = (
    EMPTY, UNKNOWN_KIND, LENGTH, LENGTH_18, NOT_A_DIGIT, LAST_CHARACTER, CHECKSUM, BIRTH_IMPOSSIBLE,
    BIRTH_FUTURE, HMT_PREFIX, HK_MACAO_FORM, TAIWAN_FORM, PASSPORT_FORM, FOREIGN_FORM, OTHER_FORM, OLD_CARD,
    REGION_UNKNOWN, LOOKS_HMT, VERY_OLD,
)  # fmt: skip

HMT_REGIONS = {"810000": "香港特别行政区", "820000": "澳门特别行政区", "830000": "台湾省"}
MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True)
class IdCheck:
    """What a document number tells.

    `error` and `hint` are Chinese sentences, empty if there is none; a hint does not make it wrong.
    `error_id`, `hint_id` are their templates (message ids) and `params` fills both. The number itself is in
    none of them.
    """

    ok: bool
    error: str
    hint: str
    birth: date | None
    sex: Sex
    region: str
    kind: str
    error_id: str = ""
    hint_id: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)


def check_id(kind: str, number: str, today: date) -> IdCheck:
    """Checks a number of one of KINDS as typed; dates are judged as of `today`.

    Numbers of 18 digits follow GB 11643-1999 (birth, sequence, check character after ISO 7064 MOD 11-2);
    the others are only checked for their form. Never raises for any text.
    """
    plain = normalise_id(number)
    if not plain:
        return _wrong(kind, EMPTY)
    if kind not in KINDS:
        return _wrong(kind, UNKNOWN_KIND, kind=kind)
    return KINDS[kind](kind, plain, today)


def _resident(kind: str, number: str, today: date) -> IdCheck:
    if len(number) == 15:
        return _old_resident(kind, number, today)
    if len(number) != 18:
        return _wrong(kind, LENGTH, count=len(number))
    hint = LOOKS_HMT if number[:6] in HMT_REGIONS else ""
    return _eighteen(kind, number, today, hint=hint)


def _old_resident(kind: str, number: str, today: date) -> IdCheck:
    if position := _first_not_digit(number):
        return _wrong(kind, NOT_A_DIGIT, position=position)
    birth = _date("19" + number[6:12])
    if birth is None or birth > today:
        return _wrong(kind, BIRTH_IMPOSSIBLE if birth is None else BIRTH_FUTURE, first=7, last=12)
    region = _region(number[:6], birth.year)
    return _right(kind, OLD_CARD if region else REGION_UNKNOWN, birth, _sex(number[14]), region)


def _hmt_residence(kind: str, number: str, today: date) -> IdCheck:
    if len(number) != 18:
        return _wrong(kind, LENGTH_18, count=len(number))
    if number[:6] not in HMT_REGIONS:
        return _wrong(kind, HMT_PREFIX)
    return _eighteen(kind, number, today)


def _foreign_permanent(kind: str, number: str, today: date) -> IdCheck:
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return _right(kind)
    if len(number) == 18 and number[0] == "9":
        return _eighteen(kind, number, today, located=False)
    return _wrong(kind, FOREIGN_FORM)


def _eighteen(kind: str, number: str, today: date, *, hint: str = "", located: bool = True) -> IdCheck:
    """A number of 18 characters: digits, then birth, then check character; the first fault is told."""
    if position := _first_not_digit(number[:17]):
        return _wrong(kind, NOT_A_DIGIT, position=position)
    if number[17] not in "0123456789X":
        return _wrong(kind, LAST_CHARACTER)
    birth = _date(number[6:14])
    if birth is None or birth > today:
        return _wrong(kind, BIRTH_IMPOSSIBLE if birth is None else BIRTH_FUTURE, first=7, last=14)
    expected = ric.calc_check_digit(number)
    if number[17] != expected:
        return _wrong(kind, CHECKSUM, expected=expected)
    region = _region(number[:6], birth.year) if located else ""
    if not hint and today.year - birth.year > 120:
        hint = VERY_OLD
    if not hint and located and not region:
        hint = REGION_UNKNOWN
    return _right(kind, hint, birth, _sex(number[16]), region)


def _form(pattern: str, message: str) -> Callable[[str, str, date], IdCheck]:
    compiled = re.compile(pattern)

    def check(kind: str, number: str, today: date) -> IdCheck:
        return _right(kind) if compiled.fullmatch(number) else _wrong(kind, message)

    return check


# Kinds of documents and their checks. Numbers arrive without brackets: an old Taiwan permit 0123456789(B)
# is 0123456789B here.
KINDS: Mapping[str, Callable[[str, str, date], IdCheck]] = {
    "resident": _resident,
    "hmt_residence": _hmt_residence,
    "hk_macao_permit": _form(r"[HM][0-9]{8}(?:[0-9]{2})?", HK_MACAO_FORM),
    "taiwan_permit": _form(r"[0-9]{8}|[0-9]{10}[A-Z]?", TAIWAN_FORM),
    "passport": _form(r"[A-Z0-9]{5,17}", PASSPORT_FORM),
    "foreign_permanent": _foreign_permanent,
    "other": _form(r"\w{2,40}", OTHER_FORM),
}


def _wrong(kind: str, message: str, /, **params: str | int) -> IdCheck:
    return IdCheck(False, message % params, "", None, "", "", kind, error_id=message, params=params)


def _right(kind: str, hint: str = "", birth: date | None = None, sex: Sex = "", region: str = "") -> IdCheck:
    return IdCheck(True, "", hint, birth, sex, region, kind, hint_id=hint)


def _first_not_digit(number: str) -> int:
    """Position, from 1, of the first character that is no digit 0-9; 0 if all are."""
    return next((i for i, ch in enumerate(number, start=1) if ch not in "0123456789"), 0)


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _sex(digit: str) -> Sex:
    return "M" if int(digit) % 2 else "F"


def _region(code: str, year: int) -> str:
    """The place a code stood for in `year`, or at any time; empty if the code is in no list."""
    if code in HMT_REGIONS:
        return HMT_REGIONS[code]
    county = _place(code, "county", year)
    if not county:
        return ""
    city = "" if code[:2] in MUNICIPALITIES or code[2:4] == "90" else _place(code[:4] + "00", "county", year)
    return _place(code, "province", year) + city * (city != county) + county


def _place(code: str, level: str, year: int) -> str:
    found = numdb.get("cn/loc").info(code)
    names = str({key: value for _, entry in found for key, value in entry.items()}.get(level, ""))
    # "[1983-1995]东区,[1996-]芙蓉区": the name in that year, otherwise the latest.
    name = ""
    for part in names.split(","):
        period, _, name = part.rpartition("]")
        begin, _, end = period.strip("[").partition("-")
        if period and int(begin or 0) <= year <= int(end or 9999):
            break
    return name
