"""Names: the key they are found by, their initials and order, and characters that do not belong in them."""

import re
import unicodedata

# Readings that surnames have and the same characters elsewhere mostly have not.
SURNAME_READINGS = {
    "单": "shan", "單": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "区": "ou", "區": "ou",
    "任": "ren", "盖": "ge", "蓋": "ge", "华": "hua", "華": "hua", "朴": "piao", "缪": "miao", "繆": "miao",
    "翟": "zhai", "尹": "yin", "乐": "yue", "樂": "yue", "员": "yun", "員": "yun", "贠": "yun", "尉": "wei",
    "召": "shao", "折": "she", "种": "chong", "秘": "bi", "繁": "po", "晁": "chao", "黑": "he", "逄": "pang",
    "冼": "xian", "覃": "qin", "谌": "chen", "諶": "chen", "隗": "wei", "祭": "zhai", "宓": "mi",
    "应": "ying", "應": "ying", "宁": "ning", "寧": "ning", "褚": "chu", "纪": "ji", "紀": "ji", "葛": "ge",
    "哈": "ha", "能": "nai", "适": "kuo", "洗": "xian", "撒": "sa", "牟": "mu", "佴": "nai", "车": "che",
    "車": "che", "石": "shi", "行": "xing", "柏": "bai", "薄": "bo", "尧": "yao", "盛": "sheng", "那": "na",
    "过": "guo", "過": "guo", "句": "gou", "阚": "kan", "闞": "kan", "都": "du", "强": "qiang", "燕": "yan",
    "沈": "shen", "瞿": "qu", "颉": "xie", "呙": "guo", "麻": "ma", "於": "yu",
    "卜": "bu", "娄": "lou", "万": "wan", "叶": "ye", "俞": "yu",
    "藏": "zang", "殷": "yin",
}  # fmt: skip
COMPOUND_READINGS = {
    "尉迟": "yu chi", "尉遲": "yu chi", "长孙": "zhang sun", "長孫": "zhang sun", "万俟": "mo qi",
    "澹台": "tan tai", "澹臺": "tan tai", "单于": "chan yu", "令狐": "ling hu", "宰父": "zai fu",
    "亓官": "qi guan", "夹谷": "jia gu", "皇甫": "huang fu", "乐正": "yue zheng", "鲜于": "xian yu",
    "呼延": "hu yan", "颛孙": "zhuan sun", "拓跋": "tuo ba", "百里": "bai li", "谷梁": "gu liang",
    "叶赫": "ye he", "仲孙": "zhong sun", "濮阳": "pu yang", "第五": "di wu", "贺兰": "he lan",
}  # fmt: skip

BIDI = "第%(position)s个字符是看不见的文字方向控制符（%(code)s），请删除。"
ZERO_WIDTH = "第%(position)s个字符是看不见的零宽字符（%(code)s），请删除。"
PRIVATE = "第%(position)s个字符是自造字（%(code)s），在别的电脑上显示不出来，请改用标准字或注明拼音。"
NUL = "第%(position)s个字符是空字符（%(code)s），请删除。"
CONTROL = "第%(position)s个字符是控制符（%(code)s），请删除。"
BROKEN = "第%(position)s个字符是乱码（%(code)s），请按原件重新录入。"
SUSPICIOUS_MESSAGES = (BIDI, ZERO_WIDTH, PRIVATE, NUL, CONTROL, BROKEN)

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# A joiner holds the signs of one picture or the letters of one word together, never Han or Latin.
_JOINED = "[^\\x00-\u024f\u2000-\u206f\u2e80-\u9fff\uac00-\ufaff\uff00-\uffff]"
_INVISIBLE = re.compile(
    "[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    f"\u2060-\u206f\ufeff\ufff9-\ufffb]|(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})"
)
_MIDDLE_DOTS = frozenset("\u00b7\u0387\u2022\u2027\u2219\u22c5\u2e31\u30fb\u16eb\u25cf")
_BY_CATEGORY = {"Cf": ZERO_WIDTH, "Co": PRIVATE, "Cc": CONTROL, "Cs": BROKEN, "Cn": BROKEN}


