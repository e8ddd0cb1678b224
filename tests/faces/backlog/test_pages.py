"""Who gets to backlog lists and cases, and what is refused at its field."""

import pytest
from tests.sample import fill

from xinfang.casework.backlog.models import BacklogCase, BacklogList
from xinfang.kernel import clock
from xinfang.registers.staff.roles import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(district, posted, settings, tmp_path):
    settings.XINFANG_FILES = tmp_path
    return fill(district, clock.now(), posted("office_head", district.root, "the head"))


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
    assert client.post(f"/backlog/cases/{sample.backlog_case}/conclude/").status_code == 404
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
