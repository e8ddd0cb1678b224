"""Whether a place is one household's door: pure."""

import re
import unicodedata

__all__ = ["one_door"]

_DIGIT = r"[\d〇零○一二三四五六七八九]"
# What makes a count, a year, a line or a shop of the figures before it: 3号楼120户, 8-128路, 3栋102商铺.
_COUNTED = (
    r"(?!\s*(?:户|人|平|米|年|m|家(?![里中门])|层|元|件|名|次|吨|余|多(?!次)|套(?!内)|间(?![歇隔])|个|台(?![阶面])"
    r"|亩|万|千|辆|路|[kK]?[vV]|地块|商|店|铺|门面|公里|度|%))"
)
# A room: no floor has a room 00 (2单元1500住户), and no room is a day (3号楼2008-05-12前).
_NO_ROOM = r"(?!\d{1,2}00(?!\d)|(?:19|20)\d\d[-./]\d{1,4}(?!\d))"
_ROOM = rf"{_NO_ROOM}{_DIGIT}{{3,4}}(?!{_DIGIT}){_COUNTED}"
_HOUSE = "(?:栋|幢|座|号楼|单元)"
_ONE_DOOR = re.compile(
    rf"{_DIGIT}\s*室|号\s*\d+\s*户"
    # 3栋502, 12号楼1203, 2单元301
    rf"|(?:栋|幢|座|号楼|单元|#)\s*-?\s*{_ROOM}"
    # 5楼502, 5楼东户; no kind of flats (3号楼东户型)
    rf"|[\d一二三四五六七八九十]\s*[楼层]\s*(?:-?\s*{_ROOM}|[东西南北中左右]{{1,2}}[边侧]?\s*户(?![型外]))"
    # 2单元401户: so many live at no stair; 401户 alone is no count of anything
    r"|单元\s*\d{1,2}0[1-9]\s*户|^\s*\d{1,2}0[1-9]\s*户(?:家?(?:里|中|门口|门前)?)\s*$"
    # 5号楼302户, 12栋东户, 3栋5楼2号
    rf"|{_HOUSE}\s*(?:\d{{1,2}}0[1-9]\s*户|[东西南北中左右]{{1,2}}[边侧]?\s*户(?![型外]))"
    rf"|{_HOUSE}\s*\d{{1,2}}\s*[楼层]\s*\d{{1,2}}\s*号(?=$|[，。；、,;\s户家的])"
    # 302住户老伴住院; no count (共302住户)
    r"|(?:^|[，。；、,;\s])\d{1,2}0[1-9]\s*(?:住户|业主)"
    # 5-302, 8-2-501; no day (2008-5-12), no numbers of a road (1-150号), no place on a road (K12-350)
    rf"|(?<![\dKk-])\d{{1,3}}-(?:\d{{1,2}}-\d\d|(?:\d{{1,2}}-)?{_NO_ROOM}\d{{3,4}})(?![\d-])"
    rf"(?!\s*号(?!房)){_COUNTED}"
)


def one_door(text: str) -> bool:
    """Whether a text leads to one household and not to a building, an estate, a road or a shop."""
    plain = re.sub("[－—–‐]", "-", unicodedata.normalize("NFKC", text))
    return bool(_ONE_DOOR.search(plain))
