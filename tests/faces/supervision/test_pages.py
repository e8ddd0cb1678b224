"""Who gets to orders and proposals, what they show, and what is refused at its field."""

from datetime import timedelta

import pytest

from xinfang.casework.petitions.models import Hold, Matter
from xinfang.casework.supervision.models import Order, Proposal
from xinfang.kernel import clock
from xinfang.registers.staff.roles import ROLES

pytestmark = pytest.mark.django_db
REPLY = "已到现场核实，围挡今天后移。"


@pytest.fixture
def enter(client, posted):
    def sign_in(role, unit):
        client.force_login(posted(role, unit, f"reader {role}"))
        return client

    return sign_in


@pytest.mark.parametrize("role", ROLES)
def test_an_order_is_given_by_those_who_supervise(enter, sample, district, role):
    rights = ROLES[role].permissions
    expected = 200 if "supervise" in rights else 404 if "see_matters" in rights else 403
    answer = enter(role, district.root).get(f"/matters/{sample.routed}/supervise/")
    assert answer.status_code == expected


def test_the_office_gives_one_and_the_case_page_shows_it(enter, sample, district):
    client, day = enter("office_head", district.root), clock.today() + timedelta(days=30)
    late = sample.followed.late.number
    page = client.get(f"/matters/{late}/").content.decode()
    assert f"/matters/{late}/supervise/" in page
    address = f"/matters/{late}/supervise/"
    said = {"unit": district.street.pk, "cause": "late", "means": "phone", "found": "四十天没有人来。"}
    wrong = client.post(address, said | {"demand": "", "due_on": "2020-01-01"}).content.decode()
    assert "请写明要求。" in wrong
    assert "<title>错误" in wrong
    assert not Order.objects.filter(matter__number=late).exists()
    answer = client.post(address, said | {"demand": "三日内到现场。", "due_on": str(day)})
    made = Order.objects.latest("pk")
    assert answer.url == f"/supervision/orders/{made.pk}/"
    assert "暂时不能办结：正在督办" in client.get(f"/matters/{late}/").content.decode()
    over = client.post(f"{answer.url}accept/", {"note": "已经看过回复"})
    assert over.status_code == 409
    assert "已经看过回复" in over.content.decode()
    assert "中和街道 · 无正当理由超过期限" in client.get(f"/matters/{late}/").content.decode()
    again = client.post(address, said | {"demand": "三日内到现场。", "due_on": str(day)}).content.decode()
    assert "没有结束" in again


def test_what_waits_for_a_seal_is_not_said_to_be_sent(enter, sample, district):
    client, day = enter("office_head", district.root), clock.today() + timedelta(days=30)
    said = {"unit": district.street.pk, "cause": "late", "found": "四十天没有人来。", "due_on": str(day)}
    for means, told in (("document", "签发、用印以后才生效"), ("phone", "已发出督办")):
        Order.objects.filter(matter__number=sample.followed.late.number).update(
            state="withdrawn", closed_at=clock.now()
        )
        address = f"/matters/{sample.followed.late.number}/supervise/"
        page = client.post(address, said | {"means": means, "demand": "三日内到现场。"}, follow=True)
        assert told in page.content.decode()


def test_the_unit_replies_and_the_office_sends_back_then_accepts(client, posted, sample, district):
    unit, office = posted("handler", district.street, "u"), posted("office_head", district.root, "o")
    address = f"/supervision/orders/{sample.order}/"
    client.force_login(unit)
    page = client.get(address).content.decode()
    assert "回复督办" in page
    assert "撤回督办" not in page
    assert client.post(f"{address}accept/", {"note": ""}).status_code == 404
    assert "请写明查到什么" in client.post(f"{address}reply/", {"text": ""}).content.decode()
    assert client.post(f"{address}reply/", {"text": REPLY}).status_code == 302
    client.force_login(office)
    assert client.get("/supervision/orders/", {"list": "answered"}).content.decode().count(address) == 1
    wrong = client.post(f"{address}return/", {"reason": "没有写明结果", "due_on": "2020-01-01"})
    assert "重新回复的期限要在今天以后" in wrong.content.decode()
    assert client.post(f"{address}accept/", {"note": "同意"}).status_code == 302
    assert Hold.objects.get(matter__number=sample.routed).released_at
    assert "这件督办不再影响办结" in client.get(address).content.decode()


