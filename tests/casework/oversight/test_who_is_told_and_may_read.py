"""What leaders and the office lay on somebody: who is told, who reads what it is about, who may lay it."""

from datetime import timedelta

import pytest
from tests.casework.satisfaction.conftest import BY

from xinfang.casework.acts.actions import route
from xinfang.casework.backlog import actions as backlog
from xinfang.casework.backlog import queries as cases
from xinfang.casework.instructions import actions as instructions
from xinfang.casework.instructions import queries as instructed
from xinfang.casework.instructions.actions import Asking, Told
from xinfang.casework.intake import actions as intake
from xinfang.casework.outreach import actions as outreach
from xinfang.casework.outreach import queries as visits
from xinfang.casework.petitions.models import TimelineEntry
from xinfang.casework.supervision import actions as supervision
from xinfang.casework.supervision import queries as supervised
from xinfang.casework.supervision.models import Proposal
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice
from xinfang.registers.staff.models import User
from xinfang.registers.staff.scope import scope_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CLERK = Actor(None, "登记员")


@pytest.fixture
def told(registered):
    return registered()


@pytest.fixture
def secret(arrival, district, at):
    """An accusation against another street."""
    accusation = arrival(purpose="accusation", accused_unit_id=district.other.pk)
    return intake.register(accusation, unit_id=district.root.pk, by=BY, at=at).matter_id


@pytest.fixture
def people(district, posted):
    """One of each who is told."""
    return {
        "leader": posted("leader", district.root),
        "clerk": posted("clerk", district.root),
        "handler": posted("handler", district.department),
        "head": posted("unit_head", district.department),
        "office": posted("office_head", district.root),
    }


def bells(*kinds):
    names = dict(User.objects.values_list("pk", "username"))
    found = Notice.objects.filter(kind__in=kinds).values_list("kind", "user_id")
    return sorted((kind, names[user]) for kind, user in found)


def dictate(asking, district, at, by=CLERK, unit=None):
    words = Told("请核查并答复。", (unit or district.department).pk, at.date() + 9 * DAY)
    return instructions.instruct(asking=asking, told=words, by=by, at=at, dictated=True)


def test_an_instruction_is_told_to_its_unit_and_its_answer_to_the_leader(people, told, district, at):
    leader = people["leader"]
    asking = Asking("matter", district.root.pk, leader.pk, "", told.matter_id)
    pk = dictate(asking, district, at)
    given = bells("instruction.given", "instruction.dictated")
    assert given == [
        ("instruction.dictated", leader.username),
        ("instruction.given", people["handler"].username),
        ("instruction.given", people["head"].username),
    ]
    unit = scope_of(people["handler"], at.date())
    row = instructed.instruction_in(unit, pk)
    assert row is not None
    assert instructed.readable(unit, row) == row.matter  # it lies with a street, and the department is to act
    assert not instructed.opens_matter(unit, row)
    by = Actor(people["handler"].pk, "承办人", district.department.pk, "规划建设局")
    instructions.answer(instruction_id=pk, text="已到现场查看并答复。", by=by, at=at)
    assert ("instruction.answered", leader.username) in bells("instruction.answered")
    own = Actor(leader.pk, str(leader), district.root.pk, "云溪区")
    instructions.send_back(instruction_id=pk, reason="没有写清楚怎样加固。", by=own, at=at)
    assert len(bells("instruction.returned")) == 2


def test_both_units_are_told_of_an_instruction_that_goes_to_another(people, told, district, posted, at):
    leader, street = people["leader"], posted("handler", district.street)
    pk = dictate(Asking("matter", district.root.pk, leader.pk, "", told.matter_id), district, at)
    Notice.objects.all().delete()
    day, reason = at.date() + 9 * DAY, "这件事由街道负责"
    given = {"unit_id": district.street.pk, "due_on": day, "reason": reason}
    instructions.readdress(instruction_id=pk, by=CLERK, at=at, **given)
    assert bells("instruction.given") == [("instruction.given", street.username)]
    assert bells("instruction.readdressed") == [
        ("instruction.readdressed", people["handler"].username),
        ("instruction.readdressed", leader.username),
        ("instruction.readdressed", people["head"].username),
    ]
    assert not Notice.objects.filter(title__contains=reason).exists()
    assert Notice.objects.get(user_id=people["handler"].pk).subject_id == 0  # no page that they could open
    line = TimelineEntry.objects.get(verb="readdress_instruction")
    assert (line.data["was"], line.data["to"]) == ("规划建设局", "中和街道")


def test_nobody_hears_of_an_instruction_on_an_accusation_who_may_not_open_it(
    people, secret, district, posted, at
):
    organ = posted("discipline_handler", district.department)
    asking = Asking("matter", district.root.pk, people["leader"].pk, "", secret)
    with pytest.raises(Refusal, match="只能交给正在办它的纪检监察机关；还没有转去的，请信访部门先转"):
        dictate(asking, district, at)
    route(matter_ids=[secret], to_unit_id=district.department.pk, by=BY, at=at)
    dictate(asking, district, at)
    assert bells("instruction.given") == [("instruction.given", organ.username)]


