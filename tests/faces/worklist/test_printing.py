"""Printing several matters: one sheet each, masked, in scope, never an accusation."""

import pytest

from xinfang.casework.intake import actions
from xinfang.faces.workbench.worklist import printing
from xinfang.kernel.actor import Actor
from xinfang.kernel.models import AuditEntry

CLERK = Actor(1, "登记员1号")


@pytest.fixture
def told(district, arrival, at):
    def register(title, **changes):
        return actions.register(arrival(title=title, **changes), unit_id=district.root.pk, by=CLERK, at=at)

    return register


def printed(client, **data):
    return client.post("/worklist/print/", data)


def test_each_ticked_matter_has_its_sheet_with_masked_people(client, district, posted, told):
    one, two = told("墙体开裂"), told("路灯不亮")
    told("没有选中的事")
    client.force_login(posted("clerk", district.root))
    page = printed(client, matter=[one.matter_id, two.matter_id]).content.decode()
    assert page.count("<article>") == 2
    assert "墙体开裂" in page
    assert "没有选中的事" not in page
    assert "王小明" not in page
    assert AuditEntry.objects.get(event="worklist.printed").after == {"sheets": 2}


def test_all_that_match_are_printed(client, district, posted, told):
    told("墙体开裂")
    told("路灯不亮")
    client.force_login(posted("clerk", district.root))
    assert printed(client, all="1", query="q=路灯").content.decode().count("<article>") == 1


def test_what_is_beyond_the_limit_of_one_packet_is_told(client, district, posted, told, monkeypatch):
    monkeypatch.setattr(printing, "LIMIT", 2)
    for number in range(3):
        told(f"第{number}件")
    client.force_login(posted("clerk", district.root))
    page = printed(client, all="1", query="").content.decode()
    assert page.count("<article>") == 2
    assert "另有 1 件没有打印" in page


def test_another_units_matter_and_an_accusation_have_no_sheet(client, district, posted, told):
    theirs = told("墙体开裂", to_unit_id=district.other.pk)
    accusation = told("检举某单位", purpose="accusation", accused_unit_id=district.other.pk)
    client.force_login(posted("unit_head", district.department))
    assert printed(client, matter=[theirs.matter_id]).status_code == 302
    client.force_login(posted("office_head", district.root))
    page = printed(client, matter=[theirs.matter_id, accusation.matter_id]).content.decode()
    assert page.count("<article>") == 1
    assert "检举某单位" not in page


def test_nothing_ticked_says_so(client, district, posted):
    client.force_login(posted("clerk", district.root))
    assert printed(client, follow=True).status_code == 302
