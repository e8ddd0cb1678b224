"""Numbers as reports write them: 1,234, １２３４, 一千二百三十四, 二〇〇八, 九十七点五, 1.63万."""

import re
from fractions import Fraction

__all__ = ["ARABIC", "CHINESE", "DIGITS", "MULTIPLES", "halved", "read_number"]

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
TENS = {"十": 10, "百": 100, "千": 1000}
MULTIPLES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
LONGEST = 15  # digits; what is longer is an account or a document number
ARABIC = r"\d{1,3}(?:,\d{3}){1,5}(?![\d,])(?:\.\d{1,9})?|\d{1,16}(?:\.\d{1,9})?"
CHINESE = r"[零〇一二两三四五六七八九十百千万亿点]+"
_POSITIONAL = re.compile("[零〇一二三四五六七八九]+")
_WIDE = {
    ord(wide): narrow
    for wide, narrow in zip("０１２３４５６７８９％．（）：；－～", "0123456789%.():;-~", strict=True)
}


def halved(text: str) -> str:
    """Digits and signs in half width; every character keeps its place."""
    return text.translate(_WIDE)


def read_number(text: str) -> tuple[Fraction, Fraction] | None:
    """Value and the worth of its last place (0 for a whole number), or None if `text` is no one number.

    None too for 三四十, which is a guess between two numbers. Never raises.
    """
    text = halved(text)
    if re.fullmatch(ARABIC, text, re.ASCII):
        return _arabic(text.replace(",", ""))
    whole, point, places = text.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return None if value is None else (Fraction(value), Fraction(0))
    if not _POSITIONAL.fullmatch(places) or len(places) > LONGEST:
        return None
    step = Fraction(1, 10 ** len(places))
    return value + _positional(places) * step, step


def _arabic(text: str) -> tuple[Fraction, Fraction] | None:
    if len(text) > LONGEST:
        return None
    _, point, places = text.partition(".")
    return Fraction(text), Fraction(1, 10 ** len(places)) if point else Fraction(0)


def _positional(text: str) -> int:
    return int("".join(str(DIGITS[sign]) for sign in text))


def _whole(text: str) -> int | None:
    if not text or len(text) > 2 * LONGEST:
        return None
    if _POSITIONAL.fullmatch(text) and len(text) > 1:  # 二〇〇八; but 三四 is three or four
        return _positional(text) if len(text) > 2 else None
    for sign in "亿万":
        head, found, tail = text.rpartition(sign)
        if found and sign in head:
            return None
        if found:
            return _joined(_whole(head), MULTIPLES[sign], tail)
    return _section(text)


def _joined(head: int | None, worth: int, tail: str) -> int | None:
    """`head` times `worth` and what stands after; 三万五 is 35,000."""
    if not head:
        return None
    if not tail:
        return head * worth
    short = len(tail) == 1 and tail in DIGITS
    low = DIGITS[tail] * worth // 10 if short else _whole(tail.lstrip("零"))
    return None if not low or low >= worth else head * worth + low


def _section(text: str) -> int | None:
    """A number below ten thousand."""
    total, digit, smallest = 0, -1, 10_000
    for sign in text:
        if sign in DIGITS:
            if digit > 0 or (digit == 0 and DIGITS[sign] == 0):
                return None
            digit = DIGITS[sign]
        elif sign in TENS:
            if TENS[sign] >= smallest or digit == 0 or (digit < 0 and sign != "十"):
                return None
            total, smallest, digit = total + max(digit, 1) * TENS[sign], TENS[sign], -1
        else:
            return None
    return _ended(text, total, digit, smallest)


def _ended(text: str, total: int, digit: int, smallest: int) -> int | None:
    if digit == 0 and total:
        return None
    if digit > 0 and smallest in (100, 1000) and text[-2] in TENS:
        return total + digit * smallest // 10  # 一百五 is 150
    return total + max(digit, 0)
