"""Units: added, renamed, merged, closed, found."""

from datetime import date

import pytest

from xinfang.kernel.actor import Actor
from xinfang.kernel.errors import Refusal
from xinfang.kernel.models import AuditEntry
from xinfang.registers.organisations import actions, queries
from xinfang.registers.organisations.models import Unit

ADMIN = Actor(1, "管理员1号")
TODAY = date(2026, 10, 15)


def test_a_unit_is_added_below_its_parent_with_an_audit_row(district, at):
    unit = actions.add_unit(
        parent=district.street, code="YX-ZH-02", name="和平社区", kind="community", by=ADMIN, at=at
    )
    assert Unit.objects.get_parent(unit) == district.street
    assert AuditEntry.objects.get(event="unit.added").subject == "YX-ZH-02"


@pytest.mark.parametrize(
    ("parent", "kind", "words"),
    [
        ("root", "community", "只能放在街道下面"),
        ("department", "street", "只能放在区下面"),
        ("street", "district", "区是最上一级"),
        (None, "street", "必须有上级单位"),
        (None, "district", "已经有一个区了"),
        ("root", "village", "类别请填"),
    ],
)
def test_a_unit_in_the_wrong_place_is_refused(district, at, parent, kind, words):
    above = getattr(district, parent) if parent else None
    with pytest.raises(Refusal, match=words):
        actions.add_unit(parent=above, code="X", name="某单位", kind=kind, by=ADMIN, at=at)
    assert not Unit.objects.filter(code="X").exists()
    assert not AuditEntry.objects.exists()


def test_a_code_is_given_once_and_empty_fields_are_named(district, at):
    with pytest.raises(Refusal) as told:
        actions.add_unit(parent=district.root, code="YX-ZH", name="", kind="street", by=ADMIN, at=at)
    assert {problem.field for problem in told.value.problems} == {"code", "name"}


def test_reports_of_earlier_days_keep_the_old_name(district, at):
    actions.rename_unit(unit=district.street, name="中和新街道", on=date(2026, 7, 1), by=ADMIN, at=at)
    actions.rename_unit(unit=district.street, name="中和大街道", on=date(2026, 9, 1), by=ADMIN, at=at)
    named = [queries.names_on(day)[district.street.pk] for day in _days((6, 30), (7, 1), (8, 31), (9, 1))]
    assert named == ["中和街道", "中和新街道", "中和新街道", "中和大街道"]
    assert "中和街道" in {unit.name for unit in queries.in_force(date(2026, 6, 30))}


def _days(*days: tuple[int, int]) -> list[date]:
    return [date(2026, month, day) for month, day in days]


def test_a_rename_before_the_last_one_is_refused(district, at):
    actions.rename_unit(unit=district.street, name="中和新街道", on=date(2026, 9, 1), by=ADMIN, at=at)
    with pytest.raises(Refusal, match="新的日期要在它之后"):
        actions.rename_unit(unit=district.street, name="再改名", on=date(2026, 9, 1), by=ADMIN, at=at)


def test_a_merged_unit_ends_names_its_successor_and_hands_on_children_and_past(district, at):
    actions.merge_units(unit=district.street, into=district.other, on=date(2026, 10, 1), by=ADMIN, at=at)
    ended = Unit.objects.get(code="YX-ZH")
    assert (ended.valid_to, ended.successor) == (date(2026, 9, 30), district.other)
    community = Unit.objects.get(code="YX-ZH-01")
    assert Unit.objects.get_parent(community).code == "YX-GX"
    assert ended.is_descendant_of(Unit.objects.get(code="YX-GX"))
    assert "YX-ZH" not in {unit.code for unit in queries.in_force(TODAY)}
    assert "YX-ZH" in {unit.code for unit in queries.in_force(date(2026, 9, 30))}


@pytest.mark.parametrize(
    ("unit", "into", "words"),
    [
        ("street", "department", "同一类别"),
        ("street", "street", "自己"),
        ("root", "street", "最上一级"),
    ],
)
def test_a_merge_that_makes_no_sense_is_refused(district, at, unit, into, words):
    with pytest.raises(Refusal, match=words):
        actions.merge_units(
            unit=getattr(district, unit), into=getattr(district, into), on=TODAY, by=ADMIN, at=at
        )


def test_a_unit_is_not_closed_while_one_below_goes_on(district, at):
    with pytest.raises(Refusal, match="朝阳社区"):
        actions.close_unit(unit=district.street, last_day=TODAY, by=ADMIN, at=at)
    actions.close_unit(unit=district.community, last_day=TODAY, by=ADMIN, at=at)
    actions.close_unit(unit=Unit.objects.get(pk=district.street.pk), last_day=TODAY, by=ADMIN, at=at)
    assert Unit.objects.get(code="YX-ZH").valid_to == TODAY


def test_a_door_is_changed_once_for_the_same_words(district, at):
    for _again in range(2):
        actions.change_door(
            unit=district.street,
            address="中和大道 8 号",
            hours="9:00—17:00",
            telephone="85551234",
            by=ADMIN,
            at=at,
        )
    assert AuditEntry.objects.filter(event="unit.door_changed").count() == 1


def test_an_administrator_sees_the_own_unit_and_below(district, scope):
    own = scope("admin", district.street)
    assert [unit.code for unit in queries.tree(own, TODAY)] == ["YX-ZH", "YX-ZH-01"]
    assert queries.unit_in(own, district.community.pk) == district.community
    assert queries.unit_in(own, district.other.pk) is None
    assert queries.tree(scope("clerk", district.root), TODAY) == []


def test_a_unit_is_chosen_by_name_or_initials_under_its_depth(district):
    choices = {choice.name: choice for choice in queries.choices(TODAY)}
    assert choices["朝阳社区"].label == "\u3000\u3000朝阳社区"
    assert "zhjd" in choices["中和街道"].key
    assert queries.by_code("YX-GX") == district.other
    assert queries.district() == district.root


def test_numbers_begin_with_the_units_own_code_or_its_name(district, at):
    assert district.street.agency_code == "中和街道"
    unit = actions.change_letter_code(unit=district.street, letter_code=" 云 中 ", by=ADMIN, at=at)
    assert unit.agency_code == "云中"
    assert AuditEntry.objects.get(event="unit.letter_code_changed").after == {"letter_code": "云中"}


@pytest.mark.parametrize("code", ["云〔2026〕", "云1", "云" * 21, "云\x00", "规划建设局"])
def test_a_code_that_cannot_stand_before_the_year_or_is_anothers_is_refused(district, at, code):
    with pytest.raises(Refusal) as told:
        actions.change_letter_code(unit=district.street, letter_code=code, by=ADMIN, at=at)
    assert [problem.field for problem in told.value.problems] == ["letter_code"]
    assert Unit.objects.get(pk=district.street.pk).letter_code == ""
