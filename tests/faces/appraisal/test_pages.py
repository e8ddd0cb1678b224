"""The appraisal: targets of work only, cards that open their matters, objections, answers, checks."""

import re

import pytest

from xinfang.insight.appraisal.models import Objection, OpinionCheck, Scheme, Target
from xinfang.kernel import clock

pytestmark = pytest.mark.django_db
ZERO = {"timely_notice_rate": 0, "on_time_rate": 0, "satisfaction_unit": 0, "opinion_quality": 0}


@pytest.fixture
def office(client, sample, posted, district):
    client.force_login(posted("office_head", district.root, "o"))
    return client


def said(**points):
    rows = ZERO | points
    return {
        "year": clock.today().year,
        **{f"{key}_points": value for key, value in rows.items()},
        **{f"{key}_least": 90 for key in rows},
    }


def test_targets_are_written_and_issued(office):
    page = office.get("/appraisal/new/").content.decode()
    assert "按期办结率" in page
    assert "走访" not in page.split('<form method="post" class="card', 1)[1]
    assert "合计应为 100" in office.post("/appraisal/new/", said(on_time_rate=90)).content.decode()
    assert "请填整数" in office.post("/appraisal/new/", said(on_time_rate="x")).content.decode()
    assert "至少设一个" in office.post("/appraisal/new/", said()).content.decode()
    forged = said(on_time_rate=100) | {"visits_capital_points": 50, "visits_capital_least": 1}
    answer = office.post("/appraisal/new/", forged)
    made = Scheme.objects.latest("pk")
    assert answer.url == f"/appraisal/{made.pk}/"
    assert [each.measure for each in Target.objects.filter(scheme=made)] == ["on_time_rate"]
    assert "还没有下达" in office.get(answer.url, follow=True).content.decode()
    early = office.post(f"{answer.url}close/")
    assert (early.status_code, "还没有轮到" in early.content.decode()) == (409, True)
    assert office.post(f"{answer.url}nothing/").status_code == 404
    saw = {"seen": seen(office.get(answer.url))}
    assert office.post(f"{answer.url}issue/", saw).status_code == 302
    assert office.post(f"{answer.url}issue/", saw).status_code == 409
    page = office.post(f"{answer.url}work-out/", {"object_until": str(clock.today())}).content.decode()
    assert "还没有过完" in page
    assert "请选一个日期" in office.post(f"{answer.url}work-out/", {}).content.decode()


def seen(answer):
    return re.search(r'name="seen" value="([^"]*)"', answer.content.decode()).group(1)


def test_the_second_draft_of_a_year_does_not_write_over_the_first_unseen(office, posted, district):
    office.get("/appraisal/new/")
    first = office.post("/appraisal/new/", said(on_time_rate=100)).url
    other = said(on_time_rate=60, opinion_quality=40)
    late = office.post("/appraisal/new/", other | {"seen": ""})  # opened before there was a draft
    page = late.content.decode()
    assert (late.status_code, "已由" in page, "没有保存" in page) == (409, True, True)
    assert 'value="60"' in page  # what was typed is kept
    assert "按期办结率 90%，100 分" in page  # and beside it what stands
    assert Target.objects.get(scheme__stage="draft").points == 100
    again = office.post("/appraisal/new/", other | {"seen": seen(late)})  # told, and saved all the same
    assert (again.url, Target.objects.filter(scheme__stage="draft").count()) == (first, 2)
    anew = office.get(f"/appraisal/new/?draft={first.split('/')[2]}")
    assert 'value="60"' in anew.content.decode()  # the draft itself is written on
    assert office.post("/appraisal/new/", said(on_time_rate=100) | {"seen": seen(anew)}).status_code == 302
    for odd in ("九", "0", "", "99999999999999999999"):
        assert office.get(f"/appraisal/new/?draft={odd}").status_code == 200


