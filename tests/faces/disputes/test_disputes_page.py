"""The page of objections and disputes: who sees what, how long it waits, the answer two clicks away."""

import re

import pytest
from django.urls import reverse
from tests.faces.case.conftest import as_, matter, now, page  # noqa: F401 - the stages of a case

from xinfang.casework.petitions.models import Matter
from xinfang.kernel.audit.models import AuditEntry

LIST = reverse("workbench:disputes")


@pytest.fixture
def cases(matter):  # noqa: F811
    """One objected to, one in dispute, one that nobody disputes."""
    return [
        matter(stage, title=title)
        for stage, title in (("objected", "甲"), ("disputed", "乙"), ("routed", "丙"))
    ]


def test_the_office_head_sees_both_with_what_each_side_said(cases, as_):  # noqa: F811
    html = as_("office_head").get(LIST).content.decode()
    objections, disputes = html.split('id="disputed"')
    assert page(cases[0]) in objections
    assert page(cases[1]) in disputes
    assert page(cases[2]) not in html
    assert "提出异议，建议由规划建设局办理" in objections
    assert "两家都说不归自己管" in disputes
    assert "属于规划建设局职权" in disputes
    for address in (page(cases[0], "take_back"), page(cases[0], "keep"), page(cases[1], "rule")):
        assert address in html


def test_a_leader_sees_the_disputes_to_rule_on(cases, as_):  # noqa: F811
    html = as_("leader").get(LIST).content.decode()
    assert page(cases[1], "rule") in html
    assert page(cases[0]) not in html


@pytest.mark.parametrize(
    ("role", "count"), [("office_head", "2"), ("leader", "1"), ("clerk", ""), ("handler", "")]
)
def test_the_rail_counts_what_waits_for_those_who_decide(cases, as_, role, count):  # noqa: F811
    html = as_(role).get(reverse("workbench:worklist")).content.decode()
    door = re.search(rf'<a href="{LIST}".*?</a>', html, re.DOTALL)
    assert (re.findall(r"(\d+)</i>", door[0]) if door else []) == ([count] if count else [])
    assert as_(role).get(LIST).status_code == (200 if count else 403)


def test_an_office_below_is_no_superior_of_those_who_disagree(cases, as_):  # noqa: F811
    for role in ("office_head", "leader"):
        html = as_(role, "street").get(LIST).content.decode()
        assert page(cases[1], "rule") not in html
        assert page(cases[0], "keep") not in html
        assert "没有等裁定的争议" in html


def test_two_clicks_decide(cases, as_):  # noqa: F811
    client = as_("office_head")
    assert client.get(page(cases[0], "take_back")).status_code == 200
    client.post(page(cases[0], "take_back"), {})
    assert Matter.objects.get(pk=cases[0].pk).state == "registered"
    html = client.get(LIST).content.decode()
    assert page(cases[0]) not in html
    assert "没有等答复的异议" in html


def test_accusations_stay_with_those_who_may_open_them(matter, as_, posted, district):  # noqa: F811
    posted("discipline_handler", district.street, "opens")
    case = matter("disputed", purpose="accusation", accused_unit_id=district.department.pk, title="检举某人")
    assert "检举某人" not in as_("leader").get(LIST).content.decode()
    assert not AuditEntry.objects.filter(event="accusation.read").exists()
    assert "检举某人" in as_("office_head").get(LIST).content.decode()
    assert AuditEntry.objects.get(event="accusation.read").subject == case.number
    assert as_("leader").get(page(case, "rule")).status_code == 404