def normalise_name(text: str) -> str:
    """The key a name is searched by: NFKC, casefolded, without white space, middle dots and invisible
    characters. Only a key: the name itself is kept as typed. Applying it twice changes nothing."""
    while (key := _key_once(text)) != text:
        text = key
    return key


def _key_once(text: str) -> str:
    if text.isalnum() and unicodedata.is_normalized("NFKC", text):
        plain = text.casefold()
        if plain.isalnum() and unicodedata.is_normalized("NFKC", plain):
            return plain  # nearly every name: letters alone, and nothing to be left out
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(
        ch
        for ch in folded
        if not ch.isspace()
        and ch not in _MIDDLE_DOTS
        and unicodedata.category(ch) not in ("Cf", "Cc")
        and not 0xFE00 <= ord(ch) <= 0xFE0F
        and not 0xE0100 <= ord(ch) <= 0xE01EF
    )


def suspicious_characters(text: str) -> list[str]:
    """One Chinese sentence for each character that has no place in a name or address, with its position
    (counted from 1): direction controls, zero-width, private use, NUL and other controls, broken text.

    Line ends and tabs are not reported. The templates are SUSPICIOUS_MESSAGES.
    """
    found: list[str] = []
    if text.isprintable() and "\ufffd" not in text:  # nearly every text; none of the categories prints
        return found
    for position, ch in enumerate(text, start=1):
        if message := _suspicion(ch):
            found.append(message % {"position": position, "code": f"U+{ord(ch):04X}"})
    return found


def without_invisible(text: str) -> str:
    """A text without signs that nobody sees: controls, directions, zero width. NUL stays, to be refused.

    Line ends and tabs stay, and the joiners that emoji and joined scripts are written with.
    """
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def _suspicion(ch: str) -> str:
    if ch in _BIDI:
        return BIDI
    if ch == "\x00":
        return NUL
    if ch == "\ufffd":
        return BROKEN
    if ch in "\t\n\r":
        return ""
    return _BY_CATEGORY.get(unicodedata.category(ch), "")


def initials(name: str) -> str:
    """The first letters of a name's syllables, a-z: 'wxm' for 王小明, 'ycg' for 尉迟恭.

    Surnames are read as surnames (曾 z, 单 s). Words in Latin letters give their first letter; characters
    without a known reading are left out.
    """
    return "".join(_letters(syllable)[:1] for syllable in _syllables(name))


def pinyin_key(name: str) -> str:
    """The key names are sorted by: their syllables in lower case with a space between, 'wang xiao ming'.

    Characters without a known reading stand as they are, and so come after all others.
    """
    return " ".join(_letters(syllable) or syllable for syllable in _syllables(name))


def _syllables(name: str) -> list[str]:
    plain = _spaced(name)
    if plain.isascii():  # an account on a platform: nothing to read
        return plain.split()
    from pypinyin import Style, lazy_pinyin  # a quarter of a second, not wanted at every start

    if plain[:2] in COMPOUND_READINGS:
        surname, rest = COMPOUND_READINGS[plain[:2]].split(), plain[2:]
    elif plain[:1] in SURNAME_READINGS:
        surname, rest = [SURNAME_READINGS[plain[0]]], plain[1:]
    else:
        surname, rest = [], plain
    given = lazy_pinyin(rest, style=Style.NORMAL, errors=lambda run: run)
    return surname + [part for syllable in given for part in syllable.split()]


def _spaced(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    parts = "".join(" " if ch in _MIDDLE_DOTS or not ch.isalnum() else ch for ch in folded)
    return " ".join(parts.split())


def _letters(syllable: str) -> str:
    """The letters a-z of a syllable, accents removed."""
    plain = unicodedata.normalize("NFD", syllable)
    return "".join(ch for ch in plain if "a" <= ch <= "z")
