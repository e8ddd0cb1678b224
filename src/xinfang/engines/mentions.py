"""Where a text speaks of a person: numbers that are somebody's, and pieces that may be somebody's name."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from xinfang.engines.identity.names import COMPOUND_READINGS, SURNAME_READINGS
from xinfang.engines.masking import COMPOUND_SURNAMES, numbers_in

__all__ = [
    "Mention",
    "candidates",
    "contacts",
    "labels",
    "numbers",
    "people",
    "pieces",
    "speaks_of_people",
    "titled",
]

_COMMON = """
王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏
钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安
颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲
成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边
"""
SURNAMES = frozenset("".join(_COMMON.split())) | SURNAME_READINGS.keys()
COMPOUND = COMPOUND_SURNAMES | COMPOUND_READINGS.keys()
# Words whose last character is a surname as well: what follows it is no given name.
_WORDS = """
关于 对于 由于 至于 终于 处于 属于 位于 等于 基于 在于 便于 用于 鉴于 大于 小于 低于
高于 不于 始于 敢于 善于 提高 最高 较高 增高 过高 森林 园林 造林 准许 允许 也许 或许
少许 多方 各方 对方 双方 地方 有关 相关 机关 无关 全程 过程 工程 进程 议程 里程 章程
日程 课程 流程 规程 不安 公安 治安 保安 安安 开始 历史 时任 责任 担任 信任 主任 分段
阶段 地段 路段 手段 时段 同时 及时 随时 临时 小时 平时 按时 限时 当时 现金 资金 基金
租金 押金 违约金 奖金 保险金 公积金 补偿金 文件 意向 方向 去向 投向 一成 形成 造成
完成 达成 组成 建成 不成 三成 道路 马路 公路 线路 铁路 电路 修路 周边 路边 身边 厂房
住房 楼房 平房 危房 用房 建房 购房 租房 库房 交房 公房 停车 机车 汽车 货车 单车 客车
火车 清单 名单 订单 账单 保管 主管 监管 托管 城管 接管 水管 了解 理解 调解 和解 化解
缓解 分解 正常 经常 日常 异常 非常 多万 余万 十万 百万 千万 业余 其余 剩余 多余 不易
容易 交易 贸易 简易 施工 实施 措施 设施 核查 检查 调查 排查 审查 抽查 复查 清查 增强
加强 勉强 较强 目前 全面 健康 小康 上海 长江 河谷 山谷 卫生 防卫 水田 农田 稻田 种植
移植 成立 中华 校车 停水 楼宇 项目 单位 方面 车主 房主 房东 员工 司机 安置 常住 华侨 万人 商户
居民 住户 业主 村民 群众 用户 农户 租户 家长 学生 社区 小区 园区 校区 片区 辖区 城区 街区
环卫 城管 科任 校方 园方 宿管 班车 新任 兼任 前任 历任 现任 离任 专任 任何 何处
高层 单元 安居 江景 单身 车站 车间 包车 安装 音乐 董事长
"""
WORDS = tuple(sorted(_WORDS.split(), key=len, reverse=True))
_BLANK = "\u25a1"  # stands for what is known to be no name; it is in no name
_ALWAYS = "\u25a0\u25a0"  # stands for 经常, which ends in a surname and tells of somebody's habit
_HAN = "\u4e00-\u9fff\u3400-\u4dbf"
# Only where nothing but a name can stand: 群众方便 and 居民高度关注 begin with surnames as well.
_BEFORE = "(?:姓名|信访人|反映人|当事人)(?:[:：]|为|是)|(?:联系人|户主)(?:[:：]|为|是)?"
_AFTER = "等(?:[一二三四五六七八九十百\\d]+[人户名]|人(?![口员]))"
_AFTER += "|女士|先生|同志|大爷|大妈|阿姨|师傅|本人|夫妇|一家"
# What is told of somebody, not of a place: who stirs others up. The item tells what is wished, not who leads.
_STIRS = "带头(?:串联|组织集体|上访|闹)|串联|煽动|挑头|领头|扬言|(?:准备|打算|要)(?:越级|集体|进京|赴省)|带人"
_MOOD = "(?:情绪|思想)(?:激动|偏激|不|很|较|波动)|不稳定|的?(?:动向|行踪)"
_AT_HOME = "家(?:门口|门前|里|中|楼下)"
_OFTEN = f"(?:{_ALWAYS}|常年|多次|反复|一直|长期|屡次)(?:上访|来访|信访|写信|越级|进京|赴省)"
_AFTER += f"|{_STIRS}|{_AT_HOME}|{_OFTEN}|{_MOOD}"
_TITLED = re.compile(rf"(?:{_BEFORE})(?P<a>[{_HAN}]{{2,4}})|(?P<b>[{_HAN}]{{2,4}})(?={_AFTER})")
# Who is called by surname alone is known in a small place: 3栋王大爷, 老张扬言. Nobody is called so in
# 向老师反映, 出租车师傅, 广场边大妈, 老房 and 小路.
_ALONE = "".join(sorted(SURNAMES - set("向车边区")))
_CALLED = re.compile(
    rf"[{_ALONE}](?:女士|先生|大爷|大妈|大叔|大婶|大姐|大哥|阿姨|师傅|老师|医生|老汉|嫂)"
    rf"|[老小阿](?![房路])[{_ALONE}](?={_STIRS}|{_AT_HOME}|{_MOOD}|闹|上访)"
    # 卖菜的老王, 修车的小李; not 门口的小江, 破损的老石
    rf"|(?<=的)[老小阿](?![房路江石段龙金田平山])[{_ALONE}](?=$|[^{_HAN}]|[在和家])"
)
_AGAIN = f"(?:{_ALWAYS}|多次|反复|一直|长期|屡次|总是|又)(?:反映|投诉|来|到|去|找|要求|打电话|写信|上访|信访)"
# How places, works and halls end.
_PLACES = "路街巷道村区沱坝湾坪桥沟坡井镇乡市县州城院园厂校店庄屯寨营堡岭山岛江河湖树馆站社司局会台渡角港墩"
_PLACES += "嘴岩堆屋冲垭埂崖坨塘滩圩洼"
_HOW = "向就于因对到由与据按此他她我也又还都两几数每多次遍日周今昨夜期间午打找去请求赴赶派组织排"
_HOW += "协调诉讼访投递寄送催问询谈责督电短邮函话口头面门场续答填反漏停"
_HOW_WORDS = (  # 曾书面多次要求: 曾 tells when; these signs and words are in no given name
    "书信|上[书月周]|[当本次同]月|来[信人]|发[文信]|[实匿署具联]名|联[合系]|集[中体]|亲自|自[行费发]"
    "|一[同起再道]|三番|结[伴队]|主动|代表|委托|承诺|保证|[维检整]修|[前当同半]年|年[初底中末]|依[法规]"
    "|公开|安装|全家|凌晨|为[此了这]|应[邀约]|复又|再[三次]|晚[上间]|从[前来]|邻居|微信|直接|自己|专程"
    "|逐级|共同|私下|网上|冒雨|步行|春节|三月|雨天|轮流|分批|携带|派员|回复|口头|身体"
)
# 周三早, 黄梅雨, 陆续又: words that begin with a surname; 陈家梁: a place however it ends, 王家豪 is none.
_NO_NAME = (
    "张[贴罗]|周(?:[围年转]|[一二三四五六日末天][早晚上下午夜清凌傍起前后又也还就均都再])|唐突|陆续|郑重|罗列|陈[述列旧年]"
    "|黄(?:[沙泥土牛标色线]|梅[雨天季]|金[周期])|杨(?:树[林苗根枝叶]|柳[絮树枝])|胡同"
)
_THEN = f"曾(?:{_HOW_WORDS}|[^\n]?[{_HOW}])"
_HOME = "[^\n]家(?![豪明辉伟俊强欣宝荣华富贵祥文乐兴康骏瑞成良栋平和杰旺军宁全国庆勇红英发达顺])"
_NO_SURNAME = f"{_NO_NAME}|{_HOME}|{_THEN}"
# 住户李桂兰家, 业主孙丽华反映: three characters, of which the first is a surname and little else.
_OWNER = re.compile("住户|业主|租户|户主|房主|房东|店主")
_OWNERS = "王李张刘陈杨赵黄周吴徐孙胡朱郭罗宋郑韩唐冯董萧曹袁邓沈彭吕苏卢蒋蔡贾丁魏薛潘杜戴汪姜谭廖邹熊陆郝孔"
_OWNERS += "崔邱秦邵孟"
_OWNED = re.compile(
    rf"(?!{_NO_NAME}|{_THEN})[{_OWNERS}曾](?![^\n]?[某的了在不要能是有已被])[{_HAN}]{{2}}"
    rf"(?=家|等|的房|反映|要求|称|说|表示|提出|投诉|{_AGAIN}|[^{_HAN}]|$)"
)
# 曾广田多次反映电梯: nothing else stands in so many characters before who does something again and again.
_REPEATS = re.compile(
    rf"(?:^|(?<=[^{_HAN}])|(?<=[栋号楼室元]))(?!{_NO_SURNAME})[曾{_OWNERS}]"
    rf"(?![^\n]?[某的了在不要能是有已被先])[{_HAN}](?![{_PLACES}前后时间中边口人])[{_HAN}](?={_AGAIN})"
)
# 3栋钱雨桐家: a bare 家 after a name, where nothing else can stand around the two.
_HOUSEHOLD = re.compile(rf"(?:^|(?<=[^{_HAN}])|(?<=[栋号楼室元]))(?P<a>[{_HAN}]{{2,4}})家(?=$|[^{_HAN}])")
_PLACE = frozenset("路街巷道村区沱坝湾坪桥沟坡")  # how places end: 金沙路家门口
_LABEL = re.compile(
    "缠访|闹访|上访(?:老?户|人员)|信访户|老上访|重点人(?!才)|重点关注对象|盯防|稳控|极端人员|此人"
    "|该人员?(?=多次|经常|扬言|上访)"
    # who is to be kept an eye on, and where such people are listed
    "|(?:盯|看)[住紧牢](?=[^，。；]{0,6}[人户]|$|[，。；])|派(?:专|[一二两三几])?人(?:员)?(?:看(?!护|管|望)|盯|守(?!护)|跟(?!进|踪))"
    "|(?:不放心|不稳定|涉稳)的?人员?|人员(?:动向|行踪)|扬言[^，。；]{0,10}的(?:[这那]?[一位个名]?位?)(?:住户|居民|人|老人|业主)"
)
# Blanks and hyphens, and signs that nobody sees.
_GAP = r"[\s\-－　\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"
# What parts the characters of a name that people are to read and no check: 钱 雨 桐, 钱·雨·桐, 钱（雨桐）.
_PARTED = re.compile(rf"(?<=[{_HAN}])(?:[^\w，、。；：！？,;:!?]|_)+(?=[{_HAN}])")
_ONE_BY_ONE = re.compile(rf"(?<![{_HAN}])[{_HAN}](?:[、，,.][{_HAN}]){{1,3}}(?![{_HAN}])")
_LOOKS_LIKE = {"O": "0", "o": "0", "l": "1", "I": "1"}
_LIKE = re.compile(r"(?<=\d)[OolI]+(?=\d)")
_APART = re.compile(rf"(?<=[\d〇零○一二三四五六七八九幺]){_GAP}(?=[\dXx〇零○一二三四五六七八九幺])")
# A mobile number in groups as people write it, with one other sign between all of them: 139.1234.5678. Any
# grouping and any sign would take 139、1234、5678 件 for one.
_ONE_SIGN = re.compile(
    r"(?<![\d.])\d{1,8}(?:(?P<sign>[._/|\\·•:：*~+])\d{1,8}(?:(?P=sign)\d{1,8}){0,10})(?!\d)"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_GROUPS = ({3, 4}, {3, 5}, {5, 6}, {3, 8}, {4, 7}, {1})
_CONTACT = re.compile(
    r"(?i)(?:QQ|微信|WeChat|[VW]X)号?码?(?:[:：是为\s]{0,3})[a-z0-9][a-z0-9_-]{4,}"
    r"|[a-z0-9][\w.+-]*@(?!(?:[\w-]+\.)*gov\.cn)[\w-]+(?:\.[\w-]+)+",
    re.ASCII,
)


@dataclass(frozen=True)
class Mention:
    """A piece of a text: where it begins and ends, and what it is (id, phone, contact, name, label)."""

    start: int
    end: int
    kind: str


def numbers(text: str) -> list[Mention]:
    """Identity, card and telephone numbers in a text, in figures of any script or written out as well."""
    return _in_both(text, lambda figures: [Mention(*each) for each in numbers_in(figures)])


def contacts(text: str) -> list[Mention]:
    """Addresses of e-mail, but for those of government, and accounts where people are written to."""
    return [Mention(*match.span(), "contact") for match in _CONTACT.finditer(text)]


def labels(text: str) -> list[Mention]:
    """Words that call somebody a person to be watched; there is no such person here (ADR 4)."""
    return [Mention(*match.span(), "label") for match in _LABEL.finditer(text)]


def speaks_of_people(text: str, known: Iterable[str] = ()) -> bool:
    """Whether a text that is about places and problems points at somebody: by a number, however it is
    written, an account, a word for people to be watched, or where only a name can stand.

    It asks no register of names, so that anybody may be told.
    """
    return bool(people(text, known))


def people(text: str, known: Iterable[str] = ()) -> list[Mention]:
    """Where a text speaks of somebody, in the order of the text; see `speaks_of_people`."""
    found = [*numbers(text), *labels(text), *titled(text, tuple(known))]
    closed, kept = _closed_up(text)
    parted = _placed(titled(closed, tuple(known)), kept) if closed != text else []
    for more in (_in_both(text, _apart), _in_both(text, _in_groups), contacts(text), parted):
        found += _beside(found, more)
    return sorted(found, key=lambda each: each.start)


def _in_both(text: str, look: Callable[[str], list[Mention]]) -> list[Mention]:
    """What is found in the text as it stands and, beside it, with figures of every script read as such: a
    figure in a circle may be part of a number, or count the lines before one."""
    found = look(text)
    return found + _beside(found, look(_in_figures(text)))


def _beside(found: Iterable[Mention], more: Iterable[Mention]) -> list[Mention]:
    """Of `more` what lies on no place of `found`."""
    taken = {place for each in found for place in range(each.start, each.end)}
    return [each for each in more if taken.isdisjoint(range(each.start, each.end))]


def _in_figures(text: str) -> str:
    """The text with figures of every script and in circles as 0 to 9, each in its place, and letters between
    figures that look like one."""
    plain = "".join(str(unicodedata.digit(sign, sign)) for sign in text)
    return _LIKE.sub(lambda found: "".join(map(_LOOKS_LIKE.__getitem__, found[0])), plain)


def _in_groups(text: str) -> list[Mention]:
    """Mobile numbers in groups with one sign between them."""
    found = []
    for match in _ONE_SIGN.finditer(text):
        groups = match[0].split(match["sign"])
        usual = any({len(group) for group in groups} <= sizes for sizes in _GROUPS)
        if usual and _MOBILE.fullmatch("".join(groups)):
            found.append(Mention(*match.span(), "phone"))
    return found


def _apart(text: str) -> list[Mention]:
    """Numbers with blanks, hyphens or unseen signs in them, by their place in the text as it stands."""
    gaps = {place for match in _APART.finditer(text) for place in range(*match.span())}
    kept = [place for place in range(len(text)) if place not in gaps]
    return _placed(numbers("".join(text[place] for place in kept)), kept)


def _placed(found: Iterable[Mention], kept: Sequence[int]) -> list[Mention]:
    """What was found in a text of which some signs were left out, by its places in the whole."""
    return [Mention(kept[each.start], kept[each.end - 1] + 1, each.kind) for each in found]


def _closed_up(text: str) -> tuple[str, list[int]]:
    """The text without what parts its Chinese characters, and where each of its signs stood."""
    gaps = {place for match in _PARTED.finditer(text) for place in range(*match.span())}
    for match in _ONE_BY_ONE.finditer(text):
        gaps |= set(range(match.start() + 1, match.end(), 2))
    kept = [place for place in range(len(text)) if place not in gaps]
    return "".join(text[place] for place in kept), kept


def pieces(text: str, known: Iterable[str] = ()) -> Iterator[tuple[str, int, int]]:
    """Each piece that has the shape of a name and the places where it begins and ends: as the text stands,
    and as it reads without blanks and signs between its characters."""
    words = tuple(known)
    closed, kept = _closed_up(text)
    yield from ((piece, start, start + len(piece)) for piece, start in candidates(text, words))
    for piece, start in candidates(closed, words) if closed != text else ():
        yield piece, kept[start], kept[start + len(piece) - 1] + 1


def candidates(text: str, known: Iterable[str] = ()) -> Iterator[tuple[str, int]]:
    """Each piece that has the shape of a Chinese name, with its place: surname and one to two characters.

    `known`: what is no name (units, places). Pieces across punctuation and inside common words are left out.
    """
    plain = _blanked(text, known)
    for place in range(len(plain)):
        ahead = 2 if plain[place : place + 2] in COMPOUND else 1 if plain[place] in SURNAMES else 0
        for length in (ahead + 1, ahead + 2) if ahead else ():
            piece = plain[place : place + length]
            if len(piece) == length and re.fullmatch(f"[{_HAN}]+", piece):
                yield piece, place


def titled(text: str, known: Iterable[str] = ()) -> list[Mention]:
    """Pieces that stand where a name stands (信访人：王小明, 王小明等十人), without asking who is known."""
    plain = _blanked(text, known)
    found = []
    for match in _TITLED.finditer(plain):
        group = "a" if match["a"] else "b"
        start, end = match.span(group)
        # A title may stand before more than a name, and a name after more than nothing: cut to its shape.
        for piece, place in candidates(match[group], ()):
            at_edge = place == 0 if group == "a" else place + len(piece) == end - start
            if group == "b" and piece[-1] in _PLACE:
                continue
            if at_edge and "某" not in piece:
                found.append(Mention(start + place, start + place + len(piece), "name"))
                break
    again = (Mention(*match.span(), "name") for match in _REPEATS.finditer(plain))
    found += _beside(found, [*_at_home(plain), *_owners(text, plain)])
    found += _beside(found, again)
    return found + _beside(found, (Mention(*match.span(), "name") for match in _CALLED.finditer(plain)))


def _at_home(plain: str) -> Iterator[Mention]:
    """Names before a bare 家."""
    for match in _HOUSEHOLD.finditer(plain):
        whole = [piece for piece, place in candidates(match["a"]) if place + len(piece) == len(match["a"])]
        if whole and whole[-1][-1] not in _PLACE:
            yield Mention(match.end("a") - len(whole[-1]), match.end("a"), "name")


def _owners(text: str, plain: str) -> Iterator[Mention]:
    """Names behind a word for whose house or shop it is."""
    for before in _OWNER.finditer(text):
        if name := _OWNED.match(plain, before.end()):
            yield Mention(*name.span(), "name")


def _blanked(text: str, known: Iterable[str]) -> str:
    """The text with what is no name blanked, character for character."""
    text = text.replace("经常", _ALWAYS)
    for word in (*sorted(known, key=len, reverse=True), *WORDS):
        if word and word in text:
            text = text.replace(word, _BLANK * len(word))
    return text