def test_an_office_writes_down_for_its_own_leaders_alone(people, district, scope, posted, at):
    street = scope("clerk", district.street)
    own, above = posted("leader", district.street), people["leader"]
    offered = [pk for pk, _name in instructed.leaders(at.date(), street.reach("receive"))]
    assert offered == [own.pk]
    asking = Asking("matter", district.street.pk, above.pk, subject="请城管局三日内答复")
    with pytest.raises(Refusal, match="所在单位的办公室"):
        dictate(asking, district, at, street.actor)
    with pytest.raises(Refusal, match="所在单位的办公室"):
        instructions.ask(
            asking=asking, proposal="拟请领导批示。", unit_id=None, due_on=None, by=street.actor, at=at
        )
    here = Asking("matter", district.street.pk, own.pk, subject="请社区答复")
    dictate(here, district, at, street.actor, district.community)


def test_a_leader_of_another_house_reads_the_case_in_charge(told, district, posted, at):
    leader = posted("leader", district.other)
    listed = backlog.make_list(name="积案", listed_on=at.date(), unit_id=district.root.pk, by=BY, at=at)
    case = backlog.put_on(
        list_id=listed, matter_id=told.matter_id, listed=backlog.Listed("old", at.date()), by=BY, at=at
    )
    mine = scope_of(leader, at.date())
    assert cases.case_in(mine, case) is None
    backlog.assign_leader(case_id=case, leader_id=leader.pk, by=BY, at=at)
    found = cases.case_in(mine, case)
    assert found is not None
    assert cases.count_mine(mine) == 1
    assert cases.standing(mine, found, at.date())["plan"] == ""
    assert not cases.opens_matter(mine, found)
    change = {"confined": True, "purpose": "accusation", "accused": "unknown"}
    type(found.matter).objects.filter(pk=told.matter_id).update(**change)
    assert cases.case_in(mine, case) is None


def test_the_unit_that_goes_is_told_and_sees_its_visit(people, told, district, at):
    planned = outreach.Planned(district.department.pk, "副局长", "朝阳社区", at.date(), "查清开裂的原因。")
    pk = outreach.plan_visit(matter_id=told.matter_id, planned=planned, by=BY, at=at)
    unit = scope_of(people["handler"], at.date())
    found = visits.visit_in(unit, pk)
    assert found is not None
    assert visits.may_visit(unit, found)
    assert not visits.opens_matter(unit, found)
    assert [user for _kind, user in bells("visit.planned")] == ["handler-YX-JS", "unit_head-YX-JS"]


def test_who_supervises_together_is_told_and_reads_the_order(people, told, go, secret, district, at):
    go(told.matter_id, "accept")
    fields = {"cause": "late", "means": "joint", "found": "逾期没有答复。", "demand": "限期答复信访人。"}
    ordered = supervision.Ordered(
        district.street.pk, due_on=at.date() + 5 * DAY, partner_ids=(district.department.pk,), **fields
    )
    pk = supervision.order(matter_id=told.matter_id, ordered=ordered, by=BY, at=at)
    unit = scope_of(people["handler"], at.date())
    found = supervised.order_in(unit, pk)
    assert found is not None
    assert not supervised.opens_matter(unit, found)
    assert not supervised.may_reply(unit, found)
    assert {user for _kind, user in bells("supervision.together")} == {"handler-YX-JS", "unit_head-YX-JS"}


def propose(district, at, matter_id=None, unit=None):
    proposed = supervision.Proposed(
        "account",
        (unit or district.department).pk,
        "追究责任",
        "虚报补偿款。",
        "依纪依法处理。",
        at.date() + timedelta(days=30),
        matter_id,
    )
    return supervision.propose(told=proposed, by=BY, at=at)


def test_a_proposal_is_told_and_counted_until_it_is_answered(people, district, at):
    by = scope_of(people["office"], at.date()).actor
    pk = propose(district, at)
    head = scope_of(people["head"], at.date())
    assert bells("supervision.proposed") == [("supervision.proposed", people["head"].username)]
    assert supervised.waiting(head) == 1
    assert supervised.waiting(scope_of(people["handler"], at.date())) == 0
    Proposal.objects.filter(pk=pk).update(made_by_unit_id=by.unit_id)
    supervision.answer_proposal(
        proposal_id=pk, adoption="adopted", text="已经处理到位。", by=head.actor, at=at
    )
    assert bells("supervision.proposal_answered") == [("supervision.proposal_answered", "office_head-YX")]
    assert supervised.waiting(head) == 0


def test_a_proposal_on_an_accusation_goes_where_it_may_be_read(people, secret, district, posted, at):
    for unit in (district.other, district.department):
        with pytest.raises(Refusal) as refused:
            propose(district, at, secret, unit)
        assert list(refused.value.by_field()) == ["unit"]
    posted("discipline_head", district.department)
    with pytest.raises(Refusal, match="请先把它转给这个单位"):
        propose(district, at, secret)
    route(matter_ids=[secret], to_unit_id=district.department.pk, by=BY, at=at)
    pk = propose(district, at, secret)
    told = {user for _kind, user in bells("supervision.proposed")}
    assert (people["head"].username in told, "discipline_head-YX-JS" in told) == (False, True)
    assert AuditEntry.objects.get(event="proposal.made").subject == str(pk)
