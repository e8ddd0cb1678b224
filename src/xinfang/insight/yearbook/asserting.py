"""Claims in words, as reports make them: 没有集体访, 信访总量呈下降趋势, 均已办结. Each needs a test."""

import re
from collections.abc import Iterator

__all__ = ["RANK", "claims", "wanted_test"]

RANK = ""  # a place among others, which no figure of this register can test

# What the claims of a text say, and their like.
_SAID = re.compile(
    r"(?:没有|未|从未|无一[起件例]?)(?:再)?(?:发生|出现)|实现零[\u4e00-\u9fff]{2}|零(?:进京|上访|发生|越级)"
    r"|(?<![\d〇一二三四五六七八九十百])零(?:投诉|举报|超期|逾期|差错|积压)"
    r"|(?:大幅度?|显著|明显)(?:地)?(?:下降|减少|降低|上升|增加|增长|好转|改善|提高|提升)|稳中有降"
    r"|(?:已|均|全部)(?:已|均|全部)?(?:化解|办结|结案|销号)完毕|全部(?:化解|办结|结案|销号)|持平|过半"
)
# What is counted, by the names of the measures and by the short names that offices give it.
_KIND = "集体|越级|非正常|异常|重复|初次|个体|群体|网上|进京|赴京|[到赴进](?:省|市|区)(?:[、和](?:省|市))?"
_COUNTED = (
    rf"(?:(?:{_KIND})+(?:上访|走访|来访|信访(?:件|事项|案件)?|访)|上访|走访|来访|来信|来电|联名信|匿名信|重信|初信|重访|初访"
    r"|信访(?:件|事项|案件|积案|总量|量|数)|积案|重复件|匿名件|紧急件|并入件|督办件|超期(?:件|事项)?|办理超期"
    r"|检举控告|群体性事件|极端事件|事项|案件|申请复[查核]|复[查核]申请)(?:总量|数量?|批次|人次|件次)?"
)
_RATE = "(?:(?:结案|办结|化解|息访|满意|参评|受理|回复|答复|合格|采纳)率|满意度)"
_STOP = r"(?=[，,。；;、！!？?：:）)”\s]|$)"
_NOUN_ENDS = r"(?=[，,。；;、！!？?：:）)”\s]|$|的?(?:情况|现象|发生|出现)|和|及|与|或)"
_GAP = r"(?:再|过|任何|一[批起例件次人个]|新的?|登记|收到|接到|接待|受理|产生|形成|引发|群众|人民)*"
_SOARED, _FELL = "激增|猛增|剧增", "锐减|骤减|剧减"
_UP, _DOWN = f"上升|增加|增长|攀升|递增|{_SOARED}", f"下降|减少|降低|回落|递减|{_FELL}"
_MOVE = f"(?:{_UP}|{_DOWN})"
_THAN = r"(?:同比|环比|[比较与](?:去年|上年|上月|上季度|往年)(?:同期)?(?:相比)?)"
_HOW = (
    rf"(?:{_THAN}|均|都|也|呈|有所|略有|持续|连年|逐[年月季步]|不断|进一步"
    r"|连续[一二两三四五六七八九十\d]+个?[年月季]度?)"
)
_DONE = "办结|化解|结案|销号|答复|回复|受理|办理|解决|息诉(?:息访)?+|息访|分送|转送|告知|反馈"
_IN_TIME = "按[期时]|如期|限期内|期限内"
_CLAIMS = (
    _SAID,
    re.compile(
        rf"(?<!有)(?:从?没有|无|无一(?:[起件例批次人]|人次)?|零)(?:一[批起例件次人个])?{_GAP}(?:{_COUNTED})+{_NOUN_ENDS}"
        rf"|从?未(?:收到|登记|接到|接待|受理|产生|形成|引发){_GAP}(?:{_COUNTED})+{_NOUN_ENDS}|杜绝了?(?:{_COUNTED})+{_NOUN_ENDS}"
    ),
    re.compile(
        rf"(?:{_COUNTED}|投诉|举报|差错|超期|逾期)+(?:均|都|同比|也|继续|保持|实现|仍|降)?(?:为|至|到|了)?(?:零(?!散|星)(?:发生)?|清零){_STOP}"
    ),
    re.compile(
        rf"(?:均|都|皆)(?:已经?|按[期时]|及时|如期)+(?:全部)?(?:办结|化解|结案|销号|答复|回复|受理|解决|息访)(?:完毕)?{_STOP}"
    ),
    # Everybody, as a rate; with 以上 it is a threshold.
    re.compile(
        rf"(?P<owed>)(?P<quote>{_RATE}(?:均|都|已|全部|继续|保持|达到?|为|是|至|在|实现|了){{0,4}}"
        r"(?:100(?:\.0+)?[%％]|百分之百|百分百))(?!以|左右|的)"
    ),
    # A place among the others.
    re.compile(
        r"(?P<owed>)(?P<quote>(?:(?:位|稳|跃)?居|位列|名列|列|排名?|走在|处于|在|连续[一二三四五六七八九十\d]+年(?:位居|位列|居|列|排名?|获得?|保持)?)(?:于|在)?(?:全[国省市州区县]|同类|各)"
        r"[\u4e00-\u9fff]{0,6}?(?:第[一二三四五六七八九十\d]+|首位|榜首|前列|前[茅\d一二三四五六七八九十]+名?))"
        r"(?=[名位]?[，,。；;、！!？?：:）)”\s]|[名位]?$)"
    ),
    # All done, or all in time: 一律按期办结, 全部息诉, 按期办理群众反映的事项. With a number it is a figure.
    re.compile(
        rf"(?P<owed>)(?P<quote>(?:(?:一律|全部|悉数)(?:已经?|{_IN_TIME}|及时|依法)*|(?:{_IN_TIME})(?:全部|依法)?)"
        rf"(?:{_DONE})(?:完毕|了)?+)(?!率|的|数|比例|情况|制度|机制|要求|以外|单位|人员|机关|部门|群众来访|前|后|到位|提醒|信访事项的|[^，,。；;！!？?]{{0,12}}[\d…]"
        r"|[一二两三四五六七八九十百千万]+[件批人])"
    ),
    re.compile(rf"“?双(?:下降|降)”?{_STOP}"),
    re.compile(
        rf"(?:{_COUNTED}|批次|人次|件次|总量|{_RATE})(?P<between>[^，,。；;！!？?\d]{{0,12}}?)"
        rf"(?P<quote>{_HOW}*{_MOVE}了?(?:的?(?:趋势|态势|势头))?){_STOP}"
    ),
    re.compile(rf"(?P<counted>)(?P<quote>{_THAN}[，,]?{_HOW}*{_MOVE}了?){_STOP}"),
)
# An aim is no claim, whatever is said to be aimed at; nor is what an aim or a contest is called.
_AIMED = re.compile(
    "力争|争取|力求|严防|不得|如果|目标[是为：:]|(?:确保|防止|避免)(?!了)|(?:努力|计划)(?:实现|做到|达到|争创)"
)
_AS_AIM = re.compile("(?:为|作为)(?:考核)?(?:目标|指标)")
_CALLED = re.compile("[”》]?[\u4e00-\u9fff]{0,4}(?:创建|竞赛|活动|评比|行动|品牌|示范|工程)")
# Hopes are no claims, and what is said of the work is not said of what is counted.
_HOPED = re.compile(
    "力争|争取|确保|目标|努力|必须|应当|防止|避免|严防|力求|坚决|计划|如果|(?<![主重只])要(?!求|事|素|点|件)"
)
_WORK = re.compile("工作|压力|力度|人员|干部|渠道|质量|经费|窗口|成本|负担|难度|时间|能力|热情|信心")
# Nor is what is owed, or was not done.
_OWED = re.compile("督促|催办|敦促|要求|规定|制度|机制|原则|指导|完善|能否|是否|[未没不]")
_ANY = re.compile(rf"{_COUNTED}|\d[件批人起]")


