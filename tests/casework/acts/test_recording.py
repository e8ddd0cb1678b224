"""What somebody did or asked for is written down: hearings, urgent reports, withdrawing, ending."""

from datetime import date, timedelta

import pytest

from xinfang.casework.acts import actions
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.models import Hold, Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal

BY = Actor(1, "登记员1号")
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def matter(district, arrival, at, settings, tmp_path) -> Matter:
    """A letter, waiting."""
    settings.XINFANG_FILES = tmp_path
    told = intake.register(arrival(), unit_id=district.root.pk, by=BY, at=at)
    return Matter.objects.get(pk=told.matter_id)


def stands(matter: Matter, state: str) -> None:
    Matter.objects.filter(pk=matter.pk).update(state=state)


def withdraw(matter: Matter, at, **changes):
    asked = {"file_name": "撤回申请.pdf", "file": PDF, "reason": "问题已经解决"} | changes
    return actions.withdraw(matter_id=matter.pk, by=BY, at=at, **asked)


def test_a_withdrawal_keeps_the_signed_request_and_its_reason(matter, at):
    withdraw(matter, at)
    matter.refresh_from_db()
    assert matter.state == "withdrawn"
    assert [file.name for file in queries.attached(matter.pk)] == ["撤回申请.pdf"]
    told = {line.verb: line for line in queries.timeline(matter.pk)}
    assert told["withdraw"].note == "问题已经解决"
    assert told["withdraw"].data["file"] == queries.attached(matter.pk)[0].pk
    assert "撤回申请" not in str(list(AuditEntry.objects.values_list("after", flat=True)))


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"reason": "算了"}, "reason"), ({"file": b""}, "file"), ({"file": b"MZ0"}, "file")],
)
def test_without_reason_or_request_nothing_is_withdrawn(matter, at, changes, field):
    with pytest.raises(Refusal) as refused:
        withdraw(matter, at, **changes)
    assert list(refused.value.by_field()) == [field]
    matter.refresh_from_db()
    assert matter.state == "registered"
    assert queries.attached(matter.pk) == []


def test_what_was_withdrawn_can_be_asked_for_again(matter, at, district):
    actions.route(matter_ids=[matter.pk], to_unit_id=district.street.pk, by=BY, at=at)
    withdraw(matter, at)
    actions.reopen(matter_id=matter.pk, reason="来电要求继续办理", by=BY, at=at + timedelta(days=9))
    matter.refresh_from_db()
    assert (matter.state, matter.unit) == ("registered", None)


def test_a_hearing_has_a_day_a_chair_and_what_came_out(matter, at):
    stands(matter, "accepted")
    actions.hear(
        matter_id=matter.pk,
        held_on=at.date(),
        chair="规划建设局副局长",
        text="查明墙体裂缝系施工所致",
        by=BY,
        at=at,
    )
    line = queries.timeline(matter.pk)[0]
    assert (line.verb, line.note) == ("hear", "查明墙体裂缝系施工所致")
    assert line.data == {"held_on": "2026-10-15", "chair": "规划建设局副局长"}


@pytest.mark.parametrize("day", [date(2026, 10, 16), date(2026, 10, 14)])
def test_a_hearing_was_neither_tomorrow_nor_before_the_letter_came(matter, at, day):
    stands(matter, "accepted")
    with pytest.raises(Refusal) as refused:
        actions.hear(matter_id=matter.pk, held_on=day, chair="", text="查明墙体裂缝系施工所致", by=BY, at=at)
    assert list(refused.value.by_field()) == ["held_on"]


def test_an_urgent_report_stands_at_its_own_moment(matter, at):
    when = at + timedelta(minutes=20)
    actions.report_up(
        matter_id=matter.pk, told=["本级党委和政府"], reported_at=when, text="三十人将来集体访", by=BY,
        at=at + timedelta(hours=1),
    )  # fmt: skip
    line = queries.timeline(matter.pk)[0]
    assert (line.verb, line.at, line.data["told"]) == ("report_up", when, ["本级党委和政府"])
    assert Matter.objects.get(pk=matter.pk).state == "registered"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"told": []}, "told"),
        ({"text": "急"}, "text"),
        ({"minutes": 61}, "reported_at"),
        ({"minutes": -1500}, "reported_at"),
    ],
)
def test_a_report_says_to_whom_what_and_when(matter, at, changes, field):
    asked = {"told": ["本级党委和政府"], "text": "三十人将来集体访", "minutes": 5} | changes
    with pytest.raises(Refusal) as refused:
        actions.report_up(
            matter_id=matter.pk, told=asked["told"], text=asked["text"], by=BY, at=at + timedelta(hours=1),
            reported_at=at + timedelta(minutes=asked["minutes"]),
        )  # fmt: skip
    assert list(refused.value.by_field()) == [field]


def test_a_served_matter_is_concluded_unless_a_hold_is_pinned(matter, at):
    stands(matter, "served")
    pin = Hold.objects.create(matter=matter, reason="督办未完", pinned_by="supervision", pinned_at=at)
    with pytest.raises(Refusal, match="督办未完"):
        actions.close(matter_id=matter.pk, by=BY, at=at)
    pin.delete()
    actions.close(matter_id=matter.pk, by=BY, at=at)
    matter.refresh_from_db()
    assert (matter.state, matter.concluded_at) == ("concluded", at)
