"""A letter's form begins with what is known, offers what can be true, and shows blanks as blanks."""

import re

import pytest
from tests.faces.letters.conftest import new, typed

from xinfang.casework.letters.models import Document
from xinfang.casework.petitions.models import Matter

SKIPPED = "走访没有到有权处理的本级或者上一级机关提出"


@pytest.mark.parametrize(("changes", "offered"), [({}, False), ({"cell": "visit"}, True)])
def test_the_ground_of_a_visit_is_offered_for_a_visit_alone(people, matter, changes, offered):
    page = people.handler.get(new(matter(**changes), "decline")).content.decode()
    assert "同一事项已经受理或者正在办理" in page
    assert (SKIPPED in page) is offered


def test_a_ground_that_is_not_offered_is_not_taken(people, matter):
    case = matter()
    answer = people.handler.post(new(case, "decline"), typed("declining_notice", "submit", ground="skipped"))
    assert answer.status_code == 200
    assert "请选择“不予受理的情形”" in answer.content.decode()


OTHERS = ">不属于本机关、单位的职权范围</option>"


def test_what_was_forwarded_is_not_offered_as_somebody_elses_and_the_way_is_said(people, matter, district):
    case = matter()
    page = people.handler.get(new(case, "decline")).content.decode()
    assert OTHERS not in page
    assert re.search(
        r'<p class="hint" id="id_ground_helptext">[^<]*请提出异议、说明理由[^<]*第二十三条', page
    )
    Matter.objects.filter(pk=case.pk).update(registered_unit=district.street)  # it was raised here
    page = people.handler.get(new(case, "decline")).content.decode()
    assert OTHERS in page
    assert "请提出异议、说明理由" not in page


def test_a_choice_not_made_yet_is_a_blank_in_the_text(people, matter):
    case = matter("accept")
    page = people.handler.get(new(case, "opine")).content.decode()
    assert "作出如下处理：＿＿。" in page


def test_whom_to_call_is_what_one_wrote_last_for_the_same_unit(people, matter):
    line = "承办人1号 028-8555 0123"
    people.handler.post(new(matter(), "accept"), typed("acceptance_notice", "save", contact=line))
    assert Document.objects.filter(parts__contact=line).exists()
    assert line in people.handler.get(new(matter(), "accept")).content.decode()
    assert line not in people.head.get(new(matter(), "decline")).content.decode()