def test_what_is_issued_was_seen_by_who_issues_it(office):
    address = office.post("/appraisal/new/", said(on_time_rate=100)).url
    old = seen(office.get(address))
    anew = seen(office.get(f"/appraisal/new/?draft={address.split('/')[2]}"))
    office.post("/appraisal/new/", said(on_time_rate=60, opinion_quality=40) | {"seen": anew})
    late = office.post(f"{address}issue/", {"seen": old})
    page = late.content.decode()
    assert (late.status_code, "没有下达" in page, ">60<" in page) == (409, True, True)
    assert Scheme.objects.latest("pk").stage == "draft"
    assert office.post(f"{address}issue/", {"seen": seen(late)}).status_code == 302


def test_a_unit_sees_its_card_and_objects_and_the_office_answers(client, sample, posted, district):
    head, office = posted("unit_head", district.street, "h"), posted("office_head", district.root, "o")
    address = f"/appraisal/lines/{sample.card_line}/"
    client.force_login(head)
    page = client.get(f"/appraisal/{sample.scheme}/").content.decode()
    assert "中和街道" in page
    assert "桂溪街道" not in page.split("<main", 1)[1]
    assert client.get(address).status_code == 200
    assert "至少 6 个字" in client.post(f"{address}object/", {"reason": "错"}).content.decode()
    reason = {"reason": "有一件事项当时已电话告知。"}
    assert client.post(f"{address}object/", reason).status_code == 302
    assert "还在等待答复" in client.post(f"{address}object/", reason).content.decode()
    assert Objection.objects.count() == 1
    assert client.post(f"{address}rule/", {}).status_code == 403
    client.force_login(office)
    assert "有异议" in client.get(f"/appraisal/{sample.scheme}/").content.decode()
    ruled = {"upheld": "yes", "ruling": "告知有录音为证，应计入。"}
    assert "请填更正后" in client.post(f"{address}rule/", ruled).content.decode()
    wrong = client.post(f"{address}rule/", ruled | {"counted": 3, "base": 2}).content.decode()
    assert "不能多于基数" in wrong
    assert client.post(f"{address}rule/", ruled | {"counted": 1, "base": 1}).status_code == 302
    page = client.get(address).content.decode()
    assert "已更正" in page
    assert "原来 0/0" in page
    stale = client.post(f"{address}rule/", ruled)
    assert stale.status_code == 409
    assert "这项异议已由" in stale.content.decode()
    assert "告知有录音为证" in stale.content.decode()  # what was typed is kept


def test_another_unit_and_a_handler_do_not(client, sample, posted, district):
    address = f"/appraisal/lines/{sample.card_line}/"
    client.force_login(posted("unit_head", district.other, "x"))
    assert client.get(address).status_code == 404
    assert client.post(f"{address}object/", {}).status_code == 404
    client.force_login(posted("handler", district.street, "y"))
    assert "提出异议" not in client.get(address).content.decode()
    assert client.post(f"{address}object/", {}).status_code == 403
    assert client.get("/appraisal/new/").status_code == 403
    assert client.get("/appraisal/checks/").status_code == 403
    assert client.get("/appraisal/999999/").status_code == 404


def test_an_opinion_is_drawn_and_checked(office, sample):
    number, year = sample.followed.done.number, clock.today().year
    assert number in office.get(f"/appraisal/checks/?year={year}").content.decode()
    for odd in ("九", "1", "99999", "٢٠٢٦"):
        assert office.get(f"/appraisal/checks/?year={odd}").status_code == 200
    address = f"/appraisal/checks/{number}/"
    four = dict.fromkeys(("facts", "basis", "claims", "service"), "on")
    assert "请写明缺什么" in office.post(address, four).content.decode()
    assert office.post(address, four | {"note": "没有写复查的期限。"}).status_code == 302
    assert not OpinionCheck.objects.get().remedy
    assert "有缺项" in office.get("/appraisal/checks/").content.decode()
    assert "已经评查过" in office.post(address, four | {"note": "没有写复查的期限。"}).content.decode()
    assert office.get(f"/appraisal/checks/{sample.waiting}/").status_code == 404
    assert office.get(f"/appraisal/checks/{sample.accusation}/").status_code == 404
