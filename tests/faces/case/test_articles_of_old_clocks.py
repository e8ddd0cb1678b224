"""A term of 2008 that is refused something today is refused by its own article, and not by that of 2022."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from tests.faces.case.conftest import page

from xinfang.casework.desks.actions import record_past
from xinfang.casework.desks.rules import Past
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor

BY = Actor(1, "登记员1号")
OLD = datetime(2008, 10, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
LETTER = {"text": "经核实，墙体开裂系施工引起，由施工单位修缮。", "issued_by": "中和街道办事处"}
ASKED = {
    "via": "letter",
    "facts": "没有到现场查看，事实不清。",
    "reviewer": "outside",
    "reviewer_name": "市政府",
}


@pytest.fixture
def old(now, district, arrival, at):
    """old(): accepted on paper in 2008; old(answered=True): also answered and served."""

    def make(*, answered: bool = False) -> Matter:
        told = intake.register(arrival(received_at=OLD), unit_id=district.root.pk, by=BY, at=at)
        steps = [
            Past("forward", date(2008, 10, 10), to_unit_id=district.street.pk),
            Past("accept", date(2008, 10, 20), **LETTER),
        ]
        if answered:
            steps += [Past("opine", date(2008, 12, 2), result="reject", served_on=date(2009, 1, 5), **LETTER)]
        for past in steps:
            record_past(matter_id=told.matter_id, past=past, by=BY, at=at)
        return Matter.objects.get(pk=told.matter_id)

    return make


def test_an_extension_after_expiry(old, client, posted, district):
    client.force_login(posted("unit_head", district.street))
    answer = client.get(reverse("workbench:letter_new", args=[old().number, "extend"]))
    assert answer.status_code == 409
    assert "届满以后不能延长。（《信访条例》（2005）第三十三条）" in answer.text
    assert "第三十四条）" not in answer.text


def test_a_request_for_review_is_asked_and_refused_under_the_law_of_its_clock(old, client, posted, district):
    client.force_login(posted("clerk", district.root))
    address = page(old(answered=True), "request_review")
    shown = client.get(address).text
    assert '<p class="quiet">《信访条例》（2005）第三十四条</p>' in shown
    late = client.post(address, ASKED | {"received_at": "2026-10-15T09:00"}).text
    assert "不能再申请复查。（《信访条例》（2005）第三十四条）" in late
    assert "（《信访工作条例》（2022）第三十五条）" not in late
