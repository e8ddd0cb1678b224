"""What may be shown of a name, number or address to those who need not know it."""

import re
import unicodedata

# Surnames of two characters (百家姓 and those in use today).
_LISTED = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶
太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良
漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 梁丘 左丘 东门
西门 第五 纳兰 完颜 叶赫 哥舒 贺兰 歐陽 東方 獨孤 南宮 諸葛 尉遲 澹臺 鍾離 長孫 閭丘 軒轅 司馬
"""
COMPOUND_SURNAMES = frozenset(_LISTED.split())

_HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ＋－（）", "0123456789Xx+-()")
_IN_WORDS = str.maketrans("〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0001234567891123456789")
_MOBILE = re.compile(r"(?:0086|86|0)?(1[3-9]\d{9})")
_GAP = r"[\s\-—–‐()]{0,2}"
# Whole numbers only: a number must not be masked as a part of a longer one.
_LONG_NUMBER = r"(?<!\d)(?:\d{6}[ \-]?\d{8}[ \-]?\d{3}|\d{14,})[\dXx](?!\d)"
_MOBILE_IN_TEXT = rf"(?<!\d)(?:\+?(?:00)?86{_GAP}|0)?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)"
_LANDLINE_IN_TEXT = rf"(?<!\d)\(?0(?:10|2\d|[3-9]\d\d){_GAP}\d{{3,4}}{_GAP}\d{{4}}(?!\d)"
_NAMED_IN_TEXT = r"(?<=电话|座机|热线|固话)(?P<gap>[^\d\n]{0,6})(?P<local>\d{7,8})(?!\d)"
_IN_TEXT = re.compile(
    rf"(?P<long>{_LONG_NUMBER})|(?P<phone>{_MOBILE_IN_TEXT}|{_LANDLINE_IN_TEXT})|{_NAMED_IN_TEXT}"
)


def mask_name(text: str) -> str:
    """The surname and a star for each further character, at most three: 王** , 欧阳* ; Latin names: J***.

    A name of one character is wholly masked; an empty one stays empty.
    """
    name = _visible(text)
    if len(name) < 2:
        return "*" * len(name)
    if name[0].isascii() or "LATIN" in unicodedata.name(name[0], ""):
        return name[0] + "***"
    kept = 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1
    return name[:kept] + "*" * min(len(name) - kept, 3)


def mask_phone(text: str) -> str:
    """A telephone number with its middle hidden: 139****0217, 0731****1234; short numbers wholly."""
    digits = "".join(ch for ch in _figures(text) if ch.isdigit())
    if mobile := _MOBILE.fullmatch(digits):
        return f"{mobile[1][:3]}****{mobile[1][-4:]}"
    if len(digits) < 7:
        return "*" * len(digits)
    area = _area_code(digits) if digits.startswith("0") else ""
    return f"{area}****{digits[-4:]}" if len(digits) - len(area) > 6 else f"{area}****{digits[-2:]}"


def mask_id(text: str) -> str:
    """A document number: the first four and last three of a long one, the first and last of a short one."""
    number = "".join(ch for ch in _figures(text) if not ch.isspace())
    ahead, behind = (4, 3) if len(number) >= 15 else (1, 1)
    if len(number) < 5:
        return "*" * len(number)
    return number[:ahead] + "*" * (len(number) - ahead - behind) + number[-behind:]


def mask_address(text: str) -> str:
    """The first six characters (district or street) and '****'; half of an address that is shorter."""
    address = text.strip()
    if not address:
        return ""
    return address[: min(6, len(address) // 2)] + "****"


def mask_text(text: str) -> str:
    """Free text in which ID, bank card, mobile and landline numbers are masked.

    Numbers without an area code are known only after a word such as 电话, since dates look like them.
    """
    pieces, end = [], 0
    for match in _matches(text):
        pieces += [text[end : match.start()], _masked(match)]
        end = match.end()
    return "".join([*pieces, text[end:]])


def numbers_in(text: str) -> list[tuple[int, int, str]]:
    """(start, end, 'id' or 'phone') of the numbers that `mask_text` would mask."""
    found = []
    for match in _matches(text):
        start, end = match.span("local") if match["local"] else match.span()
        found.append((start, end, "id" if match["long"] else "phone"))
    return found


def _matches(text: str) -> list[re.Match[str]]:
    """Numbers in figures, and those written out (一三八〇…) that no figures stand in, by their place."""
    half = text.translate(_HALF_WIDTH)  # as long as `text`, so that places are the same in all readings
    found = list(_IN_TEXT.finditer(half))
    taken = {place for match in found for place in range(*match.span())}
    written = _IN_TEXT.finditer(half.translate(_IN_WORDS))
    found += [match for match in written if taken.isdisjoint(range(*match.span()))]
    return sorted(found, key=re.Match.start)


def _masked(match: re.Match[str]) -> str:
    if match["long"]:
        return mask_id(match["long"])
    if match["phone"]:
        return mask_phone(match["phone"])
    return match["gap"] + mask_phone(match["local"])


def _figures(text: str) -> str:
    """A number in half-width figures, however it was written."""
    return unicodedata.normalize("NFKC", text).translate(_IN_WORDS)


def _area_code(digits: str) -> str:
    return digits[:3] if digits[1] in "12" else digits[:4]


def _visible(text: str) -> str:
    """`text` without white space, middle dots, and marks that only modify the character before them."""
    return "".join(ch for ch in text if not ch.isspace() and unicodedata.category(ch)[0] not in "MCP")


def mask_email(text: str) -> str:
    """The first sign and what stands behind the @: n***@example.cn; without an @ nothing is shown."""
    name, at, place = text.strip().partition("@")
    return f"{name[:1]}***@{place}" if at and name and place else ""
