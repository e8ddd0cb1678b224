"""One matter of two, several of one; and taking both back within seconds."""

from datetime import timedelta

import pytest

from xinfang.casework.acts import actions
from xinfang.casework.assignments.queries import placed
from xinfang.casework.deadlines.models import Clock
from xinfang.casework.intake import actions as intake
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.entries import MatterEntry
from xinfang.casework.petitions.models import Matter, Raising
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal

CLERK, OTHER = Actor(1, "登记员1号"), Actor(9, "登记员2号")
SOON = timedelta(seconds=9)
PARTS = (MatterEntry(title="路灯不亮"), MatterEntry(title="电梯停用", facts="三号楼电梯停了半年。"))


@pytest.fixture
def two(district, arrival, at) -> list[Matter]:
    """Two letters, waiting."""
    letters = [arrival(title=title) for title in ("物业收费不公示", "物业乱收费")]
    intake.register_many(letters, unit_id=district.root.pk, by=CLERK, at=at)
    return list(Matter.objects.order_by("pk"))


def clocks(matter: Matter) -> list[tuple[object, ...]]:
    """The clocks that run, whatever an undone act began beside them."""
    live = Clock.objects.filter(matter=matter, state__in=["open", "stopped"]).order_by("pk")
    return list(live.values_list("pk", "family", "due_on", "state"))


def verbs(matter: Matter) -> list[str]:
    return [line.verb for line in queries.timeline(matter.pk)]


def test_a_merged_matter_ends_its_clocks_and_both_timelines_tell_of_it(two, at):
    first, second = two
    actions.merge(matter_id=second.pk, into_id=first.pk, by=CLERK, at=at, reason="同一件事")
    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("merged", first)
    assert clocks(second) == []
    assert verbs(second)[0] == "merge"
    assert verbs(first)[0] == "merged_here"


def test_undoing_a_merger_leaves_everything_as_before(two, at, district):
    first, second = two
    actions.route(matter_ids=[second.pk], to_unit_id=district.street.pk, by=CLERK, at=at)
    before = clocks(second)
    act = actions.merge(matter_id=second.pk, into_id=first.pk, by=CLERK, at=at)
    assert clocks(second) == []
    actions.undo(act_ids=[act], by=CLERK, at=at + SOON)
    second.refresh_from_db()
    assert (second.state, second.merged_into, second.unit) == ("routed", None, district.street)
    assert clocks(second) == before
    assert [(line.unit, line.live) for line in placed(second.pk)] == [("中和街道", True)]
    assert verbs(second)[0] == "undo"
    assert verbs(first)[0] == "left_here"


def test_a_merger_is_ended_later_by_an_act_of_its_own(two, at):
    first, second = two
    due = Clock.objects.get(matter=second, family="route").due_on
    actions.merge(matter_id=second.pk, into_id=first.pk, by=CLERK, at=at)
    actions.unmerge(matter_id=second.pk, by=CLERK, at=at + timedelta(days=3), reason="诉求不同")
    second.refresh_from_db()
    assert (second.state, second.merged_into) == ("registered", None)
    assert [(family, until) for _pk, family, until, _state in clocks(second)] == [("route", due)]
    assert verbs(first)[0] == "left_here"


@pytest.mark.parametrize("into", ["itself", "nowhere", "ended", "confined"])
def test_what_cannot_be_merged_says_why_at_the_field(two, at, district, arrival, into):
    first, second = two
    target = {"itself": second.pk, "nowhere": 0, "ended": first.pk, "confined": first.pk}[into]
    if into == "ended":
        Matter.objects.filter(pk=first.pk).update(state="concluded")
    if into == "confined":
        Matter.objects.filter(pk=first.pk).update(purpose="accusation", accused="unknown", confined=True)
    with pytest.raises(Refusal) as refused:
        actions.merge(matter_id=second.pk, into_id=target, by=CLERK, at=at)
    assert list(refused.value.by_field()) == ["into"]
    assert Matter.objects.get(pk=second.pk).state == "registered"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("objected", "异议还没有了结"),
        ("disputed", "管辖争议还没有了结"),
        ("reviewing", "现在是“复查中”"),
        ("concluded", "现在是“已办结”"),
    ],
)
def test_into_what_lies_elsewhere_says_where_it_lies(two, at, state, words):
    first, second = two
    Matter.objects.filter(pk=first.pk).update(state=state)
    with pytest.raises(Refusal, match=words) as refused:
        actions.merge(matter_id=second.pk, into_id=first.pk, by=CLERK, at=at)
    told = str(refused.value)
    assert first.number in told
    assert "重复信访" not in told  # it has a petition of its own already