def test_what_a_stranger_may_not_see_is_not_there(enter, sample, district):
    client = enter("handler", district.other)
    assert client.get(f"/supervision/orders/{sample.order}/").status_code == 404
    assert client.get(f"/supervision/proposals/{sample.proposal}/").status_code == 404
    assert "现在没有等回复的督办" in client.get("/supervision/orders/").content.decode()


def test_a_matter_that_nobody_has_is_not_supervised(enter, sample, district):
    client = enter("office_head", district.root)
    assert Matter.objects.get(number=sample.waiting).unit is None
    assert client.get(f"/matters/{sample.waiting}/supervise/").status_code == 404


def test_a_proposal_is_made_and_its_head_answers(client, posted, sample, district):
    client.force_login(posted("office_head", district.root, "o"))
    said = {
        "kind": "policy",
        "unit": district.street.pk,
        "title": "统一补偿口径",
        "grounds": "同楼标准不同。",
    }
    said["proposed"] = "公布计算办法和实例。"
    undated = client.post("/supervision/proposals/new/", said).content.decode()
    assert "请指定书面反馈的日期" in undated
    said["due_on"] = str(clock.today() + timedelta(days=30))
    wrong = client.post("/supervision/proposals/new/", said | {"matter": "2026-999999"}).content.decode()
    assert "没有这件事项" in wrong
    answer = client.post("/supervision/proposals/new/", said | {"matter": sample.routed})
    made = Proposal.objects.latest("pk")
    assert (made.matter.number, answer.url) == (sample.routed, f"/supervision/proposals/{made.pk}/")
    assert "提交答复" not in client.get(answer.url).content.decode()
    client.force_login(posted("unit_head", district.street, "h"))
    assert "请选择采纳不采纳" in client.post(answer.url, {"text": "好"}).content.decode()
    client.post(answer.url, {"adoption": "adopted", "text": "下月起张榜公布。"})
    assert Proposal.objects.get(pk=made.pk).adoption == "adopted"
    assert "统一补偿口径" not in client.get("/supervision/proposals/").content.decode()
    assert "统一补偿口径" in client.get("/supervision/proposals/", {"all": "1"}).content.decode()


def test_an_answer_that_comes_second_is_refused_and_kept(client, posted, sample, district):
    address = f"/supervision/proposals/{sample.proposal}/"
    client.force_login(posted("unit_head", district.street, "h"))
    client.post(address, {"adoption": "adopted", "text": "下月起张榜公布。"})
    late = client.post(address, {"adoption": "not_adopted", "text": "另有安排，暂不公布。"})
    assert late.status_code == 409
    assert "已经答复过" in late.content.decode()
    assert "另有安排，暂不公布。" in late.content.decode()
    assert Proposal.objects.get(pk=sample.proposal).adoption == "adopted"


def test_each_step_says_what_was_recorded(enter, sample, district):
    client, day = enter("office_head", district.root), clock.today() + timedelta(days=30)
    late = sample.followed.late.number
    said = {"unit": district.street.pk, "cause": "late", "means": "phone", "found": "四十天没有人来。"}
    order = client.post(
        f"/matters/{late}/supervise/", said | {"demand": "三日内到现场。", "due_on": str(day)}
    ).url
    pressing = {"kind": "interview", "text": "请说明为什么没有人到现场。"}
    assert "约谈已登记。" in client.post(f"{order}press/", pressing, follow=True).content.decode()
    withdrawn = {"reason": "重复发出的督办，予以撤回。"}
    assert "督办已撤回。" in client.post(f"{order}withdraw/", withdrawn, follow=True).content.decode()
