"""Who is posted twice enters a notice, or sets targets, for the unit where the right is held."""

import pytest
from tests.faces.upward.test_pages import said

from xinfang.casework.upward.models import UpwardNotice
from xinfang.insight.appraisal.models import Scheme
from xinfang.kernel import clock
from xinfang.registers.staff.models import Posting

pytestmark = pytest.mark.django_db
ASKED = "是哪个单位的"
TARGETS = {f"{key}_least": 90 for key in ("timely_notice_rate", "on_time_rate", "satisfaction_unit")}


@pytest.fixture
def signed_in(client, sample, posted):
    """signed_in((role, unit), …): somebody with these postings, in their order."""

    def enter(*postings):
        (role, unit), *others = postings
        person = posted(role, unit, "两岗")
        for other, where in others:
            Posting.objects.create(user=person, role=other, unit=where, valid_from="2004-01-01")
        client.force_login(person)
        return client

    return enter


def test_a_handler_here_and_statistician_there_enters_it_there(signed_in, district):
    client = signed_in(("handler", district.street), ("statistician", district.other))
    assert ASKED not in client.get("/upward/new/").content.decode()
    client.post("/upward/new/", said())
    assert UpwardNotice.objects.latest("pk").unit_id == district.other.pk


def test_a_street_first_and_the_district_after_is_the_district(signed_in, district):
    client = signed_in(("office_head", district.street), ("office_head", district.root))
    for address in ("/upward/new/", "/appraisal/new/"):
        assert ASKED not in client.get(address).content.decode()
    client.post("/upward/new/", said())
    assert UpwardNotice.objects.latest("pk").unit_id == district.root.pk
    targets = {"year": clock.today().year, **TARGETS, "on_time_rate_points": 100}
    client.post("/appraisal/new/", targets)
    assert Scheme.objects.latest("pk").unit_id == district.root.pk


def test_of_two_streets_the_form_asks(signed_in, district):
    client = signed_in(("statistician", district.street), ("statistician", district.other))
    assert ASKED in client.get("/upward/new/").content.decode()
    assert "请选一个" in client.post("/upward/new/", said()).content.decode()
    client.post("/upward/new/", said(unit_id=district.other.pk))
    assert UpwardNotice.objects.latest("pk").unit_id == district.other.pk
    known = UpwardNotice.objects.count()
    client.post("/upward/new/", said(unit_id=district.root.pk, number="蓉信通〔2026〕9号"))
    assert UpwardNotice.objects.count() == known
