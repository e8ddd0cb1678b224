"""An urgent report tells the leaders above at once, and stands on the leader's page while it waits."""

import pytest
from django.urls import reverse

from xinfang.casework.bulletins import actions
from xinfang.kernel.notices.models import Notice


@pytest.fixture
def leader(posted, district):
    return posted("leader", district.root)


def titles(user):
    return list(Notice.objects.filter(user_id=user.pk).order_by("pk").values_list("kind", "title"))


def test_an_urgent_report_tells_the_leader_by_its_number(leader, filed):
    filed()
    assert titles(leader) == []
    report = filed(urgent=True)
    assert titles(leader) == [("bulletin.urgent", f"紧急信息 {report.number} 已经报来，请阅知")]


def test_the_leader_is_told_that_it_was_taken_back(leader, filed, people, at):
    report = filed(urgent=True)
    actions.recall_report(report_id=report.pk, reason="地点写错了", by=people.worker, at=at)
    assert [kind for kind, _title in titles(leader)] == ["bulletin.urgent", "bulletin.recalled"]


def test_it_stands_on_the_leaders_page_while_it_waits(leader, filed, client):
    report = filed(urgent=True)
    client.force_login(leader)
    page = client.get(reverse("workbench:leader")).content.decode()
    assert reverse("workbench:bulletins_report", args=[report.pk]) in page
    assert f"紧急信息 {report.number}" in page
