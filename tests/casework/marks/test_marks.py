"""Marks are a unit's own words about matters, never about people."""

import pytest

from xinfang.casework.intake import actions as intake
from xinfang.casework.marks import actions, queries
from xinfang.casework.marks.models import Mark, Marking
from xinfang.casework.marks.rules import WORDS
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal


@pytest.fixture
def matters(district, arrival, at) -> list[int]:
    """Three letters of 王小明 (fictional)."""
    letters = [arrival(title=title) for title in "甲乙丙"]
    intake.register_many(letters, unit_id=district.root.pk, by=Actor(1, "登记员1号"), at=at)
    return list(Matter.objects.order_by("pk").values_list("pk", flat=True))


@pytest.fixture
def clerk(scope, district):
    """A clerk of the district."""
    return scope("clerk", district.root)


def test_a_mark_is_put_on_and_taken_off_and_both_are_on_record(matters, clerk, at):
    mark, fresh = actions.mark(matter_ids=matters[:2], name=" 涉灾 ", by=clerk.actor, at=at)
    assert fresh == matters[:2]
    again, more = actions.mark(matter_ids=matters, name="涉灾", by=clerk.actor, at=at)
    assert (again, more) == (mark, matters[2:])
    found = queries.within(Matter.objects.all(), mark)
    assert set(found.values_list("pk", flat=True)) == set(matters)
    assert actions.unmark(matter_ids=matters[1:], mark_id=mark, by=clerk.actor, at=at) == matters[1:]
    assert {pk: [each.name for each in marks] for pk, marks in queries.marks_on(clerk, matters).items()} == {
        matters[0]: ["涉灾"]
    }
    events = AuditEntry.objects.filter(event__startswith="matter.").values_list("event", "after__mark")
    assert sorted(events) == [("matter.marked", "涉灾")] * 3 + [("matter.unmarked", "涉灾")] * 2


def test_another_unit_neither_sees_nor_takes_off_a_mark(matters, clerk, at, scope, district):
    mark, _fresh = actions.mark(matter_ids=matters, name="涉灾", by=clerk.actor, at=at)
    street = scope("clerk", district.street)
    assert queries.marks_of(street) == []
    assert queries.marks_on(street, matters) == {}
    with pytest.raises(Refusal, match="没有这个标记"):
        actions.unmark(matter_ids=matters, mark_id=mark, by=street.actor, at=at)
    actions.mark(matter_ids=matters[:1], name="涉灾", by=street.actor, at=at)
    assert Mark.objects.filter(name="涉灾").count() == 2


def test_a_mark_that_nothing_bears_is_no_longer_offered(matters, clerk, at):
    mark, _fresh = actions.mark(matter_ids=matters, name="涉灾", by=clerk.actor, at=at)
    assert [each.name for each in queries.marks_of(clerk)] == ["涉灾"]
    actions.unmark(matter_ids=matters, mark_id=mark, by=clerk.actor, at=at)
    assert queries.marks_of(clerk) == []


REFUSED = WORDS.read_text("utf-8").split()


NAMES = ["王小明", "王小明案", "盯住王小明", "13912340217", "E 139 1234 0217", f"{REFUSED[0]}员"]


@pytest.mark.parametrize("name", ["", "   ", "一" * 13, *NAMES, *REFUSED])
def test_a_mark_names_no_person_and_watches_none(matters, clerk, at, name):
    with pytest.raises(Refusal) as refused:
        actions.mark(matter_ids=matters, name=name, by=clerk.actor, at=at)
    assert list(refused.value.by_field()) == ["mark"]
    assert not Marking.objects.exists()


def test_the_name_of_nobody_in_the_matters_is_a_word_like_others(matters, clerk, at):
    actions.mark(matter_ids=matters, name="高新安置小区", by=clerk.actor, at=at)
    assert Marking.objects.count() == 3


def test_whoever_has_no_unit_has_no_marks(matters, at):
    with pytest.raises(Refusal, match="还没有单位"):
        actions.mark(matter_ids=matters, name="涉灾", by=Actor(1, "某人"), at=at)
