"""Dates and times as they stand in tables."""

import re
import unicodedata
from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 -- a serial number counts local days
# 1954 to 2119: smaller and larger numbers are more likely something else.
SERIALS = (20_000, 80_000)

# As platforms and spreadsheets write it. The next pattern takes it too, at three times the cost.
_USUAL = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2}) (\d{1,2}):(\d\d):(\d\d)", re.ASCII)
_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?P<gap>\s*[-/.年]\s*)(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:[T\s]*(?P<half>上午|下午|AM|PM)?\s*(?P<hour>\d{1,2})\s*[:时点]\s*(?:(?P<minute>\d{1,2})\s*分?)?"
    r"(?:\s*:?\s*(?P<second>\d{1,2})(?:\.\d+)?\s*秒?)?\s*(?P<late>AM|PM)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T\s]*(\d\d):?(\d\d)(?::?(\d\d))?)?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)


def parse_when(text: str) -> datetime | None:
    """The moment a cell means, naive in China's time (UTC+8), to the second; None if it means none.

    Read are 2019/4/25 9:32:09, 2019-04-25, 2019年4月25日 9时32分, 20190425, ISO 8601 with T and an offset,
    and serial numbers of a spreadsheet. Day-first and two-digit years are ambiguous and give None.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        if match := _USUAL.fullmatch(plain):
            return datetime(*map(int, match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
        if match := _WRITTEN.fullmatch(plain):
            return _written(match)
        if match := _COMPACT.fullmatch(plain):
            return datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None
    if _SERIAL.fullmatch(plain) and SERIALS[0] <= float(plain) < SERIALS[1]:
        return EXCEL_EPOCH + timedelta(seconds=round(float(plain) * 86_400))
    return None


def _written(match: re.Match[str]) -> datetime:
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    half = (match["half"] or match["late"] or "").upper()
    if half in ("下午", "PM") and hour < 12:
        hour += 12
    elif half in ("上午", "AM") and hour == 12:
        hour = 0
    when = datetime(int(match["year"]), int(match["month"]), int(match["day"]), hour, minute, second)  # noqa: DTZ001
    if not match["zone"]:
        return when
    offset = datetime.strptime(match["zone"].upper(), "%z").tzinfo
    return when.replace(tzinfo=offset).astimezone(CHINA).replace(tzinfo=None)
