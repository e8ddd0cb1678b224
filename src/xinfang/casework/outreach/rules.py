"""Whether a place is one household's door: pure."""

import re
import unicodedata

__all__ = ["one_door"]

_DIGIT = r"[\d〇零○一二三四五六七八九]"
# What makes a count, a year, a plot or a shop of the figures before it: 3号楼120户, 1-150号, 3栋102商铺.
_COUNTED = r"(?!\s*(?:户|人|平|米|年|m|家(?![里中门])|层|元|件|名|次|吨|地块|商|店|铺|门面|公里|度|%))"
_ONE_DOOR = re.compile(
    rf"{_DIGIT}\s*室|号\s*\d+\s*户"
    # 3栋502, 12号楼1203, 2单元301
    rf"|(?:栋|幢|座|号楼|单元|#)\s*-?\s*{_DIGIT}{{3,4}}(?!{_DIGIT}){_COUNTED}"
    # 5-302, 8-2-501; no day (2008-5-12), no range of numbers of a road (1-150号)
    rf"|(?<![\d-])\d{{1,3}}-(?:\d{{1,2}}-\d{{2,4}}|\d{{3,4}})(?![\d-])(?!\s*号(?!房)){_COUNTED}"
)


def one_door(text: str) -> bool:
    """Whether a text leads to one household and not to a building, an estate, a road or a shop."""
    plain = re.sub("[－—–‐]", "-", unicodedata.normalize("NFKC", text))
    return bool(_ONE_DOOR.search(plain))
