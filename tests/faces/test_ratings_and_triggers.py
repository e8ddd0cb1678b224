"""Who gets to ratings, call-backs and triggers, and what they show."""

import pytest

from xinfang.casework.satisfaction.models import CallBack
from xinfang.registers.staff.roles import ROLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("address", "right"), [("/ratings/", "see_ratings"), ("/supervision/", "supervise")])
def test_the_door_asks_for_its_right(client, sample, posted, district, role, address, right):
    client.force_login(posted(role, district.root, "reader"))
    expected = 200 if right in ROLES[role].permissions else 403
    assert client.get(address).status_code == expected


def test_the_office_reads_its_own_ratings_and_those_of_the_units(client, sample, posted, district):
    client.force_login(posted("office_head", district.root, "reader"))
    page = client.get("/ratings/").content.decode()
    assert "修了三次才修好" in page
    assert "已评 n = 1，可评 1" in page
    filtered = client.get("/ratings/", {"body": "office"}).content.decode()
    assert "修了三次才修好" not in filtered
    assert client.get("/ratings/", {"since": "nonsense", "body": "x", "older": "m1_1"}).status_code == 200


def test_a_head_of_another_unit_reads_nothing(client, sample, posted, district):
    client.force_login(posted("unit_head", district.other, "reader"))
    assert "还没有评价" in client.get("/ratings/").content.decode()


def test_triggers_are_listed_while_they_are_owed_and_all_on_request(client, sample, posted, district):
    client.force_login(posted("office_head", district.root, "reader"))
    page = client.get("/supervision/").content.decode()
    late = sample.followed.late.number
    assert late in page
    assert f"/matters/{late}/supervise/" in page
    assert "第四十条" in page
    assert client.get("/supervision/", {"all": "1"}).status_code == 200


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        ("handler", "street", 200),
        ("unit_head", "street", 200),
        ("clerk", "root", 200),
        ("statistician", "root", 404),
        ("handler", "other", 404),
        ("admin", "root", 403),
    ],
)
def test_call_backs_are_recorded_by_the_unit_and_the_office(
    client, sample, posted, district, role, unit, status
):
    client.force_login(posted(role, getattr(district, unit), "reader"))
    address = f"/matters/{sample.followed.done.number}/callback/"
    assert client.get(address).status_code == status
    assert client.get(f"/matters/{sample.followed.late.number}/callback/").status_code in (403, 404)


def test_what_lacks_is_said_and_what_is_right_is_kept(client, sample, posted, district):
    client.force_login(posted("handler", district.street, "reader"))
    address = f"/matters/{sample.followed.done.number}/callback/"
    before = CallBack.objects.count()
    assert "请填写回访的时间" in client.post(address, {"reached": "1"}).content.decode()
    given = {"called_at": "2026-01-01T10:00", "caller": "王", "way": "phone", "reached": "0"}
    given["outcome"] = "again"
    assert "早于办结的时间" in client.post(address, given).content.decode()
    assert CallBack.objects.count() == before