def test_parts_are_numbered_under_the_petition_with_clocks_of_their_own(two, at):
    made = actions.split(matter_id=two[0].pk, parts=PARTS, by=CLERK, at=at)
    assert made.numbers == ("2026-0001-2", "2026-0001-3")
    parts = list(Matter.objects.filter(split_from=two[0]).order_by("pk"))
    assert [(part.title, part.state, part.received_at) for part in parts] == [
        ("路灯不亮", "registered", two[0].received_at),
        ("电梯停用", "registered", two[0].received_at),
    ]
    own = {clock for matter in (two[0], *parts) for clock in clocks(matter)}
    assert [family for _pk, family, *_rest in sorted(own)] == ["route"] * 3
    first = Raising.objects.get(matter=two[0], kind="first").petition_id
    assert set(Raising.objects.filter(matter__in=parts).values_list("petition_id", "kind")) == {
        (first, "first")
    }
    more = actions.split(matter_id=parts[0].pk, parts=[MatterEntry(title="噪声")], by=CLERK, at=at)
    assert more.numbers == ("2026-0001-4",)


def test_the_audit_of_a_splitting_keeps_no_title(two, at):
    actions.split(matter_id=two[0].pk, parts=PARTS, by=CLERK, at=at)
    rows = AuditEntry.objects.filter(event="matter.split_off")
    assert [row.after for row in rows] == [{"from": two[0].number}] * 2


def test_undoing_a_splitting_takes_the_parts_from_every_list(two, at, scope, district):
    made = actions.split(matter_id=two[0].pk, parts=PARTS, by=CLERK, at=at)
    parts = list(Matter.objects.filter(number__in=made.numbers))
    actions.undo(act_ids=[made.act], by=CLERK, at=at + SOON)
    assert set(Matter.objects.filter(number__in=made.numbers).values_list("state", flat=True)) == {"reverted"}
    assert [clocks(part) for part in parts] == [[], []]
    clerk = scope("clerk", district.root)
    assert set(queries.matters(clerk).values_list("pk", flat=True)) == {each.pk for each in two}
    assert verbs(two[0])[0] == "undo"
    assert set(AuditEntry.objects.filter(event="matter.undone").values_list("subject", flat=True)) == {
        two[0].number, *made.numbers
    }  # fmt: skip


def test_a_part_that_was_worked_on_keeps_the_splitting(two, at, district):
    made = actions.split(matter_id=two[0].pk, parts=PARTS, by=CLERK, at=at)
    part = Matter.objects.get(number=made.numbers[0])
    actions.route(matter_ids=[part.pk], to_unit_id=district.street.pk, by=CLERK, at=at)
    with pytest.raises(Refusal, match="已经不能撤销"):
        actions.undo(act_ids=[made.act], by=CLERK, at=at + SOON)
    part.refresh_from_db()
    assert part.state == "routed"


@pytest.mark.parametrize("spoiled", ["late", "another", "since", "legal"])
def test_what_cannot_be_undone_stays(two, at, district, spoiled):
    matter, moment, by = two[0], at + SOON, CLERK
    act = actions.route(matter_ids=[matter.pk], to_unit_id=district.street.pk, by=CLERK, at=at)
    if spoiled == "late":
        moment = at + timedelta(seconds=16)
    if spoiled == "another":
        by = OTHER
    if spoiled == "since":
        actions.perform(verb="accept", matter_ids=[matter.pk], by=CLERK, at=at)
    if spoiled == "legal":
        act = actions.perform(verb="accept", matter_ids=[matter.pk], by=CLERK, at=at)
    state = Matter.objects.get(pk=matter.pk).state
    with pytest.raises(Refusal, match="已经不能撤销"):
        actions.undo(act_ids=act, by=by, at=moment)
    assert Matter.objects.get(pk=matter.pk).state == state


@pytest.mark.parametrize("parts", [(), (MatterEntry(title="路灯不亮"), MatterEntry(title="  "))])
def test_each_part_has_a_title(two, at, parts):
    with pytest.raises(Refusal) as refused:
        actions.split(matter_id=two[0].pk, parts=parts, by=CLERK, at=at)
    assert list(refused.value.by_field()) == ["title"]
    assert Matter.objects.count() == 2
