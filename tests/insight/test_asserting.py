"""Claims in words: what is one, what only sounds like one, and the test that each wants."""

import pytest

from xinfang.insight.statistics.registry import COUNT, load
from xinfang.insight.yearbook.asserting import RANK, claims, wanted_test


@pytest.mark.parametrize(
    ("said", "quote", "test"),
    [
        ("全镇没有集体访。", "没有集体访", "没有"),
        ("两会期间无一起进京上访。", "无一起进京上访", "没有"),
        ("一年来无越级访。", "无越级访", "没有"),
        ("未收到联名信。", "未收到联名信", "没有"),
        ("基本杜绝了重复来访。", "杜绝了重复来访", "没有"),
        ("到市集体访保持为零。", "到市集体访保持为零", "没有"),
        ("全年零集体访。", "零集体访", "没有"),
        ("来访批次总体呈下降态势。", "呈下降态势", "下降"),
        ("来访批次、人次实现“双下降”。", "“双下降”", "下降"),
        ("来信数量有所减少，", "有所减少", "下降"),
        ("收到网上信访8件，比上年略有增加。", "比上年略有增加", "上升"),
        ("群众满意率稳步上升。", "上升", "上升"),
        ("交办的事项均已按期办结。", "均已按期办结", "全部"),
        ("案件已全部化解。", "全部化解", "全部"),
        ("依法受理、按期办理群众反映的事项，", "按期办理", "全部"),
        ("群众反映的事项一律按期办结。", "一律按期办结", "全部"),
        ("信访人全部息诉。", "全部息诉", "全部"),
        ("受理的事项全部按期办结，", "全部按期办结", "全部"),
        ("各责任单位按时答复。", "按时答复", "全部"),
        ("来访大幅减少。", "大幅减少", "大幅下降"),
        ("来信显著提高。", "显著提高", "大幅上升"),
        ("信访形势稳中有降。", "稳中有降", "下降"),
        ("窗口零投诉。", "零投诉", "没有"),
        ("全年办理零超期。", "零超期", "没有"),
        ("群众满意率100%。", "满意率100%", "全部"),
        ("按期办结率均达到百分之百，", "办结率均达到百分之百", "全部"),
        ("满意率居全市第一。", "居全市第一", RANK),
        ("信访工作走在全省前列，", "走在全省前列", RANK),
        ("考核位列全市第二名。", "位列全市第二", RANK),
    ],
)
def test_a_claim_is_found_with_the_test_that_it_wants(said: str, quote: str, test: str) -> None:
    assert [(found, wanted_test(found)) for found in claims(said)] == [(quote, test)]


@pytest.mark.parametrize(
    "said",
    [
        "登记做到没有遗漏。", "减少群众往返奔波的负担。", "坚决杜绝越级访。", "力争来访总量下降。",
        "有没有集体访，以登记为准。", "信访工作压力有所增加。", "来访同比下降12%，来信上升8%。",
        "集体访由9批下降到6批。", "无一例外地回访。", "没有信访干部缺席。", "会议经费比上年减少。",
        "零距离服务群众。", "降低来访群众的费用。", "来访接待能力不断提升。",
        "到期应办结8件，按期办结7件，按期办结率87.5%。", "督促责任单位按期办结。", "要求各单位一律按期办结。",
        "按期办结的事项7件。", "未能按期办结。", "按期办结十二件。", "应当按期办理。", "建立按期办理制度。",
        "力争满意率100%。", "满意率达到100%以上的目标。", "投诉窗口设在一楼。",
        "第一季度居民来访。", "居住在全市第一小学旁。",
        "位于全省前列街。", "首先做到零距离、零门槛。",
    ],
)  # fmt: skip
def test_what_says_nothing_of_a_count_is_left_alone(said: str) -> None:
    assert list(claims(said)) == []


def test_none_of_what_measures_name_as_a_thing_is_said_without_a_test() -> None:
    things = ("信", "电", "访", "件", "事项", "积案", "批次", "访人次", "检举控告")
    acts = ("登记", "息访", "下访", "接访")
    counted = [str(each.name) for each in load().values() if each.kind == COUNT]
    names = [name for name in counted if name.endswith(things) and not any(act in name for act in acts)]
    assert len(names) > 20
    assert [name for name in names if not list(claims(f"全年没有{name}。"))] == []
