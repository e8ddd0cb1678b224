"""Which unit is complained of: optional, of no accusation, set right on record."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from xinfang.casework.acts.actions import name_complained, route, split
from xinfang.casework.intake.actions import register
from xinfang.casework.petitions import queries
from xinfang.casework.petitions.entries import MatterEntry
from xinfang.casework.petitions.models import Matter
from xinfang.kernel.actor import Actor
from xinfang.kernel.audit.models import AuditEntry
from xinfang.kernel.errors import Refusal

BY = Actor(1, "登记员1号")
WHY = "信访人来电说明投诉的是街道。"


@pytest.fixture
def enter(arrival: Any, district: Any, at: Any) -> Any:
    """Register at the district."""

    def make(**told: Any) -> Matter:
        made = register(arrival(**told), unit_id=district.root.pk, by=BY, at=at)
        return Matter.objects.get(pk=made.matter_id)

    return make


def test_a_matter_names_a_unit_or_none(enter, district):
    assert enter().complained_unit is None
    assert enter(complained_unit_id=district.street.pk).complained_unit == district.street


def test_an_accusation_names_none_in_a_form_nor_in_the_table(enter, district):
    with pytest.raises(Refusal, match="被检举的单位") as refused:
        enter(purpose="accusation", accused="unknown", complained_unit_id=district.street.pk)
    assert set(refused.value.by_field()) == {"complained_unit_id"}
    secret = enter(purpose="accusation", accused="unknown")
    with pytest.raises(IntegrityError, match="accusations_complain_of_no_unit"), transaction.atomic():
        Matter.objects.filter(pk=secret.pk).update(complained_unit=district.street)


def test_it_may_be_sent_to_the_unit_that_is_complained_of(enter, district, at):
    matter = enter(complained_unit_id=district.street.pk)
    assert route(matter_ids=[matter.pk], to_unit_id=district.street.pk, by=BY, at=at)


def test_it_is_named_afterwards_and_set_right_with_a_reason_on_record(enter, district, at):
    matter = enter()
    name_complained(matter_id=matter.pk, unit_id=district.other.pk, reason="", by=BY, at=at)
    with pytest.raises(Refusal, match="为什么更正"):
        name_complained(matter_id=matter.pk, unit_id=district.street.pk, reason="不对", by=BY, at=at)
    name_complained(matter_id=matter.pk, unit_id=district.street.pk, reason=WHY, by=BY, at=at)
    matter.refresh_from_db()
    assert (matter.complained_unit, matter.state) == (district.street, "registered")
    line = queries.timeline(matter.pk)[0]
    assert (line.verb, line.note) == ("name_complained", WHY)
    assert line.data == {"unit": district.street.name, "before": district.other.name}
    row = AuditEntry.objects.filter(event="matter.name_complained").latest("pk")
    assert (row.before, row.after) == (
        {"complained_unit_id": district.other.pk},
        {"complained_unit_id": district.street.pk},
    )


def test_it_is_taken_off_again(enter, district, at):
    matter = enter(complained_unit_id=district.street.pk)
    name_complained(matter_id=matter.pk, unit_id=None, reason=WHY, by=BY, at=at)
    assert Matter.objects.get(pk=matter.pk).complained_unit is None


def test_what_stands_there_already_and_an_accusation_are_refused(enter, district, at):
    matter = enter(complained_unit_id=district.street.pk)
    with pytest.raises(Refusal, match="没有改动"):
        name_complained(matter_id=matter.pk, unit_id=district.street.pk, reason=WHY, by=BY, at=at)
    secret = enter(purpose="accusation", accused="unknown")
    with pytest.raises(Refusal, match="指明被检举单位.*第三十条"):
        name_complained(matter_id=secret.pk, unit_id=district.street.pk, reason=WHY, by=BY, at=at)
    assert not AuditEntry.objects.filter(event="matter.name_complained").exists()


def test_a_part_that_is_split_off_says_itself_whom_it_complains_of(enter, district, at):
    matter = enter(complained_unit_id=district.street.pk)
    parts = [MatterEntry("另一件"), MatterEntry("检举", purpose="accusation", accused="unknown")]
    told = split(matter_id=matter.pk, parts=parts, by=BY, at=at)
    assert not Matter.objects.filter(number__in=told.numbers, complained_unit__isnull=False).exists()
