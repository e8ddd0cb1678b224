"""Notices from above: entered with their counts, answered, withdrawn; what a chapter may say stands above."""

from datetime import timedelta

import pytest

from xinfang.casework.upward.models import HandlingCheck, UpwardNotice
from xinfang.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def statistician(client, sample, posted, district):
    client.force_login(posted("statistician", district.root, "s"))
    return client


def said(**changes):
    last = clock.today().replace(day=1) - timedelta(days=1)
    before = last.replace(day=1) - timedelta(days=1)
    return {
        **{"number": "蓉信通〔2026〕8号", "sender": "市信访局", "dated_on": str(last)},
        **{"received_on": str(clock.today()), "from_day": str(before.replace(day=1)), "to_day": str(before)},
        **{"capital_abnormal_batches": "0", "capital_abnormal_heads": "0"},
        **changes,
    }


def test_a_notice_is_entered_with_pairs_of_counts(statistician):
    page = statistician.post("/upward/new/", said(city_group_batches="2")).content.decode()
    assert "批次和人次要一起填" in page
    assert "市信访局" in page
    page = statistician.post("/upward/new/", said(city_group_batches="2", city_group_heads="x"))
    assert "请填整数" in page.content.decode()
    answer = statistician.post("/upward/new/", said(city_group_batches="2", city_group_heads="13"))
    made = UpwardNotice.objects.latest("pk")
    assert answer.url == f"/upward/{made.pk}/"
    assert list(made.counts.order_by("pk").values_list("level", "kind", "batches", "head_count")) == [
        ("city", "group", 2, 13),
        ("capital", "abnormal", 0, 0),
    ]
    page = statistician.get(answer.url).content.decode()
    assert "到市 集体访" in page
    assert "已经登记过" in statistician.post("/upward/new/", said()).content.decode()
    for wrong, words in (
        ({"capital_abnormal_batches": "", "capital_abnormal_heads": ""}, "请至少填一类"),
        ({"number": "关于张三同志的通报"}, "不登记人"),
        ({"number": "王小二进京"}, "不登记人"),
        ({"to_day": "昨天"}, "日期应写成"),
    ):
        assert words in statistician.post("/upward/new/", said(**wrong)).content.decode()


def test_the_list_says_what_may_be_said(statistician, sample):
    page = statistician.get("/upward/").content.decode()
    assert "等待查看本地办理" in page
    assert page.count("还不知道") == 4
    assert "没有收到" in page
    for year in ("0", "九", "99999", ""):
        assert statistician.get(f"/upward/?year={year}").status_code == 200


def test_the_answer_names_a_matter_that_no_page_of_it_shows(statistician, sample):
    address = f"/upward/{sample.upward}/"
    good = {"verdict": "wanting", "on": str(clock.today()), "found": "告知晚了六天，已补告知。"}
    wrong = statistician.post(f"{address}check/", good | {"matter": "没有"}).content.decode()
    assert "没有这件事项" in wrong
    assert (
        "没有这件事项"
        in statistician.post(f"{address}check/", good | {"matter": sample.accusation}).content.decode()
    )
    assert statistician.post(f"{address}check/", good | {"matter": sample.routed}).status_code == 302
    assert HandlingCheck.objects.get().matter.number == sample.routed
    assert sample.routed in statistician.get(address).content.decode()
    case = statistician.get(f"/matters/{sample.routed}/").content.decode()
    assert "通报" not in case.split("<main", 1)[1]
    assert "已查看" in statistician.get("/upward/").content.decode()


def test_a_notice_is_withdrawn_with_its_reason(statistician, sample):
    address = f"/upward/{sample.upward}/"
    assert "至少" in statistician.post(f"{address}withdraw/", {"reason": "错"}).content.decode()
    assert statistician.post(f"{address}withdraw/", {"reason": "市局更正了数字"}).status_code == 302
    look = {"verdict": "wanting", "on": str(clock.today()), "found": "告知晚了六天，已补告知。"}
    for step, typed in (("withdraw", {"reason": "市局又更正了"}), ("check", look)):
        late = statistician.post(f"{address}{step}/", typed)  # from a page opened before
        page = late.content.decode()
        assert (late.status_code, "已由" in page, "撤销" in page) == (409, True, True)
        assert (typed.get("reason") or typed["found"]) in page
    assert not HandlingCheck.objects.exists()
    assert statistician.post(f"{address}nothing/", {}).status_code == 404
    assert "已撤销" in statistician.get(address).content.decode()


def test_who_gets_in(client, sample, posted, district):
    address = f"/upward/{sample.upward}/"
    client.force_login(posted("leader", district.root, "l"))
    assert "登记通报" not in client.get("/upward/").content.decode()
    assert client.get(address).status_code == 200
    assert client.get("/upward/new/").status_code == 403
    assert client.post(f"{address}check/", {}).status_code == 403
    client.force_login(posted("statistician", district.street, "street"))
    assert client.get(address).status_code == 404
    assert "还没有登记过通报" in client.get("/upward/").content.decode()


def test_a_figure_without_notices_is_no_nought(statistician):
    this = clock.today().year
    page = statistician.get(f"/figures/abnormal_visits_capital/cases/?year={this}").content.decode()
    assert "没有收到通报" in page
    assert 'data-value=""' in page
