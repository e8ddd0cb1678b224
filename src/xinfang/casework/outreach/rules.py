"""Whether a place is one household's door: pure."""

import re
import unicodedata

__all__ = ["one_door"]

_DIGIT = r"[\d〇零○一二三四五六七八九]"
# What makes a count, a year, a line or a shop of the figures before it: 3号楼120户, 8-128路, 3栋102商铺.
_COUNTED = (
    r"(?!\s*(?:户|人|平|米|年|m|家(?![里中门])|层|元|件|名|次|吨|余|多(?!次)|套(?!内)|间(?![歇隔])|个|台(?![阶面])"
    r"|亩|万|千|辆|路|[kK]?[vV]|地块|商|店|铺|门面|公里|度|%|分贝|分钟|天|小时|毫[米克升]|厘米|标准))"
)
# A room: no floor has a room 00 (2单元1500住户), and no room is a day (3号楼2008-05-12前).
_NO_ROOM = r"(?!\d{1,2}00(?!\d)|(?:19|20)\d\d[-./]\d{1,4}(?!\d))"
_ROOM = rf"{_NO_ROOM}{_DIGIT}{{3,4}}(?!{_DIGIT}){_COUNTED}"
_HOUSE = "(?:栋|幢|座|号楼|单元)"
_DASH = r"\s*(?:-\s*)?"
# 302: so numbered are rooms, and seldom counted households (120户, 308户居民).
_LIVES = r"\d{1,2}0[1-9]\s*"
_FAMILY = r"户(?=$|[，。；、,;\s家里中门的老漏])"
# Of any text: 3栋502, 5楼502, 5楼东户 (no 东户型), 5号楼302户家, 12栋东户, 3栋5楼2号, 302室, 302住户老伴住院.
_IN_PROSE = (
    rf"(?:{_HOUSE}|#){_DASH}{_ROOM}"
    rf"|[\d一二三四五六七八九十]\s*[楼层](?:{_DASH}{_ROOM}|\s*[东西南北中左右]{{1,2}}[边侧]?\s*户(?![型外]))"
    rf"|{_HOUSE}\s*(?:{_LIVES}{_FAMILY}|[东西南北中左右]{{1,2}}[边侧]?\s*户(?![型外]))"
    rf"|{_HOUSE}\s*\d{{1,2}}\s*[楼层]\s*\d{{1,2}}\s*号(?=$|[，。；、,;\s户家的])"
    r"|(?:栋|幢|座|楼|层|单元|#)\s*\d{2,4}\s*室|(?<!\d)\d{3,4}\s*室|[〇零○一二三四五六七八九]{3,4}\s*室"
    rf"|(?:^|[，。；、,;\s]){_LIVES}(?:住户|业主)(?![用停均都签等受联])"
    rf"|^\s*{_LIVES}户(?:家?(?:里|中|门口|门前)?)\s*$"
    # 5-302漏水; no measure (75-110分贝)
    rf"|(?<![\dKk.-])(?<![A-Za-z][A-Za-z])\d{{1,2}}-(?:\d{{1,2}}-)?{_LIVES}(?=$|[，。；、,;\s室户家住漏业的老])(?!户居民)"
)
# Of a place or a topic, which says little else: also 12号3户, 5-302, 8-2-501; no day (2008-5-12),
# no numbers of a road (1-150号), no place on a road (K12-350).
_AS_PLACE = (
    r"号\s*\d+\s*户(?!居民|业主|住户)|\d\s*室(?!\s*[一二两三四五六七八九\d]\s*厅)"
    rf"|(?<![\dKk-])\d{{1,3}}-(?:\d{{1,2}}-\d\d|(?:\d{{1,2}}-)?{_NO_ROOM}\d{{3,4}})(?![\d-])"
    rf"(?!\s*号(?!房)){_COUNTED}"
)
_IN_ANY = re.compile(_IN_PROSE)
_IN_PLACE = re.compile(f"{_IN_PROSE}|{_AS_PLACE}")


def one_door(text: str, *, prose: bool = False) -> bool:
    """Whether a text leads to one household and not to a building, an estate, a road or a shop. `prose`: it
    tells of a problem, with measures and counts, in which a bare pair of figures is no door."""
    plain = re.sub("[－—–‐]", "-", unicodedata.normalize("NFKC", text))
    return bool((_IN_ANY if prose else _IN_PLACE).search(plain))