def claims(text: str, start: int = 0, end: int | None = None) -> Iterator[str]:
    """The claims in words that stand between two places of a text, in their order."""
    end = len(text) if end is None else end
    taken: list[tuple[int, int]] = []
    for pattern in _CLAIMS:
        for found in pattern.finditer(text, start):
            span = found.span("quote") if "quote" in pattern.groupindex else found.span()
            apart = all(span[1] <= a or b <= span[0] for a, b in taken)
            if apart and span[1] <= end and _is_claim(text, found, span):
                taken.append(span)
    yield from (text[a:b] for a, b in sorted(taken))


def _is_claim(text: str, found: re.Match[str], span: tuple[int, int]) -> bool:
    """Whether it is said of what is counted and of what was, not of what is to be."""
    groups, quote = found.groupdict(), text[slice(*span)]
    clause = re.split("[，,。；;]", text[: found.start()])[-1]
    if _AIMED.search(clause) or _AS_AIM.match(text, span[1]):
        return False
    if quote.startswith("零") and _CALLED.match(text, span[1]):
        return False
    if found.re is _SAID:
        return True
    if _HOPED.search(clause) or _WORK.search(groups.get("between") or ""):
        return False
    if "owed" in groups:
        return not _OWED.search(clause)
    sentence = re.split("[。；;]", text[: found.start()])[-1]
    return "counted" not in groups or bool(_ANY.search(sentence)) and not _WORK.search(clause)


def wanted_test(quote: str) -> str:
    """The test of TESTS that a claim wants; RANK if none can hold it."""
    for words, test in (
        ("稳中有降", "下降"),
        ("前列|前茅|首位|榜首|第[一二三四五六七八九十\\d]|前[\\d一二三四五六七八九十]", RANK),
        ("没有|未|无|零|杜绝", "没有"),
        (rf"(?:大幅度?|显著|明显)地?(?:{_DOWN})|{_FELL}", "大幅下降"),
        (rf"(?:大幅度?|显著|明显)地?(?:{_UP}|提高|提升)|{_SOARED}", "大幅上升"),
        (f"{_DOWN}|双降", "下降"),
        (f"{_UP}|提高|提升", "上升"),
        ("持平", "持平"),
        ("过半", "过半"),
        (f"全部|均|都|皆|完毕|一律|悉数|100|百分|{_IN_TIME}", "全部"),
    ):
        if re.search(words, quote):
            return test
    return "没有"
