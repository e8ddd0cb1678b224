"""Who gets to backlog lists and cases, and what is refused at its field."""

import re
from datetime import timedelta

import pytest

from xinfang.casework.backlog.models import BacklogCase, BacklogList
from xinfang.kernel import clock
from xinfang.registers.staff.roles import ROLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("address", "right"), [("/backlog/new/", "keep_backlog"), ("/backlog/mine/", "lead_cases")]
)
def test_the_door_asks_for_its_right(client, sample, posted, district, role, address, right):
    client.force_login(posted(role, district.root, "reader"))
    assert client.get(address).status_code == (200 if right in ROLES[role].permissions else 403)


def test_what_is_wrong_stands_at_its_field_and_nothing_is_made(client, sample, posted, district):
    client.force_login(posted("office_head", district.root, "reader"))
    said = {"name": "大接访积案", "listed_on": str(clock.today())}
    assert "已有同名的清单" in client.post("/backlog/new/", said).content.decode()
    assert BacklogList.objects.count() == 1
    address = f"/matters/{sample.routed}/backlog/"
    said = {"chosen": sample.backlog, "reason": "old", "on": str(clock.today())}
    assert "已经在这份清单上" in client.post(address, said).content.decode()
    page = client.post(f"/backlog/cases/{sample.backlog_case}/lead/", {"leader_id": ""}).content.decode()
    assert "请选择在任的领导" in page
    assert BacklogCase.objects.get().leader is None
    late = client.post(f"/backlog/cases/{sample.backlog_case}/conclude/", {"outcome": "已经全部解决了"})
    assert late.status_code == 409
    assert "没有包案领导" in late.content.decode()
    assert "已经全部解决了" in late.content.decode()
    # An accusation is on no list, for nobody.
    assert client.get(f"/matters/{sample.accusation}/backlog/").status_code == 404


def test_a_stranger_sees_neither_list_nor_case(client, sample, posted, district):
    client.force_login(posted("unit_head", district.other, "reader"))
    assert client.get(f"/backlog/{sample.backlog}/").status_code == 404
    assert client.get(f"/backlog/cases/{sample.backlog_case}/").status_code == 404
    assert "大接访积案" not in client.get("/backlog/").content.decode()


def test_a_leader_who_is_not_in_charge_reads_and_does_nothing(client, sample, posted, district):
    client.force_login(posted("leader", district.root, "reader"))
    page = client.get(f"/backlog/cases/{sample.backlog_case}/").content.decode()
    assert "大接访积案" in page
    assert '<form class="ask"' not in page
    assert (
        client.post(f"/backlog/cases/{sample.backlog_case}/remove/", {"reason": "不该列入的"}).status_code
        == 404
    )


def test_steps_are_changed_dropped_and_added_on_the_page_and_a_second_extension_is_refused_in_words(
    client, sample, posted, district
):
    leader = posted("leader", district.root, "leader")
    client.force_login(posted("office_head", district.root, "reader"))
    address, today = f"/backlog/cases/{sample.backlog_case}/", clock.today()
    client.post(f"{address}lead/", {"leader_id": leader.pk})
    page = client.get(address).content.decode()
    assert 'name="leader_id"' not in page  # the leader is fixed
    assert "包到底" in client.post(f"{address}lead/", {"leader_id": leader.pk}).content.decode()
    due = today + timedelta(days=30)
    said = {"text": "约双方到场，补足差额。", "due_on": due, "what_1": "现场勘查", "day_1": due}
    client.post(f"{address}plan/", said)
    page = client.get(address).content.decode()
    assert 'value="现场勘查"' in page
    client.post(f"{address}plan/", said | {"what_1": "", "day_1": "", "what_2": "清退", "day_2": due})
    assert [each.what for each in BacklogCase.objects.get().steps.all()] == ["清退"]
    later = {"due_on": due + timedelta(days=9), "reason": "鉴定机构排期靠后"}
    assert client.post(f"{address}extend/", later).status_code == 302
    again = client.post(f"{address}extend/", later | {"reason": "还要再等一个月"})
    assert again.status_code == 409
    assert "已经延期过一次" in again.content.decode()
    assert "还要再等一个月" in again.content.decode()


def test_where_a_plan_stands_the_next_act_is_open_and_the_plan_is_changed(client, sample, posted, district):
    """First who is in charge, then the plan, then its steps: always the next one stands open."""
    leader, due = posted("leader", district.root, "leader"), clock.today() + timedelta(days=30)
    client.force_login(posted("office_head", district.root, "reader"))
    address = f"/backlog/cases/{sample.backlog_case}/"
    opened = []

    def look():
        page = client.get(address).content.decode()
        opened.append(re.findall(r'<details class="card" id="(\w+)" open', page))
        return page

    look()
    client.post(f"{address}lead/", {"leader_id": leader.pk})
    assert "改化解方案" not in look()
    said = {"text": "约双方到场，补足差额。", "due_on": due, "what_1": "现场勘查", "day_1": due}
    client.post(f"{address}plan/", said)
    assert "改化解方案" in look()
    assert opened == [["lead"], ["plan"], ["finish"]]
