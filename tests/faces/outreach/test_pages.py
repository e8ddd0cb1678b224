"""Who gets to visits and sweeps, and what is refused at its field."""

import pytest

from xinfang.casework.outreach.models import FieldVisit, Finding, Sweep, SweepTask
from xinfang.kernel import clock
from xinfang.registers.staff.roles import ROLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_a_sweep_is_asked_for_by_those_who_have_the_right(client, sample, posted, district, role):
    client.force_login(posted(role, district.root, "reader"))
    assert client.get("/sweeps/new/").status_code == (200 if "sweep" in ROLES[role].permissions else 403)


def test_the_office_asks_and_what_lacks_is_said(client, sample, posted, district):
    client.force_login(posted("office_head", district.root, "reader"))
    said = {
        "name": "汛期排查",
        "topic": "积水点",
        "form": "报地方和怎样处理。",
        "from_day": str(clock.today()),
    }
    said |= {"from_day": str(clock.today()), "due_on": f"{clock.today().year + 1}-05-01"}
    assert "请选择要排查的单位" in client.post("/sweeps/new/", said).content.decode()
    assert Sweep.objects.count() == 1
    answer = client.post("/sweeps/new/", said | {"units": [district.street.pk, district.other.pk]})
    assert "还没有报" in client.get(answer.url).content.decode()


def test_the_unit_writes_down_and_reports_and_a_stranger_sees_nothing(client, sample, posted, district):
    client.force_login(posted("handler", district.street, "u"))
    address = f"/sweeps/units/{sample.task}/"
    assert "朝阳路北口" in client.get(address).content.decode()
    fill_in = f'class="btn" href="{address}"'
    assert fill_in in client.get(f"/sweeps/{sample.sweep}/").content.decode()
    said = {"on": str(clock.today()), "place": "渔溪桥", "topic": "护栏", "disposition": "matter"}
    wrong = client.post(f"{address}find/", said | {"what": "电话13912340217", "matter": "x"})
    assert "没有这件事项" in wrong.content.decode()
    number = said | {"what": "电话13912340217说护栏松动", "matter": sample.routed}
    assert "不记人" in client.post(f"{address}find/", number).content.decode()
    good = said | {"what": "护栏松动两米，已设警示。", "matter": sample.routed}
    assert client.post(f"{address}find/", good).status_code == 302
    assert Finding.objects.latest("pk").matter.number == sample.routed
    assert client.post(f"{address}report/", {"summary": "沿河看过，发现两处。"}).status_code == 302
    assert SweepTask.objects.get(pk=sample.task).reported_at
    assert fill_in not in client.get(f"/sweeps/{sample.sweep}/").content.decode()
    late = client.post(f"{address}report/", {"summary": "沿河看过，发现两处。"})
    assert late.status_code == 409
    assert "沿河看过" in late.content.decode()
    client.force_login(posted("handler", district.other, "s"))
    for path in (address, f"/sweeps/{sample.sweep}/", f"/sweeps/findings/{sample.finding}/"):
        assert client.get(path).status_code == 404
    assert "朝阳路北口" not in client.get("/sweeps/").content.decode()


def test_a_community_worker_answers_from_the_page_that_the_notice_opens(client, sample, posted, district):
    client.force_login(posted("informant", district.community, "w"))
    task = SweepTask.objects.get(sweep_id=sample.sweep, unit=district.community)
    assert "/sweeps/" in client.get("/bulletins/").content.decode()
    page = client.get("/sweeps/").content.decode()
    assert "围挡安全排查" in page
    assert "/outreach/" not in page
    address = f"/sweeps/units/{task.pk}/"
    page = client.get(address).content.decode()
    assert "已登记为信访事项" not in page
    assert "事项编号" not in page
    said = {"on": str(clock.today()), "place": "社区东门", "topic": "井盖", "what": "井盖松动，已经更换。"}
    said |= {"disposition": "solved", "outcome": "换了新的。"}
    assert client.post(f"{address}find/", said | {"disposition": "matter"}).status_code == 200
    assert client.post(f"{address}find/", said).status_code == 302
    assert client.post(f"{address}report/", {"summary": "看过六栋楼，查到一处。"}).status_code == 302
    assert SweepTask.objects.get(pk=task.pk).reported_at


def test_what_is_watched_is_let_go_with_its_result(client, sample, posted, district):
    client.force_login(posted("office_head", district.root, "reader"))
    address = f"/sweeps/findings/{sample.finding}/"
    assert "朝阳路北口" in client.get("/sweeps/").content.decode()
    assert "请写明现在怎样了" in client.post(address, {"on": str(clock.today())}).content.decode()
    said = {"on": str(clock.today()), "outcome": "围挡已经拆除。"}
    assert client.post(address, said).status_code == 302
    assert client.get(address).status_code == 409
    assert "朝阳路北口" not in client.get("/sweeps/").content.decode()


def test_what_speaks_of_a_person_is_taken_out(client, sample, posted, district):
    address = f"/sweeps/findings/{sample.finding}/strike/"
    client.force_login(posted("handler", district.other, "s"))
    assert client.get(address).status_code == 404
    client.force_login(posted("office_head", district.root, "reader"))
    assert "请写明为什么删去" in client.post(address, {"reason": "短"}).content.decode()
    answer = client.post(address, {"reason": "写到了一户人家"}, follow=True)
    page = answer.content.decode()
    assert "已删去，不能恢复" in page
    assert "写到人的内容已删去" in page
    assert "写到了一户人家" in page
    assert "作为这个地方、这类问题继续关注" not in page
    assert address not in page
    assert client.get(address).status_code == 409
    assert "朝阳路北口" not in answer.content.decode()
    assert "朝阳路北口" not in client.get("/sweeps/").content.decode()


def test_a_visit_is_planned_held_and_concluded(client, sample, posted, district):
    client.force_login(posted("handler", district.street, "u"))
    late = sample.followed.late.number
    today = str(clock.today())
    said = {"unit": district.street.pk, "on": today, "place": "朝阳社区", "purpose": "看下水道哪里堵了。"}
    assert "请写明由谁带队" in client.post(f"/matters/{late}/visit/", said).content.decode()
    answer = client.post(f"/matters/{late}/visit/", said | {"led_by": "分管副主任"})
    made = FieldVisit.objects.latest("pk")
    assert answer.url == f"/outreach/{made.pk}/"
    assert client.post(f"{answer.url}conclude/", {}).status_code == 409
    held = {"on": today, "found": "沉沙井满了。", "agreed": "三日内清掏。", "due_on": "2020-01-01"}
    assert "不能早于下访" in client.post(f"{answer.url}hold/", held).content.decode()
    assert client.post(f"{answer.url}hold/", held | {"due_on": today}).status_code == 302
    assert (
        client.post(f"{answer.url}conclude/", {"on": today, "outcome": "已经清掏干净。"}).status_code == 302
    )
    assert FieldVisit.objects.latest("pk").state == "concluded"
    # Only the own unit is offered, and no other can be put in.
    said |= {"unit": district.department.pk, "led_by": "分管副局长"}
    assert "只能安排您能安排的单位" in client.post(f"/matters/{late}/visit/", said).content.decode()
    client.force_login(posted("handler", district.other, "s"))
    assert client.get(answer.url).status_code == 404
    assert client.get(f"/matters/{late}/visit/").status_code == 404
