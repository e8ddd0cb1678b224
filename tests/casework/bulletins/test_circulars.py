"""A circular names units and a day; who received, who answered, who has not."""

from datetime import timedelta
from uuid import uuid4

import pytest

from xinfang.casework.bulletins import actions, queries
from xinfang.casework.bulletins.actions import CircularEntry
from xinfang.casework.bulletins.models import Circular, CircularDuty
from xinfang.casework.intake.actions import register
from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.notices.models import Notice

BY = Actor(1, "登记员")


@pytest.fixture
def issue(district, people, at):
    def make(**changes):
        fields = {
            "title": "关于排查震后住房隐患的通报",
            "body": "请各单位逐栋排查，列出清单，按期答复。",
            "due_on": at.date() + timedelta(days=10),
            "tasks": {district.street.pk: "排查中和街道", district.department.pk: ""},
        }
        return actions.issue_circular(
            entry=CircularEntry(**{**fields, **changes}),
            unit_id=district.root.pk,
            form_key=uuid4(),
            by=people.clerk,
            at=at,
        )

    return make


def test_units_receive_and_answer_and_who_has_not_is_seen(issue, district, people, at, posted, scope):
    worker = posted("handler", district.street)
    circular = issue()
    assert circular.number == "云溪区信访通〔2026〕1号"
    assert Notice.objects.get(kind="bulletin.circular").user_id == worker.pk
    mine = CircularDuty.objects.get(unit=district.street)
    actions.answer_circular(duty_id=mine.pk, answer="已排查十二栋，清单附后。", by=people.street, at=at)
    with pytest.raises(Refusal, match="已经答复过"):
        actions.answer_circular(duty_id=mine.pk, answer="已排查十二栋。", by=people.street, at=at)
    office = scope("office_head", district.root)
    shown = queries.circulars(office, circular.due_on + timedelta(days=1))[0]
    assert (shown.named, shown.received, shown.answered, shown.late) == (2, 1, 1, 1)
    assert [duty.unit for duty in queries.duties(office, circular)] == [district.department, district.street]
    street = scope("unit_head", district.street)
    assert [duty.unit for duty in queries.duties(street, circular)] == [district.street]
    assert queries.circular_in(scope("unit_head", district.other), circular.pk) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"tasks": {}}, "units"),
        ({"body": "请与13912340217联系核实情况。"}, "body"),
    ],
)
def test_what_is_wrong_is_refused(issue, changes, field):
    with pytest.raises(Refusal) as refused:
        issue(**changes)
    assert list(refused.value.by_field()) == [field]
    assert not Circular.objects.exists()


def test_a_circular_names_no_petitioner(issue, arrival, district, at):
    register(arrival(), unit_id=district.root.pk, by=BY, at=at)
    for body in ("王小明反映的情况请一并说明，按期答复。", "王 小 明反映的情况请一并说明，按期答复。"):
        with pytest.raises(Refusal, match="人名") as refused:
            issue(body=body)
        assert list(refused.value.by_field()) == ["body"]


def test_a_day_that_has_passed_is_refused(issue, at):
    with pytest.raises(Refusal, match="今天之后"):
        issue(due_on=at.date())


def test_an_answer_speaks_of_no_person(issue, district, people, at):
    issue()
    duty = CircularDuty.objects.get(unit=district.street)
    with pytest.raises(Refusal, match="电话号码"):
        actions.answer_circular(
            duty_id=duty.pk, answer="已联系住户13912340217说明情况。", by=people.street, at=at
        )
