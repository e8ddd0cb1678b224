"""A text speaks of a person by number or by name; what is no name is left alone."""

import pytest

from xinfang.engines.mentions import candidates, numbers, people, pieces, speaks_of_people, titled


@pytest.mark.parametrize(
    ("text", "piece", "kind"),
    [
        ("联系电话13912340217，", "13912340217", "phone"),
        ("电话：139 1234 0217", "139 1234 0217", "phone"),
        ("座机8765 4321不是，座机87654321是", "87654321", "phone"),
        ("身份证110101199003078515。", "110101199003078515", "id"),
        ("全角１３９１２３４０２１７也算", "１３９１２３４０２１７", "phone"),
        ("打一三九一二三四〇二一七找我", "一三九一二三四〇二一七", "phone"),
        ("第一13912340217号", "13912340217", "phone"),
    ],
)
def test_a_number_is_found_where_it_stands(text, piece, kind):
    found = numbers(text)
    assert [(text[each.start : each.end], each.kind) for each in found] == [(piece, kind)]


@pytest.mark.parametrize(
    "text",
    ["2008年5月12日起约120户", "文号〔2008〕12号", "补助标准每户20000元", "二〇〇八年五月一十二日，三十一户"],
)
def test_a_date_or_a_sum_is_no_number_of_a_person(text):
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("信访人：王小明反映", ["王小"]),
        ("王小明等十人来访", ["王小明"]),
        ("联系人是欧阳小七要求", ["欧阳小"]),
        ("高远女士来电", ["高远"]),
    ],
)
def test_a_name_is_found_by_where_it_stands(text, names):
    assert [text[each.start : each.end] for each in titled(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "居民反映物业不公示",
        "居民王某反映",
        "居民高度关注，群众方便了",
        "关于云溪区等三个街道的情况",
        "群众要求提高补助标准",
    ],
)
def test_what_is_no_name_is_left_alone(text):
    assert titled(text, ["云溪区"]) == []


def test_a_piece_of_a_word_or_a_place_is_no_candidate():
    assert "于云" not in dict(candidates("关于云溪区的情况"))
    assert "安云" not in dict(candidates("西安云台社区", ["西安"]))
    assert dict(candidates("由欧阳小七转交"))["欧阳小七"] == 1


@pytest.mark.parametrize("text", ["打 13 91 23 40 217", "一三九 一二三四 〇二一七", "缠访户", "联系人王小明"])
def test_a_text_speaks_of_people_however_the_number_is_written(text):
    assert speaks_of_people(text)
    assert not speaks_of_people("2008 年 5 月，约 1300 户，编号 2008-0001，二〇〇八年十二月三十一日以前")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("打139.1234.5678找他", "phone"),
        ("139/1234/5678", "phone"),
        ("139_1234_5678", "phone"),
        ("1391234·5678", "phone"),
        ("1.3.9.1.2.3.4.5.6.7.8", "phone"),
        ("13\u200b912\u200b345\u2060678", "phone"),
        ("①③⑨①②③④⑤⑥⑦⑧", "phone"),
        ("①13912345678", "phone"),
        ("每m²13912345678", "phone"),
        ("②139-1234-5678", "phone"),
        ("١٣٩١٢٣٤٥٦٧٨", "phone"),
        ("身份证1101011990\u200b03078515", "id"),
        ("加微信 wang_xm88", "contact"),
        ("QQ：123456789", "contact"),
        ("写到 wangxm@example.com", "contact"),
        ("13912OO5678", "phone"),
        ("11010119900307l515", "id"),
    ],
)
def test_a_number_is_found_between_other_signs_and_in_other_figures(text, kind):
    (found,) = people(text)
    assert found.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "分别为15.3、16.2、14.8、17起",
        "分别为139、1234、5678件",
        "2008.5.12—2008.12.31，1.3.9号楼",
        "请报 xfj@yunxi.gov.cn 或者办公系统",
        "微信群里议论较多，QQ群也有",
        "补偿标准1391234.56元，比例1:3:9",
        "13.5/14.6/15.7",
    ],
)
def test_figures_between_signs_and_office_addresses_are_nobodys(text):
    assert people(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "三号楼陈建国带头串联，准备集体上访",
        "听说王小明准备进京",
        "李华扬言要闹",
        "由赵大勇领头",
        "欧阳锋煽动住户",
    ],
)
def test_who_stirs_others_up_is_no_news(text):
    assert [each.kind for each in titled(text)] == ["name"]


@pytest.mark.parametrize(
    "text",
    [
        "3栋王大爷家",
        "李女士家暖气不热",
        "3栋401户主老张扬言上访",
        "王建国经常上访",
        "林言石家门口",
        "小李家里漏水",
        "欧阳老师反映",
        "新来的任老师反映",
        "3栋门口卖菜的老王",
        "巷口修车的老李，占道",
        "住户李桂兰家漏水",
        "业主孙丽华反映电梯停运",
        "住户王建国要求赔偿",
        "业主孙丽华反复投诉",
        "曾广田多次反映电梯",
        "电梯停运，赵德福经常到区里反映",
        "3栋曾志强多次反映电梯",
        "曾月英反复反映",
        "张桂林多次投诉",
        "王家豪反复反映",
        "周一鸣多次到区里反映",
        "陈国梁又来要求",
    ],
)
def test_who_is_called_in_a_small_place_is_found(text):
    assert [each.kind for each in people(text)] == ["name"]


