"""Wording that several checks look for: what grew or shrank, what stands for last year, a rate's name."""

import re
from fractions import Fraction

from xinfang.engines.figurelint.reading import COUNT

__all__ = [
    "BEFORE", "DIR", "DOWN", "IS", "LAST", "MOVE", "NOUN", "NOW", "RATE_NAME", "ROUNDED", "THAN", "UP",
    "YEAR", "from_to", "same_words", "than_old",
]  # fmt: skip

UP = "增加|增长|上升|提高|提升|延长|增幅|升幅|涨幅|增|升"
DOWN = "下降|减少|降低|回落|下滑|缩短|压缩|降幅|减幅|降|减"
MOVE = f"(?:{UP}|{DOWN})了?"
DIR = rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))了?(?:为|达)?"
NOUN = r"[\u4e00-\u9fff]{0,6}"
YEAR = r"(?:19|20)\d\d年"
LAST = r"(?:去年|上年|上一年|前年|上月|上季度|20\d\d年|同期){1,2}(?:度|全年|同期)?"
BEFORE = rf"(?:{LAST}|{YEAR})"
NOW = rf"(?:今年|本年度?|本月|{YEAR})"
THAN = rf"(?:同比|环比|[同环]?[比较]{LAST}(?:的|相比)?|与{LAST}相比，?)"
IS = r"(?:均)?(?:达到了?|达|为|是)?"
RATE_NAME = rf"(?P<stem>[\u4e00-\u9fff]{{2,8}})率{IS}"
# By how much of a last place a number may be off: rounded, cut off, rounded up; in one report one way.
ROUNDED = (
    (Fraction(-1, 2), Fraction(1, 2)),
    (Fraction(0), Fraction(1)),
    (Fraction(-1), Fraction(0)),
)

# What reports call by several words: closed, and gone home content.
_SAME = (
    ("办结", re.compile(r"(?:(?<!办)结案|办理完毕|办理完结|办毕)(?!件)")),
    ("当场解决", re.compile(r"(?:当场|现场)(?:解决|答复|化解|办结)")),
    ("息访", re.compile(r"息诉息访|息诉罢访|停访息诉|息访罢诉")),
)


def same_words(name: str) -> str:
    """A name with one word for each thing: 结案 and 办理完毕 are 办结."""
    for word, others in _SAME:
        name = others.sub(word, name)
    return name


def from_to(kind: str = COUNT, to: str = rf"(?:{UP}|{DOWN})") -> str:
    """由 M 下降到 N."""
    old, new = rf"(?P<old>[{kind}])", rf"(?P<new>[{kind}])"
    now = r"(?:(?:今年|20\d\d年|年[末底]|目前|现在)的?)?"
    return rf"[由从](?:{LAST})?的?{NOUN}?{old}{NOUN}?{to}(?:到|至|为){now}{new}"


def than_old(kind: str = COUNT) -> str:
    """比去年的 M; 比去年（M）; 去年为 M."""
    return rf"(?:[同环]?[比较]{LAST}(?:的|\()?|(?:{LAST})[为是]?)(?P<old>[{kind}])(?:\)|相比)?[，,]?"