@pytest.mark.parametrize(
    "text",
    [
        "钱 雨 桐家门口",
        "钱·雨·桐情绪激动",
        "钱（雨桐）扬言上访",
        "钱\u200b雨\u200b桐带头串联",
        "钱-雨-桐等人",
        "周大川不稳定",
        "3栋钱雨桐家",
        "老钱带人堵门",
    ],
)
def test_a_name_is_found_with_blanks_and_signs_between_its_characters(text):
    assert [each.kind for each in people(text)] == ["name"]


def test_the_pieces_of_a_text_are_those_of_the_names_written_apart_too():
    text = "住户：钱 雨桐，周、大、川"
    found = {piece: text[start:end] for piece, start, end in pieces(text)}
    assert found["钱雨桐"] == "钱 雨桐"
    assert found["周大川"] == "周、大、川"


@pytest.mark.parametrize(
    "text",
    [
        "重点盯防3栋",
        "此人要看住",
        "该人员多次到区里",
        "列为重点关注对象",
        "盯住这一户",
        "派两人看住",
        "上访老户",
        "报不放心的人员名单",
        "扬言去北京的那位住户",
    ],
)
def test_nobody_is_marked_for_watching(text):
    assert {each.kind for each in people(text)} == {"label"}


@pytest.mark.parametrize(
    "text",
    [
        "小区家里普遍漏水，老房的外墙开裂，小高层停水",
        "施工方、项目方、单位多次来访，车主反复来访",
        "居民家门口积水，群众家里进水，党员家中",
        "业主多次上访，部分安置户一直写信",
        "华侨家里，员工长期信访，司机多次来访",
        "作为重点关注区域，老师和医生不足",
        "家长先生病后上学，先生产后清淤",
        "居民王某反映，张某某多次来访",
        "房东家门口堆物，沿江家门口",
        "石桥社区居民家中漏水，金沙小区住户家里停气，老房家里漏水",
        "家长向老师反映食堂问题，出租车师傅加气难，环卫师傅工资拖欠",
        "科任老师和社区医生不足，校方老师补课，宿管阿姨态度差",
        "金沙路家门口积水，小路家门口没有路灯，和平路居民家中进水",
        "新任老师不熟悉课程，兼任老师太多，前任、现任老师说法不一，专任老师不足，音乐老师缺编",
        "小高层家里停水，高层家中电梯停运，3单元家里漏水，江景房家门口堆物",
        "任何家里都进水，单身家里、车站家门口，包车师傅和安装师傅多次来访",
        "广场边大妈跳舞，小区大爷下棋，该小区业主多次来访",
        "居民情绪激动，供水不稳定，周边思想不统一，掌握市场动向",
        "国家、大家、厂家、专家；金牛、青羊 两区；水、电、气不通",
        "看住房门，盯紧工程进度，派人看护树木，派专人跟进办理",
        "业主张贴公告，住户周围积水，业主高度关注，住户曾多次反映，业主委员会要求，店主郭某某反映",
        "门口的小江，破损的老石阶，漏水的老房，门前的小路，旁边的小金山",
        "参会人员名单，（一）施工扰民 （二）停水，李家沱家门口",
        "李家村、王府井大街、老旧小区，12-3地块，3号楼，2008-5-12起，5-10人，1-3月",
        "管委会主任\n信访局局长，管委会主任来访，唐宁府小区反映停水，孔雀苑物业来电",
        "李家村多次反映，王府井多次投诉，陈列馆经常来电，张某某多次反映，曾先后多次反映",
    ],
)
def test_a_crowd_a_place_and_an_anonymous_person_are_left_alone(text):
    assert people(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "三号楼住户准备集体上访",
        "施工方扬言停工",
        "部分家长准备进京",
        "有人带头反映房屋漏水",
        "规划建设局带头组织排查",
        "党员干部带头签名",
        "周边居民打算集体反映",
        "群众要进京",
    ],
)
def test_what_a_crowd_means_to_do_is_news(text):
    assert titled(text) == []


ONCE = """
书面 口头 当面 上门 电话 联名 集体 发函 派员 派人 组织 安排 协调 去年 两次 连续 先后 反复 答应
书信 来电 来信 实名 亲自 一同 结伴 主动 为此 据此 承诺 漏水 停电 维修 年初 上月 代表 依法
"""


@pytest.mark.parametrize("how", ONCE.split())
def test_what_was_done_once_is_told_of_nobody(how):
    for habit in ("多次要求修电梯", "多次到区政府", "反复投诉", "经常来电", "又反映停水"):
        assert people(f"曾{how}{habit}") == []
        assert people(f"电梯停运，曾{how}{habit}") == []


SUBJECTS = """
曾家岩 刘家台 王家渡 朱家角 张家港 唐家墩 罗家嘴 黄土堆 董事长 周三早 黄梅雨
李家塘 陈家梁 王家坨 曹家冲 周六晚 周五又 周转房 黄金周 黄标车 杨柳絮 陆续又 胡同里 杨树林
"""


@pytest.mark.parametrize("subject", SUBJECTS.split())
def test_a_place_or_a_day_that_something_comes_from_again_is_nobody(subject):
    for habit in ("多次反映停水", "经常来电", "反复投诉", "总是到处积水"):
        assert people(f"{subject}{habit}") == []
        assert people(f"停水以后，{subject}{habit}") == []
